package org.asclepion.media.rtp;

/**
 * Which packets of an incoming stream are missing and when to ask for them (RFC 4585). Owned by the
 * sender's loop.
 */
public final class NackTracker {
  /** Missing packets remembered; a larger gap is answered by a key frame, not by packets. */
  public static final int MAX_MISSING = 256;

  /** How far behind the newest a packet is a loss and not a detour. */
  static final int REORDER_TOLERANCE = 2;

  /** A gap this old is a loss even when little follows it. */
  static final long REORDER_NANOS = 10_000_000L;

  /**
   * Asked again only after the answer had time to come: a round trip, as long as answers have taken
   * on average, which is at least this.
   */
  static final long MIN_PAUSE_NANOS = 20_000_000L;

  /** Until the first answer. */
  static final long FIRST_PAUSE_NANOS = 100_000_000L;

  /** Of each answer's time, in the average. */
  private static final double LEARNING = 0.125;

  /** Later, a picture has been given up by every decoder. */
  static final long GIVE_UP_NANOS = 500_000_000L;

  static final int MAX_TRIES = 8;

  private final long[] missing = new long[MAX_MISSING];
  private final long[] sinceNanos = new long[MAX_MISSING];
  private final long[] askedNanos = new long[MAX_MISSING];
  private final long[] firstAskedNanos = new long[MAX_MISSING];
  private final byte[] tries = new byte[MAX_MISSING];
  private int count;
  private long newest = -1;
  private boolean gaveUp;
  private double answerNanos = FIRST_PAUSE_NANOS;

  /** A packet has come, original or retransmitted. */
  public void received(int sequence, long nowNanos) {
    if (newest < 0) {
      newest = 0x10000L + sequence;
      return;
    }
    long number = Serial.extend16(newest, sequence);
    if (number <= newest) {
      remove(number, nowNanos);
      return;
    }
    long gap = number - newest - 1;
    if (gap > MAX_MISSING - count) {
      count = 0;
      gaveUp = true;
    } else {
      for (long n = newest + 1; n < number; n++) {
        missing[count] = n;
        sinceNanos[count] = nowNanos;
        tries[count++] = 0;
      }
    }
    newest = number;
  }

  private void remove(long number, long nowNanos) {
    for (int i = 0; i < count; i++) {
      if (missing[i] == number) {
        if (tries[i] > 0) {
          answerNanos += LEARNING * (nowNanos - firstAskedNanos[i] - answerNanos);
        }
        removeAt(i);
        return;
      }
    }
  }

  /** Keeps the order: a NACK packs neighbours together. */
  private void removeAt(int i) {
    count--;
    System.arraycopy(missing, i + 1, missing, i, count - i);
    System.arraycopy(sinceNanos, i + 1, sinceNanos, i, count - i);
    System.arraycopy(askedNanos, i + 1, askedNanos, i, count - i);
    System.arraycopy(firstAskedNanos, i + 1, firstAskedNanos, i, count - i);
    System.arraycopy(tries, i + 1, tries, i, count - i);
  }

  /**
   * Collects the numbers to ask for now, oldest first.
   *
   * @param into at least {@link #MAX_MISSING} long
   * @return how many
   */
  public int due(long nowNanos, int[] into) {
    long pause = Math.max(MIN_PAUSE_NANOS, (long) answerNanos);
    int due = 0;
    for (int i = 0; i < count; i++) {
      long age = nowNanos - sinceNanos[i];
      if (age > GIVE_UP_NANOS || tries[i] >= MAX_TRIES) {
        removeAt(i--);
        gaveUp = true;
      } else if (tries[i] == 0
          ? newest - missing[i] >= REORDER_TOLERANCE || age >= REORDER_NANOS
          : nowNanos - askedNanos[i] >= pause) {
        if (tries[i]++ == 0) {
          firstAskedNanos[i] = nowNanos;
        }
        askedNanos[i] = nowNanos;
        into[due++] = (int) missing[i] & 0xFFFF;
      }
    }
    return due;
  }

  /** Whether packets were given up since last asked: only a key frame helps now. */
  public boolean takeGaveUp() {
    boolean was = gaveUp;
    gaveUp = false;
    return was;
  }

  /** How many packets are missed at the moment. */
  public int missing() {
    return count;
  }
}
