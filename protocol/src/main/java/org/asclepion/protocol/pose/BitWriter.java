package org.asclepion.protocol.pose;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;

/** Writes bits, most significant first, into a growing array. Reused; one thread at a time. */
final class BitWriter {
  private static final VarHandle INTS =
      MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.BIG_ENDIAN);

  private byte[] bytes;
  private int length;

  /** The bits not yet in the array, as the low ones; fewer than 32 between calls. */
  private long pending;

  private int pendingBits;

  BitWriter() {
    this(256);
  }

  /** With room for so many bytes before the array grows. */
  BitWriter(int bytes) {
    this.bytes = new byte[bytes];
  }

  void clear() {
    length = 0;
    pending = 0;
    pendingBits = 0;
  }

  byte[] bytes() {
    return bytes;
  }

  /** All that was written, complete after {@link #finish}: the array itself where it is full. */
  byte[] exactly() {
    return length == bytes.length ? bytes : Arrays.copyOf(bytes, length);
  }

  /** How many bytes there are; complete after {@link #finish}. */
  int length() {
    return length;
  }

  void bit(boolean set) {
    bits(set ? 1 : 0, 1);
  }

  /** Writes the {@code count} (0 to 32) low bits of {@code value}. */
  void bits(int value, int count) {
    pending = (pending << count) | (value & ((1L << count) - 1));
    pendingBits += count;
    if (pendingBits >= Integer.SIZE) {
      pendingBits -= Integer.SIZE;
      reserve(Integer.BYTES);
      INTS.set(bytes, length, (int) (pending >>> pendingBits));
      length += Integer.BYTES;
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
    reserve((pendingBits + Byte.SIZE - 1) / Byte.SIZE);
    while (pendingBits > 0) {
      bytes[length++] = (byte) (pending << (Long.SIZE - pendingBits) >>> (Long.SIZE - Byte.SIZE));
      pendingBits -= Byte.SIZE;
    }
    pendingBits = 0;
  }

  private void reserve(int more) {
    if (length + more > bytes.length) {
      bytes = Arrays.copyOf(bytes, bytes.length * 2);
    }
  }
}
