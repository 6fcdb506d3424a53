package org.asclepion.media.rtp;

/**
 * Which of the newest numbers of a stream were used. Owned by one loop.
 *
 * <p>SRTP derives its nonce from the sequence number: two different packets under one number would
 * give away the keystream. So a number is used once, and one that has left the window never again.
 */
final class SentWindow {
  /** Numbers remembered: far more than a retransmission can be late. */
  static final int SIZE = 2_048;

  private final long[] used = new long[SIZE / Long.SIZE];
  private long highest = -1;

  /** Takes a number; false when it was taken before, or is too old to know. */
  boolean take(long number) {
    if (number > highest) {
      long from = Math.max(highest + 1, number - SIZE + 1);
      for (long n = from; n <= number; n++) {
        clear(n);
      }
      highest = number;
    } else if (number <= highest - SIZE || isUsed(number)) {
      return false;
    }
    used[word(number)] |= 1L << number;
    return true;
  }

  private boolean isUsed(long number) {
    return (used[word(number)] >>> number & 1) != 0;
  }

  private void clear(long number) {
    used[word(number)] &= ~(1L << number);
  }

  private static int word(long number) {
    return ((int) number >> 6) & (SIZE / Long.SIZE - 1);
  }
}
