package org.asclepion.media.srtp;

/**
 * As much of a packet's shape as its protection needs. Stateless.
 *
 * <pre>
 *  0      1      2      4           8          12
 * +------+------+------+-----------+-----------+-----------------+---------------------+
 * |V P X | M PT | seq  | timestamp | SSRC      | CSRC, 4 x CC    | extension, if X     |
 * |   CC |      |      |           |           |                 | id 2, words 2, words|
 * +------+------+------+-----------+-----------+-----------------+---------------------+
 * </pre>
 */
final class RtpShape {
  static final int RTCP_CLEAR_BYTES = 8;
  private static final int FIXED_BYTES = 12;

  private RtpShape() {}

  /** The length of the header with its extensions, or -1 when it does not fit into the packet. */
  static int headerBytes(byte[] packet, int length) {
    if (length < FIXED_BYTES || (packet[0] & 0xC0) != 0x80) {
      return -1;
    }
    int header = FIXED_BYTES + 4 * (packet[0] & 0x0F);
    if ((packet[0] & 0x10) != 0) {
      if (header + 4 > length) {
        return -1;
      }
      header += 4 + 4 * Bytes.getShort(packet, header + 2);
    }
    return header <= length ? header : -1;
  }

  static int sequence(byte[] packet) {
    return Bytes.getShort(packet, 2);
  }

  static int ssrc(byte[] packet) {
    return Bytes.getInt(packet, 8);
  }

  static boolean isRtcp(byte[] packet, int length) {
    return length >= RTCP_CLEAR_BYTES && (packet[0] & 0xC0) == 0x80;
  }

  static int rtcpSsrc(byte[] packet) {
    return Bytes.getInt(packet, 4);
  }
}
