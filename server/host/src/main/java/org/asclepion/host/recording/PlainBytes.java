package org.asclepion.host.recording;

import java.util.Arrays;

/**
 * Bytes being put together: the plain form of a block. Grows as needed. Owned by one thread at a
 * time.
 */
final class PlainBytes {
  private byte[] bytes;
  private int length;

  PlainBytes(int size) {
    bytes = new byte[size];
  }

  int length() {
    return length;
  }

  byte[] toArray() {
    return Arrays.copyOf(bytes, length);
  }

  void clear() {
    length = 0;
  }

  void u8(int value) {
    if (length == bytes.length) {
      bytes = Arrays.copyOf(bytes, 2 * length);
    }
    bytes[length++] = (byte) value;
  }

  void flag(boolean value) {
    u8(value ? 1 : 0);
  }

  /** A number in groups of seven bits, the least significant first; the top bit says "more". */
  void unsigned(long value) {
    while ((value & ~0x7FL) != 0) {
      u8((int) (value & 0x7F) | 0x80);
      value >>>= 7;
    }
    u8((int) value);
  }

  /** Small numbers of both signs are short: 0, -1, 1, -2 … as 0, 1, 2, 3 … */
  void signed(long value) {
    unsigned((value << 1) ^ (value >> 63));
  }

  void i32(int value) {
    u8(value >>> 24);
    u8(value >>> 16);
    u8(value >>> 8);
    u8(value);
  }

  void i64(long value) {
    i32((int) (value >>> 32));
    i32((int) value);
  }

  void f32(float value) {
    i32(Float.floatToRawIntBits(value));
  }

  void f64(double value) {
    i64(Double.doubleToRawLongBits(value));
  }
}
