package org.asclepion.media.rtp;

import java.util.Arrays;

/** Bits per second over the last second, in steps of 100 ms. Owned by one loop. */
public final class RateMeter {
  private static final int STEPS = 10;
  private static final long STEP_NANOS = 100_000_000L;

  private final long[] bytes = new long[STEPS];
  private long sum;
  private long step = Long.MIN_VALUE;

  public void add(int packetBytes, long nowNanos) {
    advance(nowNanos);
    bytes[Math.floorMod(step, STEPS)] += packetBytes;
    sum += packetBytes;
  }

  public long bitsPerSecond(long nowNanos) {
    advance(nowNanos);
    return sum * 8;
  }

  private void advance(long nowNanos) {
    long now = Math.floorDiv(nowNanos, STEP_NANOS);
    if (step == Long.MIN_VALUE || now - step >= STEPS) {
      Arrays.fill(bytes, 0);
      sum = 0;
      step = now;
    }
    while (step < now) {
      step++;
      int at = Math.floorMod(step, STEPS);
      sum -= bytes[at];
      bytes[at] = 0;
    }
  }
}
