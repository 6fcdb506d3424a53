package org.asclepion.protocol.pose;

import java.util.Arrays;

/** Writes bits, most significant first, into a growing array. Reused; one thread at a time. */
final class BitWriter {
  private byte[] bytes = new byte[256];
  private int length;
  private int pending;
  private int pendingBits;

  void clear() {
    length = 0;
    pending = 0;
    pendingBits = 0;
  }

  byte[] bytes() {
    return bytes;
  }

  int length() {
    return length;
  }

  void bit(boolean set) {
    bits(set ? 1 : 0, 1);
  }

  /** Writes the {@code count} (0 to 32) low bits of {@code value}. */
  void bits(int value, int count) {
    for (int left = count; left > 0; ) {
      int take = Math.min(left, 8 - pendingBits);
      pending = (pending << take) | ((value >>> (left - take)) & ((1 << take) - 1));
      pendingBits += take;
      left -= take;
      if (pendingBits == 8) {
        put(pending);
        pending = 0;
        pendingBits = 0;
      }
    }
  }

  /** Elias gamma: as many zeros as the number has bits after its first, then the number. */
  void gamma(int positive) {
    int extra = 31 - Integer.numberOfLeadingZeros(positive);
    bits(0, extra);
    bits(positive, extra + 1);
  }

  /** Fills the last byte with zeros. */
  void finish() {
    if (pendingBits > 0) {
      bits(0, 8 - pendingBits);
    }
  }

  private void put(int value) {
    if (length == bytes.length) {
      bytes = Arrays.copyOf(bytes, bytes.length * 2);
    }
    bytes[length++] = (byte) value;
  }
}
