package org.asclepion.sdk;

/**
 * Knows the server's clock from pings: the one with the shortest way there and back of the last few
 * tells best, and the estimate slides towards it instead of jumping. Owned by the client's loop.
 */
public final class ClockSync {
  private static final int KEPT = 16;

  /** The estimate slides by at most this much of the time that passes: 5 ms in a second. */
  private static final double SLEW = 0.005;

  /** Further off than this, sliding would take too long. */
  private static final long JUMP_NANOS = 250_000_000;

  private final long[] rtts = new long[KEPT];
  private final long[] offsets = new long[KEPT];
  private int pongs;
  private long offset;
  private long target;
  private long slidTo;

  ClockSync() {}

  void pong(long sentNanos, long serverNanos, long receivedNanos) {
    long rtt = receivedNanos - sentNanos;
    if (rtt < 0) {
      return;
    }
    int at = pongs % KEPT;
    rtts[at] = rtt;
    offsets[at] = serverNanos - (sentNanos + rtt / 2);
    pongs++;
    int best = 0;
    for (int i = 1; i < Math.min(pongs, KEPT); i++) {
      if (rtts[i] < rtts[best]) {
        best = i;
      }
    }
    slide(receivedNanos);
    target = offsets[best];
    if (pongs == 1 || Math.abs(target - offset) > JUMP_NANOS) {
      offset = target;
    }
  }

  /** A first estimate, before any ping came back. */
  void guess(long serverNanos, long receivedNanos) {
    if (pongs == 0) {
      offset = serverNanos - receivedNanos;
      target = offset;
      slidTo = receivedNanos;
    }
  }

  public boolean isKnown() {
    return pongs > 0;
  }

  /** The server's time at a moment of {@link System#nanoTime}. */
  public long serverNanos(long localNanos) {
    slide(localNanos);
    return localNanos + offset;
  }

  long localNanos(long serverNanos) {
    return serverNanos - offset;
  }

  /** The shortest way there and back lately, or 0 when unknown. */
  public long rttNanos() {
    long least = pongs == 0 ? 0 : Long.MAX_VALUE;
    for (int i = 0; i < Math.min(pongs, KEPT); i++) {
      least = Math.min(least, rtts[i]);
    }
    return least;
  }

  private void slide(long now) {
    long passed = now - slidTo;
    if (passed > 0) {
      slidTo = now;
      long most = (long) (passed * SLEW);
      offset += Math.max(-most, Math.min(most, target - offset));
    }
  }
}
