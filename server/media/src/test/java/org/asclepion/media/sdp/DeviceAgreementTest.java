package org.asclepion.media.sdp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Set;
import org.asclepion.media.dtls.Fingerprint;
import org.asclepion.media.ice.IceCredentials;
import org.asclepion.media.route.Codec;
import org.asclepion.media.route.Source;
import org.junit.jupiter.api.Test;

/** What is agreed with devices, displays, and with browsers about devices' pictures. */
class DeviceAgreementTest {
  private static final String HEAD =
      """
      v=0
      a=ice-ufrag:abcd
      a=ice-pwd:abcdefghijklmnopqrstuvwx
      a=fingerprint:sha-256 %s
      a=setup:actpass
      """
          .formatted("AA:".repeat(31) + "AA");

  private static final String AUDIO =
      """
      m=audio 9 UDP/TLS/RTP/SAVPF 111
      a=mid:a
      a=rtpmap:111 opus/48000/2
      a=sendonly
      """;

  private int next = 1_000;

  private static String h264(String way, String parameters) {
    return """
    m=video 9 UDP/TLS/RTP/SAVPF 100 101
    a=mid:v
    a=rtpmap:100 H264/90000
    a=rtcp-fb:100 nack pli
    a=fmtp:100 %s
    a=rtpmap:101 rtx/90000
    a=fmtp:101 apt=100
    a=ssrc:7 cname:c
    a=%s
    """
        .formatted(parameters, way);
  }

  private Agreement on(Terms terms, String... sections) throws Exception {
    return Agreement.on(
        OfferParser.parse(HEAD + String.join("", sections)), terms, () -> next++, "hospital");
  }

  private static String answer(Agreement agreement) {
    return agreement.answer(
        new IceCredentials("ours1234", "abcdefghijklmnopqrstuvwx"),
        Fingerprint.sha256(new byte[1]),
        List.of(),
        1);
  }

  @Test
  void aDeviceShowsOnePictureAndNoSoundComesWithIt() throws Exception {
    String parameters = "level-asymmetry-allowed=1;packetization-mode=1;profile-level-id=42e01f";
    Agreement agreement =
        on(
            Terms.SHOWS,
            AUDIO,
            h264("sendonly", parameters),
            h264("sendonly", parameters).replace("mid:v", "mid:w"));
    assertEquals(Codec.H264, agreement.shows());
    assertEquals(1, agreement.profile().sections().size());
    assertEquals(Source.SCREEN, agreement.profile().sections().getFirst().source());
    assertEquals(Set.of(), agreement.receives());
    String answer = answer(agreement);
    assertTrue(answer.contains("a=rtpmap:100 H264/90000\r\n"), answer);
    assertTrue(answer.contains("a=rtcp-fb:100 nack pli\r\n"), answer);
    assertTrue(answer.contains("a=fmtp:100 " + parameters + "\r\n"), answer);
    assertEquals(2, answer.split("a=inactive", -1).length - 1, answer);
  }

  @Test
  void vp8IsPreferredSinceEverybodySeesIt() throws Exception {
    String both =
        h264("sendonly", "packetization-mode=1;profile-level-id=42c01f")
                .replace(" 100 101", " 100 101 96")
            + "a=rtpmap:96 VP8/90000\r\n";
    Agreement agreement = on(Terms.SHOWS, both);
    assertEquals(Codec.VP8, agreement.shows());
    assertFalse(answer(agreement).contains("H264"));
  }

  @Test
  void onlyProfilesThatEveryDecoderKnowsAreTaken() throws Exception {
    for (String good :
        List.of(
            "packetization-mode=1",
            "profile-level-id=42001f",
            "PROFILE-LEVEL-ID=42E01F; packetization-mode=0")) {
      assertEquals(Codec.H264, on(Terms.SHOWS, h264("sendonly", good)).shows(), good);
    }
    for (String bad :
        List.of(
            "packetization-mode=1;profile-level-id=640028",
            "packetization-mode=1;profile-level-id=4d001f",
            "packetization-mode=2;profile-level-id=42e01f",
            "profile-level-id=zz")) {
      assertNull(on(Terms.SHOWS, h264("sendonly", bad)).shows(), bad);
    }
  }

  @Test
  void aDisplayOnlyReceivesPictures() throws Exception {
    String parameters = "packetization-mode=1;profile-level-id=42001f";
    Agreement agreement =
        on(
            Terms.WATCHES,
            AUDIO.replace("sendonly", "recvonly"),
            h264("recvonly", parameters),
            h264("sendrecv", parameters).replace("mid:v", "mid:w"));
    assertEquals(Set.of(Codec.H264), agreement.receives());
    assertEquals(List.of("v"), agreement.pictureMids());
    assertEquals(List.of(), agreement.voiceMids());
    assertEquals(List.of(), agreement.profile().sections());
    // Units that come in parts it must be able to put together.
    assertEquals(
        Set.of(), on(Terms.WATCHES, h264("recvonly", "profile-level-id=42e01f")).receives());
  }

  @Test
  void aBrowserReceivesWhatItDoesNotSend() throws Exception {
    String parameters = "packetization-mode=1;profile-level-id=42e01f";
    Agreement agreement =
        on(
            Terms.CALLS,
            h264("sendonly", parameters),
            h264("recvonly", parameters)
                .replace("mid:v", "mid:w")
                .replace("a=ssrc:7 cname:c\n", ""));
    assertEquals(Set.of(Codec.H264), agreement.receives());
    assertEquals(List.of(), agreement.profile().sections(), "it would be for a few only");
    assertTrue(answer(agreement).contains("m=video 0 "));
  }
}
