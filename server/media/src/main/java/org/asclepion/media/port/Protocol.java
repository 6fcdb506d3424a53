package org.asclepion.media.port;

import io.netty.buffer.ByteBuf;

/**
 * Which protocol a packet belongs to, by its first byte (RFC 7983).
 *
 * <pre>
 *               +----------------+
 *               |        [0..3] -+--> STUN
 *   packet -->  |      [20..63] -+--> DTLS
 *               |    [128..191] -+--> RTP, or RTCP if the second byte is in [192..223] (RFC 5761)
 *               +----------------+    everything else is none of ours
 * </pre>
 */
enum Protocol {
  STUN,
  DTLS,
  RTP,
  RTCP,
  NONE;

  static Protocol of(ByteBuf packet) {
    if (packet.readableBytes() < 2) {
      return NONE;
    }
    int at = packet.readerIndex();
    int first = packet.getUnsignedByte(at);
    if (first < 4) {
      return STUN;
    }
    if (first >= 20 && first < 64) {
      return DTLS;
    }
    if (first < 128 || first > 191) {
      return NONE;
    }
    int second = packet.getUnsignedByte(at + 1);
    return second >= 192 && second <= 223 ? RTCP : RTP;
  }
}
