package org.asclepion.media.srtp;

/**
 * Which of a stream's latest packets have been seen, and where in the count of 48 bits a sequence
 * number of 16 bits belongs (RFC 3711 section 3.3). Owned by one thread.
 *
 * <p>A ring of bits: packet {@code i} has bit {@code i mod SIZE}; moving the newest on clears what
 * it passes. What is older than the ring counts as seen, since nobody can tell.
 */
final class SequenceWindow {
  /** As libwebrtc has it: video with retransmissions needs more than RFC 3711's least of 64. */
  static final int SIZE = 1_024;

  private final long[] seen = new long[SIZE / 64];

  /** The highest index seen, or -1 before the first. */
  private long newest = -1;

  /**
   * The 48-bit index that a sequence number most likely stands for; negative when it would lie
   * before the stream's beginning.
   */
  long indexOf(int sequence) {
    if (newest < 0) {
      return sequence;
    }
    long index = (newest & ~0xFFFFL) | sequence;
    long ahead = index - newest;
    if (ahead > 0x8000) {
      return index - 0x1_0000;
    }
    return ahead < -0x8000 ? index + 0x1_0000 : index;
  }

  /** Whether a packet was not seen and is recent enough to tell. */
  boolean isNew(long index) {
    if (index < 0 || index <= newest - SIZE) {
      return false;
    }
    return index > newest || (seen[word(index)] & (1L << index)) == 0;
  }

  /** Marks a packet as seen. */
  void mark(long index) {
    if (index > newest) {
      long clearFrom = Math.max(newest + 1, index - SIZE + 1);
      for (long i = clearFrom; i < index; i++) {
        seen[word(i)] &= ~(1L << i);
      }
      newest = index;
    }
    seen[word(index)] |= 1L << index;
  }

  private static int word(long index) {
    return (int) (index & (SIZE - 1)) >>> 6;
  }
}
