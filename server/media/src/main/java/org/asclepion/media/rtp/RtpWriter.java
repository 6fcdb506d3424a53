package org.asclepion.media.rtp;

import io.netty.buffer.ByteBuf;

/**
 * Writes RTP headers, with extensions one by one. Owned by one loop.
 *
 * <p>What the server sends has a header of its own, never a sender's patched one: so no extension,
 * contributing source or padding travels on that nobody meant to.
 */
public final class RtpWriter {
  /** The one-byte form holds ids below 15 and values of 1 to 16 bytes. */
  private static final int MAX_SHORT_ID = 14;

  private static final int MAX_SHORT_BYTES = 16;

  private int start;
  private int extensionsAt;
  private boolean twoByte;

  /** Writes the fixed header. */
  public void begin(
      ByteBuf out, boolean marker, int payloadType, int sequence, int timestamp, int ssrc) {
    start = out.writerIndex();
    extensionsAt = 0;
    out.writeByte(0x80)
        .writeByte((marker ? 0x80 : 0) | payloadType)
        .writeShort(sequence)
        .writeInt(timestamp)
        .writeInt(ssrc);
  }

  /**
   * Begins the extensions, of which at least one must follow.
   *
   * @param large whether an id or a value may be beyond the one-byte form
   */
  public void beginExtensions(ByteBuf out, boolean large) {
    out.setByte(start, 0x90);
    extensionsAt = out.writerIndex();
    twoByte = large;
    out.writeShort(large ? RtpPacket.TWO_BYTE_PROFILE : RtpPacket.ONE_BYTE_PROFILE).writeShort(0);
  }

  /** Whether an extension needs the two-byte form. */
  public static boolean large(int id, int bytes) {
    return id > MAX_SHORT_ID || bytes == 0 || bytes > MAX_SHORT_BYTES;
  }

  /** Writes the head of an extension; its value follows. */
  public void extension(ByteBuf out, int id, int bytes) {
    if (twoByte) {
      out.writeByte(id).writeByte(bytes);
    } else {
      out.writeByte((id << 4) | (bytes - 1));
    }
  }

  /** Fills up to a 32-bit word and writes the length. */
  public void endExtensions(ByteBuf out) {
    int from = extensionsAt + 4;
    int bytes = out.writerIndex() - from;
    int words = (bytes + 3) / 4;
    out.writeZero(words * 4 - bytes);
    out.setShort(extensionsAt + 2, words);
  }
}
