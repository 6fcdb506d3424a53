package org.asclepion.media.rtp;

import io.netty.buffer.ByteBuf;

/**
 * Frames of a voice with copies of earlier ones (RFC 2198). Pure functions.
 *
 * <pre>
 * | 1 | type 7 | timestamp offset 14 | length 10 |   for each copy, the oldest first
 * | 0 | type 7 |                                     for the newest
 * | copies ... | the newest |
 * </pre>
 */
public final class Red {
  private static final int MORE = 0x80;
  private static final int HEADER_BYTES = 4;
  private static final int LENGTH = 0x3FF;

  private Red() {}

  /** How far from the payload's start the newest frame begins; -1 when that makes no sense. */
  public static int primary(ByteBuf packet, int at, int bytes) {
    int copies = 0;
    for (int header = 0; header < bytes; header += HEADER_BYTES) {
      if ((packet.getByte(at + header) & MORE) == 0) {
        int from = header + 1 + copies;
        return from < bytes ? from : -1;
      }
      if (header + HEADER_BYTES > bytes) {
        return -1;
      }
      copies += packet.getUnsignedShort(at + header + 2) & LENGTH;
    }
    return -1;
  }

  /**
   * Gives all frames another payload type; {@link #primary} must have made sense of the payload.
   */
  public static void retype(ByteBuf packet, int at, int type) {
    int header = at;
    while ((packet.getByte(header) & MORE) != 0) {
      packet.setByte(header, MORE | type);
      header += HEADER_BYTES;
    }
    packet.setByte(header, type);
  }
}
