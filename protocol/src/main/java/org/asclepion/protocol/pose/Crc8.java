package org.asclepion.protocol.pose;

/**
 * CRC-8 with the polynomial 0x2F (x⁸+x⁵+x³+x²+x+1), start value 0xFF. Static and pure.
 *
 * <p>Hamming distance 4 up to 119 bits of data; any single flipped bit and any odd number of them
 * at every length.
 */
final class Crc8 {
  private static final int POLYNOMIAL = 0x2F;
  private static final byte[] TABLE = new byte[256];

  static {
    for (int i = 0; i < 256; i++) {
      int crc = i;
      for (int bit = 0; bit < 8; bit++) {
        crc = (crc & 0x80) != 0 ? (crc << 1) ^ POLYNOMIAL : crc << 1;
      }
      TABLE[i] = (byte) crc;
    }
  }

  static final int START = 0xFF;

  static int update(int crc, byte[] bytes, int from, int to) {
    int c = crc;
    for (int i = from; i < to; i++) {
      c = TABLE[(c ^ bytes[i]) & 0xFF] & 0xFF;
    }
    return c;
  }

  /** Takes in a number, least significant byte first. */
  static int updateInt(int crc, int value) {
    int c = crc;
    for (int shift = 0; shift < 32; shift += 8) {
      c = TABLE[(c ^ (value >>> shift)) & 0xFF] & 0xFF;
    }
    return c;
  }

  private Crc8() {}
}
