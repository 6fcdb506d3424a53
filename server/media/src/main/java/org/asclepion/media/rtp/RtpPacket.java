package org.asclepion.media.rtp;

import io.netty.buffer.ByteBuf;

/**
 * A reader of one RTP packet at a time (RFC 3550, RFC 8285), used again for every packet. Owned by
 * one loop; what it tells is true until the next {@code read}.
 *
 * <pre>
 *  0                   1                   2                   3
 *  0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1
 * +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
 * |V=2|P|X|  CC   |M|     PT      |        sequence number        |  0
 * |                           timestamp                           |  4
 * |                             SSRC                              |  8
 * |                      CSRC, CC times                           | 12
 * +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
 * | 0xBEDE or 0x100 and 4 bits    |  length in 32-bit words       |  if X
 * | elements: 4 bits id, 4 bits length - 1 (0xBEDE), or           |
 * |           8 bits id, 8 bits length (0x100_)                   |
 * +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
 * | payload, then if P: padding whose last byte counts it         |
 * </pre>
 */
public final class RtpPacket {
  public static final int FIXED_BYTES = 12;

  static final int ONE_BYTE_PROFILE = 0xBEDE;
  static final int TWO_BYTE_PROFILE = 0x1000;

  private static final int VERSION = 2;
  private static final int RESERVED_ID = 15;

  private final ExtensionIds ids;
  private final int[] extensionAt = new int[HeaderExtension.COUNT];
  private final int[] extensionBytes = new int[HeaderExtension.COUNT];

  private int present;
  private int flags;
  private int typeByte;
  private int sequence;
  private int timestamp;
  private int ssrc;
  private int payloadAt;
  private int payloadBytes;

  public RtpPacket(ExtensionIds ids) {
    this.ids = ids;
  }

  /** The payload type of a packet that has at least a fixed header. */
  public static int payloadType(ByteBuf packet) {
    return packet.getByte(packet.readerIndex() + 1) & 0x7F;
  }

  /** Its SSRC. */
  public static int ssrc(ByteBuf packet) {
    return packet.getInt(packet.readerIndex() + 8);
  }

  /** Reads a packet in the clear; false when it is none. */
  public boolean read(ByteBuf packet) {
    if (!readHeader(packet)) {
      return false;
    }
    if ((flags & 0x20) != 0) {
      if (payloadBytes == 0) {
        return false;
      }
      int padding = packet.getUnsignedByte(packet.writerIndex() - 1);
      if (padding == 0 || padding > payloadBytes) {
        return false;
      }
      payloadBytes -= padding;
    }
    return true;
  }

  /** Reads what is in the clear even in a protected packet: all before the payload. */
  public boolean readHeader(ByteBuf packet) {
    int from = packet.readerIndex();
    int bytes = packet.readableBytes();
    present = 0;
    if (bytes < FIXED_BYTES) {
      return false;
    }
    flags = packet.getUnsignedByte(from);
    typeByte = packet.getUnsignedByte(from + 1);
    sequence = packet.getUnsignedShort(from + 2);
    timestamp = packet.getInt(from + 4);
    ssrc = packet.getInt(from + 8);
    int header = FIXED_BYTES + 4 * (flags & 0x0F);
    if (flags >> 6 != VERSION || header > bytes) {
      return false;
    }
    if ((flags & 0x10) != 0) {
      if (header + 4 > bytes) {
        return false;
      }
      int profile = packet.getUnsignedShort(from + header);
      int words = packet.getUnsignedShort(from + header + 2);
      int at = header + 4;
      header = at + 4 * words;
      if (header > bytes) {
        return false;
      }
      readExtensions(packet, profile, from + at, from + header);
    }
    payloadAt = from + header;
    payloadBytes = bytes - header;
    return true;
  }

  /** Notes where known extensions stand; what does not fit its block is not believed. */
  private void readExtensions(ByteBuf packet, int profile, int from, int end) {
    boolean oneByte = profile == ONE_BYTE_PROFILE;
    if (!oneByte && (profile & 0xFFF0) != TWO_BYTE_PROFILE) {
      return;
    }
    int at = from;
    while (at < end) {
      int first = packet.getUnsignedByte(at);
      int id = oneByte ? first >> 4 : first;
      if (id == 0) {
        at++;
        continue;
      }
      if (oneByte && id == RESERVED_ID) {
        return;
      }
      if (!oneByte && at + 1 >= end) {
        return;
      }
      int length = oneByte ? (first & 0x0F) + 1 : packet.getUnsignedByte(at + 1);
      int value = at + (oneByte ? 1 : 2);
      at = value + length;
      if (at > end) {
        return;
      }
      int index = ids.indexOf(id);
      if (index >= 0) {
        present |= 1 << index;
        extensionAt[index] = value;
        extensionBytes[index] = length;
      }
    }
  }

  public boolean marker() {
    return (typeByte & 0x80) != 0;
  }

  public int payloadType() {
    return typeByte & 0x7F;
  }

  /** In [0, 65535]. */
  public int sequence() {
    return sequence;
  }

  public int timestamp() {
    return timestamp;
  }

  public int ssrc() {
    return ssrc;
  }

  /** Index in the buffer. */
  public int payloadAt() {
    return payloadAt;
  }

  /** Without padding; in a protected packet with whatever follows. */
  public int payloadBytes() {
    return payloadBytes;
  }

  /** Whether the packet carries an extension with at least so many bytes. */
  public boolean has(HeaderExtension extension, int bytes) {
    int index = extension.index();
    return (present & (1 << index)) != 0 && extensionBytes[index] >= bytes;
  }

  /** Where an extension's value stands in the buffer; only when {@link #has} it. */
  public int at(HeaderExtension extension) {
    return extensionAt[extension.index()];
  }

  /** How long an extension's value is; only when {@link #has} it. */
  public int bytes(HeaderExtension extension) {
    return extensionBytes[extension.index()];
  }

  /** The level below overload in dB, 0 (loudest) to 127 (silence); -1 when not told. */
  public int audioLevel(ByteBuf packet) {
    return has(HeaderExtension.AUDIO_LEVEL, 1)
        ? packet.getByte(at(HeaderExtension.AUDIO_LEVEL)) & 0x7F
        : -1;
  }

  /** The transport-wide sequence number, -1 when not told. */
  public int transportSequence(ByteBuf packet) {
    return has(HeaderExtension.TRANSPORT_CC, 2)
        ? packet.getUnsignedShort(at(HeaderExtension.TRANSPORT_CC))
        : -1;
  }

  /** Whether an extension's value is this ASCII text. */
  public boolean is(HeaderExtension extension, ByteBuf packet, byte[] text) {
    if (!has(extension, 1) || bytes(extension) != text.length) {
      return false;
    }
    int at = at(extension);
    for (int i = 0; i < text.length; i++) {
      if (packet.getByte(at + i) != text[i]) {
        return false;
      }
    }
    return true;
  }
}
