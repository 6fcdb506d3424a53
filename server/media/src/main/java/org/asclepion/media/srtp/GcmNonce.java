package org.asclepion.media.srtp;

/**
 * The nonce of AES-GCM as RFC 7714 has it: the salt xored with the following. Owned by its cipher.
 *
 * <pre>
 *        0     2               6               10      12
 * RTP    +-----+---------------+---------------+-------+
 *        | 0 0 | SSRC          | rollover count| seq   |
 *        +-----+---------------+---------------+-------+
 * RTCP   | 0 0 | SSRC          | 0 0 | SRTCP index, 31 |
 *        +-----+---------------+---------------+-------+
 * </pre>
 */
final class GcmNonce {
  static final int BYTES = 12;

  /** Of the packet last named. */
  final byte[] bytes = new byte[BYTES];

  private final byte[] salt;

  GcmNonce(byte[] sessionSalt) {
    salt = sessionSalt.clone();
  }

  void of(int ssrc, long index) {
    System.arraycopy(salt, 0, bytes, 0, BYTES);
    Bytes.xorInt(bytes, 2, ssrc);
    Bytes.xorInt(bytes, 6, (int) (index >>> 16));
    bytes[10] ^= (byte) (index >>> 8);
    bytes[11] ^= (byte) index;
  }
}
