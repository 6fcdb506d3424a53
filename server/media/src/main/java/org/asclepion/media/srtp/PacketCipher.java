package org.asclepion.media.srtp;

/**
 * Encrypts and authenticates packets under one session key: RTP's or RTCP's, one direction's. Owned
 * by one thread. Knows nothing of streams and replays: whoever calls gives the index, and answers
 * for it that no index is sealed twice.
 *
 * <p>A packet lies at the beginning of its array. The first {@code clear} bytes stay readable; all
 * of it is authenticated, and so is the index, as each mode has it.
 */
sealed interface PacketCipher permits OpenSslGcm, GcmCipher, CounterCipher {
  int tagBytes();

  /** Whether SRTCP's index word stands behind the tag; else before it. */
  boolean indexIsLast();

  /**
   * Seals in place; the tag follows the payload.
   *
   * @param index 48 bits for RTP, 31 for RTCP
   * @param word the RTCP index word with its E bit; ignored for RTP
   */
  void seal(byte[] packet, int clear, int length, int ssrc, long index, int word);

  /**
   * Opens into another array what {@link #seal} made.
   *
   * @param length with the tag
   * @return whether it is authentic; if not, what is in the other array is void
   */
  boolean open(byte[] packet, int clear, int length, int ssrc, long index, int word, byte[] out);
}
