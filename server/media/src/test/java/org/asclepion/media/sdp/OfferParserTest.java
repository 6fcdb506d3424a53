package org.asclepion.media.sdp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.asclepion.media.sdp.Offer.Direction;
import org.asclepion.media.sdp.Offer.Kind;
import org.asclepion.media.sdp.Offer.Section;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a browser's offer says, and what is wrong with one that is wrong. */
class OfferParserTest {
  private static final String SECTION = "m=audio 9 UDP/TLS/RTP/SAVPF 111\r\na=mid:%d\r\n";

  @Test
  void readsWhatChromiumOffers() throws Exception {
    Offer offer = OfferParser.parse(Offers.chromium());
    assertEquals("A4ez", offer.ice().ufrag());
    assertTrue(offer.fingerprint().toString().startsWith("sha-256 3A:4D:44"));
    assertEquals("urn:ietf:params:rtp-hdrext:ssrc-audio-level", offer.extensions().get(1));
    assertEquals(
        List.of("7", "8", "9", "10", "11", "12", "13"),
        offer.sections().stream().map(Section::mid).toList());

    Section microphone = offer.sections().get(0);
    assertEquals(Kind.AUDIO, microphone.kind());
    assertEquals(Direction.SENDONLY, microphone.direction());
    assertEquals("opus/48000/2", microphone.codecs().get(0).name());
    assertEquals("111/111", microphone.codecs().get(1).parameters());
    assertEquals(List.of(1162430104), microphone.ssrcs());

    Section camera = offer.sections().get(1);
    assertEquals(List.of("q", "h", "f"), camera.rids());
    assertEquals(
        List.of("goog-remb", "transport-cc", "ccm fir", "nack", "nack pli"),
        camera.codecs().get(0).feedback());
    assertEquals("apt=96", camera.codecs().get(1).parameters());
    assertEquals(List.of(), camera.ssrcs());

    Section screen = offer.sections().get(2);
    assertEquals(List.of((int) 3245457180L), screen.ssrcs());
    assertEquals(List.of((int) 2281557587L), screen.repairs());
    assertEquals(Direction.RECVONLY, offer.sections().get(3).direction());
  }

  @Test
  void whatIsSaidOnceCountsForAllSections() throws Exception {
    assertTrue(Offers.abridged().length() * 3 < Offers.chromium().length());
    assertEquals(OfferParser.parse(Offers.chromium()), OfferParser.parse(Offers.abridged()));
  }

  @Test
  void linesMayEndAsOnAnySystem() throws Exception {
    Offer offer = OfferParser.parse(Offers.chromium());
    assertEquals(offer, OfferParser.parse(Offers.chromium().replace("\r\n", "\n")));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      value = {
        "a=ice-ufrag:A4ez | a=x:y | no credentials for ICE",
        "a=ice-pwd:Qq4LiAef4ozCk8ZSW0TqovUQ | a=ice-pwd:short | no credentials for ICE",
        "a=fingerprint:sha-256 | a=fingerprint:sha-1 | no fingerprint of SHA-256 or better",
        "a=setup:actpass | a=setup:passive | the offerer must be able to begin the handshake",
        "a=mid:8 | a=mid:7 | two sections have one name",
        "a=mid:8 | a=x:y | a section without a name",
        "a=mid:8 | a=mid:a b | not a name",
        "m=video 9 UDP/TLS/RTP/SAVPF 96 97 | m=video | not a media line, or one of more than 64"
            + " codecs",
        "m=video 9 UDP/TLS/RTP/SAVPF 96 97 | m=video 9 UDP/TLS/RTP/SAVPF 128 | not a number up to"
            + " 127",
        "a=rtpmap:96 VP8/90000 | a=rtpmap:x VP8/90000 | not a number",
        "a=rtpmap:96 VP8/90000 | a=rtpmap:111 VP8/90000 | one payload type for two codecs",
        "a=rtpmap:96 VP8/90000 | a=rtpmap:96 V P 8 | not a codec's attribute",
        "a=extmap:1 urn:ietf:params:rtp-hdrext:ssrc-audio-level | a=extmap:1 | not a header"
            + " extension",
        "a=extmap:4 urn:ietf:params:rtp-hdrext:sdes:mid | a=extmap:1 urn:x | one id for two header"
            + " extensions",
        "a=rid:q send | a=rid:q | not a layer",
        "a=ssrc:3245457180 cname:HTegSEzq+NQHp5cv | a=ssrc:4294967296 | not an SSRC",
      })
  void whatIsWrongIsNamed(String line, String instead, String fault) {
    String text = Offers.abridged();
    assertTrue(text.contains(line), "the offer has " + line);
    SdpFault found =
        assertThrows(SdpFault.class, () -> OfferParser.parse(text.replace(line, instead)));
    assertEquals(fault, found.getMessage());
  }

  @Test
  void twoTransportsAreNotOneBundle() {
    String text = Offers.chromium();
    int last = text.lastIndexOf("a=ice-ufrag:A4ez");
    String other = text.substring(0, last) + "a=ice-ufrag:B4ez" + text.substring(last + 16);
    SdpFault found = assertThrows(SdpFault.class, () -> OfferParser.parse(other));
    assertEquals("more than one ice-ufrag: everything must be in one bundle", found.getMessage());
  }

  @Test
  void everythingIsBounded() throws Exception {
    StringBuilder text = new StringBuilder(Offers.abridged());
    for (int i = 7; i < OfferParser.MAX_SECTIONS; i++) {
      text.append(SECTION.formatted(i + 100));
    }
    assertEquals(OfferParser.MAX_SECTIONS, OfferParser.parse(text.toString()).sections().size());
    assertEquals("more than 64 sections", fault(text + SECTION.formatted(999)));
    assertEquals("longer than 12000 characters", fault("v".repeat(OfferParser.MAX_CHARACTERS + 1)));
    assertEquals("more than 1000 lines", fault("v=0\n".repeat(OfferParser.MAX_LINES + 1)));
    String video = "m=video 9 UDP/TLS/RTP/SAVPF 96\na=mid:v\n";
    assertEquals(
        "more than 4 layers",
        fault(video + "a=rid:1 send\na=rid:2 send\na=rid:3 send\na=rid:4 send\na=rid:5 send\n"));
    StringBuilder ssrcs = new StringBuilder(video);
    for (int i = 0; i <= SectionDraft.MAX_SSRCS; i++) {
      ssrcs.append("a=ssrc:").append(i).append(" cname:c\n");
    }
    assertEquals("more than 16 SSRCs in a section", fault(ssrcs.toString()));
  }

  @Test
  void extensionsThatDoNotFitInOneByteAreLeftAside() throws Exception {
    String text = Offers.abridged().replace("a=extmap:14 ", "a=extmap:15 ");
    assertEquals(13, OfferParser.parse(text).extensions().size());
  }

  private static String fault(String text) {
    return String.valueOf(assertThrows(SdpFault.class, () -> OfferParser.parse(text)).getMessage());
  }
}
