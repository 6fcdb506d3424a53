package org.asclepion.host.recording;

/** Reads what {@link PlainBytes} put together. Owned by one thread. */
final class PlainReader {
  /** The bytes end too early or say what no writer says. */
  static final class Malformed extends Exception {
    private static final long serialVersionUID = 1;

    Malformed() {
      super("malformed", null, false, false);
    }
  }

  private static final int LONGEST = 10;

  private final byte[] bytes;
  private int at;

  PlainReader(byte[] bytes) {
    this.bytes = bytes;
  }

  boolean hasMore() {
    return at < bytes.length;
  }

  int u8() throws Malformed {
    if (at == bytes.length) {
      throw new Malformed();
    }
    return bytes[at++] & 0xFF;
  }

  boolean flag() throws Malformed {
    return below(2) == 1;
  }

  /** A byte that must be less than {@code bound}. */
  int below(int bound) throws Malformed {
    int value = u8();
    if (value >= bound) {
      throw new Malformed();
    }
    return value;
  }

  /** A count from {@code least} to {@code most}. */
  int count(int least, int most) throws Malformed {
    long value = unsigned();
    if (value < least || value > most) {
      throw new Malformed();
    }
    return (int) value;
  }

  long unsigned() throws Malformed {
    long value = 0;
    for (int i = 0; i < LONGEST; i++) {
      int next = u8();
      value |= (long) (next & 0x7F) << (7 * i);
      if (next < 0x80) {
        return value;
      }
    }
    throw new Malformed();
  }

  long signed() throws Malformed {
    long value = unsigned();
    return (value >>> 1) ^ -(value & 1);
  }

  /** A signed number that fits into an int. */
  int signedInt() throws Malformed {
    long value = signed();
    if (value != (int) value) {
      throw new Malformed();
    }
    return (int) value;
  }

  int i32() throws Malformed {
    return u8() << 24 | u8() << 16 | u8() << 8 | u8();
  }

  long i64() throws Malformed {
    return (long) i32() << 32 | (i32() & 0xFFFFFFFFL);
  }

  float f32() throws Malformed {
    return Float.intBitsToFloat(i32());
  }

  double f64() throws Malformed {
    return Double.longBitsToDouble(i64());
  }
}
