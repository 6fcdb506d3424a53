package org.asclepion.media.sdp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.asclepion.media.dtls.Fingerprint;
import org.asclepion.media.ice.IceCredentials;
import org.asclepion.media.route.PeerProfile;
import org.asclepion.media.route.PeerProfile.SlotSpec;
import org.asclepion.media.route.Source;
import org.asclepion.media.rtp.HeaderExtension;
import org.junit.jupiter.api.Test;

/** What the server makes of an offer. */
class AgreementTest {
  private static final IceCredentials OURS =
      new IceCredentials("ours1234", "abcdefghijklmnopqrstuvwx");

  private int next = 1_000;

  private Agreement on(String offer) throws Exception {
    return Agreement.on(OfferParser.parse(offer), Terms.CALLS, () -> next++, "hospital");
  }

  private static String answer(Agreement agreement) {
    return agreement.answer(
        OURS,
        Fingerprint.sha256(new byte[1]),
        List.of("candidate:1 1 udp 1 192.0.2.1 8080 typ host"),
        1);
  }

  private static List<String> section(String answer, String mid) {
    for (String section : answer.split("(?m)(?=^m=)", -1)) {
      if (section.contains("a=mid:" + mid + "\r\n")) {
        return section.lines().toList();
      }
    }
    throw new AssertionError("no section " + mid + " in\n" + answer);
  }

  @Test
  void sectionsAreSourcesAndSlots() throws Exception {
    Agreement agreement = on(Offers.chromium());
    PeerProfile profile = agreement.profile();
    assertEquals(
        List.of(Source.VOICE, Source.CAMERA, Source.SCREEN),
        profile.sections().stream().map(PeerProfile.Section::source).toList());
    assertEquals(List.of("q", "h", "f"), profile.sections().get(1).rids());
    assertEquals(List.of((int) 2281557587L), profile.sections().get(2).retransmissions());
    assertEquals(List.of("10", "11"), agreement.voiceMids());
    assertEquals(List.of("12", "13"), agreement.pictureMids());
    assertEquals(List.of(new SlotSpec(1000, 0), new SlotSpec(1001, 0)), profile.voices());
    assertEquals(List.of(new SlotSpec(1002, 1003), new SlotSpec(1004, 1005)), profile.pictures());
    assertEquals(1, profile.extensions().idOf(HeaderExtension.AUDIO_LEVEL));
    assertEquals(11, profile.extensions().idOf(HeaderExtension.REPAIRED_RID));
  }

  @Test
  void theAnswerIsWhatABrowserNeeds() throws Exception {
    String answer = answer(on(Offers.chromium()));
    assertEquals(answer, answer.lines().map(line -> line + "\r\n").reduce("", String::concat));
    assertTrue(answer.contains("a=group:BUNDLE 7 8 9 10 11 12 13\r\na=ice-lite\r\n"));
    List<String> microphone = section(answer, "7");
    assertEquals("m=audio 9 UDP/TLS/RTP/SAVPF 63 111", microphone.getFirst());
    for (String line :
        List.of(
            "a=ice-ufrag:ours1234",
            "a=setup:passive",
            "a=candidate:1 1 udp 1 192.0.2.1 8080 typ host",
            "a=recvonly",
            "a=rtcp-mux",
            "a=rtcp-rsize",
            "a=rtpmap:63 red/48000/2",
            "a=fmtp:111 minptime=10;useinbandfec=1;usedtx=1",
            "a=extmap:1 urn:ietf:params:rtp-hdrext:ssrc-audio-level")) {
      assertTrue(microphone.contains(line), line);
    }
    assertFalse(microphone.toString().contains("transport-wide"), "voices are not numbered");
    List<String> camera = section(answer, "8");
    for (String line :
        List.of(
            "a=rtcp-fb:96 nack pli",
            "a=rtcp-fb:96 transport-cc",
            "a=fmtp:97 apt=96",
            "a=rid:q recv",
            "a=simulcast:recv q;h;f")) {
      assertTrue(camera.contains(line), line);
    }
    List<String> slot = section(answer, "12");
    for (String line :
        List.of(
            "a=sendonly",
            "a=msid:slot-12 slot-12",
            "a=ssrc-group:FID 1002 1003",
            "a=ssrc:1002 cname:hospital",
            "a=ssrc:1003 msid:slot-12 slot-12")) {
      assertTrue(slot.contains(line), line);
    }
  }

  @Test
  void whatCannotBeUsedKeepsItsPlace() throws Exception {
    String more =
        """
        m=audio 9 UDP/TLS/RTP/SAVPF 111
        a=mid:second
        a=sendonly
        m=video 9 UDP/TLS/RTP/SAVPF 96
        a=mid:third
        a=sendrecv
        m=video 9 UDP/TLS/RTP/SAVPF 35
        a=mid:odd
        a=recvonly
        m=application 9 UDP/DTLS/SCTP webrtc-datachannel
        a=mid:data
        """;
    Agreement agreement = on(Offers.abridged() + more);
    assertEquals(3, agreement.profile().sections().size());
    String answer = answer(agreement);
    assertTrue(section(answer, "second").contains("a=inactive"));
    assertTrue(section(answer, "third").contains("a=inactive"));
    assertEquals("m=video 0 UDP/TLS/RTP/SAVPF 35", section(answer, "odd").getFirst());
    assertEquals(
        "m=application 0 UDP/DTLS/SCTP webrtc-datachannel", section(answer, "data").getFirst());
    assertTrue(answer.contains("BUNDLE 7 8 9 10 11 12 13 second third\r\n"));
  }

  @Test
  void slotsAreBounded() throws Exception {
    StringBuilder offer = new StringBuilder(Offers.abridged());
    for (int i = 0; i < PeerProfile.MAX_SLOTS; i++) {
      offer.append("m=audio 9 UDP/TLS/RTP/SAVPF 111\r\na=recvonly\r\na=mid:").append(100 + i);
      offer.append("\r\n");
    }
    Agreement agreement = on(offer.toString());
    assertEquals(PeerProfile.MAX_SLOTS, agreement.voiceMids().size());
    assertTrue(section(answer(agreement), "131").contains("a=inactive"));
  }

  @Test
  void noTwoStreamsHaveOneSsrc() throws Exception {
    Agreement agreement =
        Agreement.on(
            OfferParser.parse(Offers.chromium()), Terms.CALLS, () -> 1162430104, "hospital");
    Set<Integer> ssrcs = new HashSet<>(Set.of(0, 1162430104));
    for (SlotSpec spec : agreement.profile().voices()) {
      assertTrue(ssrcs.add(spec.ssrc()));
    }
    for (SlotSpec spec : agreement.profile().pictures()) {
      assertTrue(ssrcs.add(spec.ssrc()) && ssrcs.add(spec.retransmissionSsrc()));
    }
    assertTrue(ssrcs.add(agreement.profile().reporterSsrc()));
  }

  @Test
  void anotherOfferForTheSameSectionsIsTold() throws Exception {
    Agreement agreement = on(Offers.chromium());
    String restarted = Offers.chromium().replace("ufrag:A4ez", "ufrag:B5fy");
    assertTrue(agreement.isAlso(OfferParser.parse(restarted)));
    String other = Offers.chromium().replace("a=mid:13", "a=mid:14");
    assertFalse(agreement.isAlso(OfferParser.parse(other)));
  }
}
