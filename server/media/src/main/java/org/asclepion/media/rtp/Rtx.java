package org.asclepion.media.rtp;

import io.netty.buffer.ByteBuf;

/**
 * Retransmission in a stream of its own (RFC 4588). Pure functions.
 *
 * <pre>
 * | RTP header: the retransmission's SSRC, type and number | OSN: 2 bytes | original payload |
 * </pre>
 */
public final class Rtx {
  private static final int OSN_BYTES = 2;

  private Rtx() {}

  /**
   * Makes a retransmission the packet it repairs, in place.
   *
   * @param packet as {@code view} has read it
   * @return false when it carries nothing, as the padding does that senders probe with
   */
  public static boolean unwrap(ByteBuf packet, RtpPacket view, int ssrc, int payloadType) {
    if (view.payloadBytes() <= OSN_BYTES) {
      return false;
    }
    int from = packet.readerIndex();
    int headerBytes = view.payloadAt() - from;
    int original = packet.getUnsignedShort(view.payloadAt());
    // The header moves up over the number; nothing of the payload has to move.
    for (int i = headerBytes - 1; i >= 0; i--) {
      packet.setByte(from + i + OSN_BYTES, packet.getByte(from + i));
    }
    packet.readerIndex(from + OSN_BYTES);
    int at = from + OSN_BYTES;
    packet.setByte(at + 1, (packet.getByte(at + 1) & 0x80) | payloadType);
    packet.setShort(at + 2, original);
    packet.setInt(at + 8, ssrc);
    return true;
  }

  /**
   * Writes the retransmission of a plain packet.
   *
   * @param view has read {@code original}
   * @param sequence the next of the retransmission's own numbers
   */
  public static void wrap(
      ByteBuf original, RtpPacket view, int ssrc, int payloadType, int sequence, ByteBuf out) {
    int from = original.readerIndex();
    int to = out.writerIndex();
    out.writeBytes(original, from, view.payloadAt() - from);
    // Padding is left behind, so its flag too.
    out.setByte(to, out.getByte(to) & ~0x20);
    out.setByte(to + 1, (out.getByte(to + 1) & 0x80) | payloadType);
    out.setShort(to + 2, sequence);
    out.setInt(to + 8, ssrc);
    out.writeShort(view.sequence());
    out.writeBytes(original, view.payloadAt(), view.payloadBytes());
  }
}
