package org.asclepion.load.faults;

import java.util.SplittableRandom;

/**
 * When bytes that go into one direction of a line come out of it. A function of the faults, the
 * direction's number and the time alone, however the kernel cuts the bytes into pieces: delay
 * wanders between points that are drawn every {@link #JITTER_NANOS}. Owned by the line's loop;
 * times are nanoseconds since the connection began.
 */
public final class Timetable {
  /** As long as a Wi-Fi's or a queue's mood lasts; shorter than a tick. */
  static final long JITTER_NANOS = 15_000_000;

  private static final double MILLI = 1e6;

  private final Faults faults;
  private final SplittableRandom jitter;
  private final SplittableRandom stalls;
  private long slot = -1;
  private double slotJitter;
  private long stallStart = Long.MAX_VALUE;
  private long stallEnd = Long.MAX_VALUE;
  private long last;

  public Timetable(Faults faults, int direction) {
    this.faults = faults;
    SplittableRandom random = new SplittableRandom(faults.seed() * 1_000_003 + direction);
    jitter = random.split();
    stalls = random.split();
    if (faults.stalls()) {
      stallEnd = 0;
      nextStall();
    }
  }

  /** When what goes in at {@code nanos} comes out: not before what went in earlier. */
  public long release(long nanos) {
    while (slot < nanos / JITTER_NANOS) {
      slot++;
      slotJitter = (2 * jitter.nextDouble() - 1) * faults.jitterMillis();
    }
    double lateMillis = Math.max(0, faults.delayMillis() + slotJitter);
    long out = nanos + (long) (lateMillis * MILLI);
    while (out >= stallEnd) {
      nextStall();
    }
    if (out >= stallStart) {
      out = stallEnd;
    }
    last = Math.max(last, out);
    return last;
  }

  private void nextStall() {
    double pauseSeconds = (0.5 + stalls.nextDouble()) * faults.stallEverySeconds();
    double share = Faults.SHORTEST_STALL + (1 - Faults.SHORTEST_STALL) * stalls.nextDouble();
    stallStart = stallEnd + (long) (pauseSeconds * 1e9);
    stallEnd = stallStart + (long) (share * faults.stallForMillis() * MILLI);
  }
}
