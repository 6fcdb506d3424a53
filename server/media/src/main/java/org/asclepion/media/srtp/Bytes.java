package org.asclepion.media.srtp;

/** Numbers in arrays, the highest byte first. Stateless. */
final class Bytes {
  private Bytes() {}

  static int getShort(byte[] bytes, int at) {
    return ((bytes[at] & 0xFF) << 8) | (bytes[at + 1] & 0xFF);
  }

  static int getInt(byte[] bytes, int at) {
    return (getShort(bytes, at) << 16) | getShort(bytes, at + 2);
  }

  static void putInt(byte[] bytes, int at, int value) {
    bytes[at] = (byte) (value >>> 24);
    bytes[at + 1] = (byte) (value >>> 16);
    bytes[at + 2] = (byte) (value >>> 8);
    bytes[at + 3] = (byte) value;
  }

  static void xorInt(byte[] bytes, int at, int value) {
    bytes[at] ^= (byte) (value >>> 24);
    bytes[at + 1] ^= (byte) (value >>> 16);
    bytes[at + 2] ^= (byte) (value >>> 8);
    bytes[at + 3] ^= (byte) value;
  }
}
