package org.asclepion.protocol.pose;

import org.asclepion.protocol.pose.PoseFormatException.Reason;

/** Reads bits, most significant first, and never past the end. One thread at a time. */
final class BitReader {
  private static final byte[] NOTHING = {};

  // Positions are in bits from the array's start.
  private byte[] bytes = NOTHING;
  private int end;
  private int at;

  /** A reader of nothing, to be opened. */
  BitReader() {}

  BitReader(byte[] bytes, int fromByte) {
    open(bytes, fromByte, bytes.length);
  }

  /** Begins again, with these bytes. */
  void open(byte[] bytes, int fromByte, int toByte) {
    this.bytes = bytes;
    this.at = fromByte * 8;
    this.end = toByte * 8;
  }

  int remaining() {
    return end - at;
  }

  boolean bit() throws PoseFormatException {
    return bits(1) != 0;
  }

  /** Reads 0 to 32 bits, unsigned up to 31 of them. */
  int bits(int count) throws PoseFormatException {
    if (count > end - at) {
      throw new PoseFormatException(Reason.TRUNCATED);
    }
    int value = 0;
    for (int left = count; left > 0; ) {
      int room = 8 - (at & 7);
      int take = Math.min(left, room);
      int chunk = (bytes[at >>> 3] & 0xFF) >>> (room - take);
      value = (value << take) | (chunk & ((1 << take) - 1));
      at += take;
      left -= take;
    }
    return value;
  }

  /** Reads {@code count} bits as a two's complement number. */
  int signed(int count) throws PoseFormatException {
    int shift = 32 - count;
    return (bits(count) << shift) >> shift;
  }

  /** Reads an Elias gamma code of a number below 2^{@code maxBits}. */
  int gamma(int maxBits) throws PoseFormatException {
    int extra = 0;
    while (!bit()) {
      if (++extra >= maxBits) {
        throw new PoseFormatException(Reason.RANGE);
      }
    }
    return (1 << extra) | bits(extra);
  }

  /** Demands that what is left is less than a byte, and zero. */
  void finish() throws PoseFormatException {
    if (end - at >= 8 || bits(end - at) != 0) {
      throw new PoseFormatException(Reason.TRAILING);
    }
  }
}
