package org.asclepion.media.rtp;

import io.netty.buffer.ByteBuf;

/**
 * A reader of the VP8 payload descriptor (RFC 7741) and, at the start of a key frame, of the
 * picture's size. Owned by one loop and used again for every packet.
 *
 * <pre>
 *  0 1 2 3 4 5 6 7
 * +-+-+-+-+-+-+-+-+
 * |X|R|N|S|R| PID |  always
 * |I|L|T|K|  RSV  |  if X
 * |M| picture id  |  if I; with M 15 bits in two bytes
 * |   TL0PICIDX   |  if L
 * |TID|Y| KEYIDX  |  if T or K
 * +-+-+-+-+-+-+-+-+
 * | VP8 payload header: 3 bytes; bit 0 of the first is 0 in a key frame   |
 * | key frame: 9D 01 2A, 14 bits width, 2 scale, 14 bits height, 2 scale  |
 * </pre>
 */
public final class Vp8Payload {
  private static final int ABSENT = -1;

  private int first;
  private int bits;
  private int last;
  private int pictureId;
  private int pictureIdBits;
  private int tl0PicIdx;
  private int bytes;
  private boolean keyframe;
  private int height;

  /** Reads a descriptor; false when the payload is too short for what it says. */
  public boolean read(ByteBuf packet, int from, int length) {
    int end = from + length;
    int at = from;
    bits = 0;
    last = 0;
    pictureId = ABSENT;
    pictureIdBits = 0;
    tl0PicIdx = ABSENT;
    keyframe = false;
    height = 0;
    if (length < 1) {
      return false;
    }
    first = packet.getUnsignedByte(at++);
    if ((first & 0x80) != 0) {
      if (at == end) {
        return false;
      }
      bits = packet.getUnsignedByte(at++);
      if (at + optionalBytes(packet, at, end) > end) {
        return false;
      }
      at = readOptional(packet, at);
    }
    bytes = at - from;
    if (at == end) {
      return false;
    }
    if (startsPicture() && (packet.getByte(at) & 1) == 0) {
      keyframe = true;
      if (at + 10 <= end && packet.getUnsignedMedium(at + 3) == 0x9D012A) {
        height = packet.getUnsignedShortLE(at + 8) & 0x3FFF;
      }
    }
    return true;
  }

  private int optionalBytes(ByteBuf packet, int at, int end) {
    int needed = 0;
    if ((bits & 0x80) != 0) {
      needed += at < end && packet.getByte(at) < 0 ? 2 : 1;
    }
    return needed + ((bits & 0x40) != 0 ? 1 : 0) + ((bits & 0x30) != 0 ? 1 : 0);
  }

  private int readOptional(ByteBuf packet, int from) {
    int at = from;
    if ((bits & 0x80) != 0) {
      pictureId = packet.getUnsignedByte(at++);
      pictureIdBits = 7;
      if (pictureId >= 0x80) {
        pictureId = ((pictureId & 0x7F) << 8) | packet.getUnsignedByte(at++);
        pictureIdBits = 15;
      }
    }
    if ((bits & 0x40) != 0) {
      tl0PicIdx = packet.getUnsignedByte(at++);
    }
    if ((bits & 0x30) != 0) {
      last = packet.getUnsignedByte(at++);
    }
    return at;
  }

  /**
   * Writes the descriptor with other numbers in place of those it has. A picture id is written in
   * 15 bits whatever it had, so that a stream put together from several sources keeps one width.
   */
  public void write(ByteBuf out, int newPictureId, int newTl0PicIdx) {
    out.writeByte(first);
    if ((first & 0x80) == 0) {
      return;
    }
    out.writeByte(bits);
    if (pictureId != ABSENT) {
      out.writeShort(0x8000 | (newPictureId & 0x7FFF));
    }
    if (tl0PicIdx != ABSENT) {
      out.writeByte(newTl0PicIdx);
    }
    if ((bits & 0x30) != 0) {
      out.writeByte(last);
    }
  }

  /** Whether this packet is the first of its picture. */
  public boolean startsPicture() {
    return (first & 0x17) == 0x10;
  }

  /** Whether a key frame begins with this packet. */
  public boolean keyframe() {
    return keyframe;
  }

  /** The picture's height in pixels where a key frame begins, else 0. */
  public int height() {
    return height;
  }

  /** -1 when there is none. */
  public int pictureId() {
    return pictureId;
  }

  /** 7 or 15; 0 when there is none. */
  public int pictureIdBits() {
    return pictureIdBits;
  }

  /** In [0, 255]; -1 when there is none. */
  public int tl0PicIdx() {
    return tl0PicIdx;
  }

  /** The temporal layer; 0 when not told. */
  public int temporalLayer() {
    return (bits & 0x20) != 0 ? last >> 6 : 0;
  }

  /** How many bytes the descriptor has. */
  public int bytes() {
    return bytes;
  }
}
