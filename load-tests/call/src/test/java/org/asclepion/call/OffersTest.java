package org.asclepion.call;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class OffersTest {
  @Test
  void whatIsSaidOnceAndWhatTheServerNeedsStays() {
    String offer =
        """
        v=0
        a=group:BUNDLE 0 1
        a=extmap-allow-mixed
        m=audio 9 UDP/TLS/RTP/SAVPF 111
        a=rtcp:9 IN IP4 0.0.0.0
        a=ice-ufrag:abcd
        a=extmap:1 urn:ietf:params:rtp-hdrext:ssrc-audio-level
        a=extmap:7 urn:example:unknown
        a=rtpmap:111 opus/48000/2
        a=ssrc:5 cname:peer
        a=ssrc:5 msid:peer voice
        a=mid:0
        m=audio 9 UDP/TLS/RTP/SAVPF 111
        a=ice-ufrag:abcd
        a=extmap:1 urn:ietf:params:rtp-hdrext:ssrc-audio-level
        a=rtpmap:111 opus/48000/2
        a=recvonly
        a=mid:1
        """;
    String compact =
        """
        v=0
        a=group:BUNDLE 0 1
        m=audio 9 UDP/TLS/RTP/SAVPF 111
        a=ice-ufrag:abcd
        a=extmap:1 urn:ietf:params:rtp-hdrext:ssrc-audio-level
        a=rtpmap:111 opus/48000/2
        a=ssrc:5 cname:peer
        a=mid:0
        m=audio 9 UDP/TLS/RTP/SAVPF 111
        a=recvonly
        a=mid:1
        """;
    assertEquals(compact.replace("\n", "\r\n"), Offers.compact(offer.replace("\n", "\r\n")));
  }
}
