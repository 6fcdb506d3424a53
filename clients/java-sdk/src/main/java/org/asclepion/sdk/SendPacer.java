package org.asclepion.sdk;

import org.asclepion.protocol.v1.SendPhase;
import org.jspecify.annotations.Nullable;

/**
 * Knows when to send the next motion sample so that it reaches the room just before a tick, at no
 * more than a wanted rate. When samples come too late for the tick they were meant for, it sends a
 * little earlier from then on, and carefully later again when they do not. Owned by the client's
 * loop; all times are the server's, in nanoseconds.
 */
final class SendPacer {
  /** One sample in 500 may be late: so much dearer is a late one than one in time is cheap. */
  private static final long LATE_NANOS = 1_000_000;

  private static final long IN_TIME_NANOS = LATE_NANOS / 500;

  private final long intervalNanos;
  private final boolean phased;
  private @Nullable SendPhase phase;
  private long due;
  private long marginNanos;
  private long tickNanos;

  /**
   * @param hz samples per second at most
   * @param phased whether to heed the server's phase; only measurements do without
   */
  SendPacer(double hz, boolean phased, long now) {
    this.intervalNanos = (long) (1e9 / hz);
    this.phased = phased;
    this.due = now;
  }

  void phase(SendPhase phase) {
    this.phase = phase.getPeriodNanos() > 0 ? phase : null;
  }

  /** The next moment to send at. Each call is one sample. */
  long next(long now, long oneWayNanos) {
    SendPhase phase = this.phase;
    long at = Math.max(now, due);
    if (phased && phase != null) {
      long period = Integer.toUnsignedLong(phase.getPeriodNanos());
      long ahead = Integer.toUnsignedLong(phase.getLeadNanos()) + marginNanos;
      long lead = ahead + Math.min(oneWayNanos, period);
      // A quarter of a period of grace, or a rate equal to the room's would skip ticks by rounding.
      long earliest = Math.max(now, due - period / 4);
      long past = Math.floorMod(earliest - (phase.getBaseNanos() - lead), period);
      at = past == 0 ? earliest : earliest + period - past;
      tickNanos = at + lead;
    }
    due = Math.max(due + intervalNanos, at - intervalNanos);
    return at;
  }

  /** The tick that the last {@link #next} was for, or 0 when it was for none. */
  long tickNanos() {
    return phase == null || !phased ? 0 : tickNanos;
  }

  /** A sample meant for tick {@code wanted} was first seen in the state of tick {@code seen}. */
  void answered(long wanted, long seen) {
    if (phase == null || wanted == 0) {
      return;
    }
    long half = Integer.toUnsignedLong(phase.getPeriodNanos()) / 2;
    if (seen - wanted > half) {
      marginNanos = Math.min(half, marginNanos + LATE_NANOS);
    } else {
      marginNanos = Math.max(0, marginNanos - IN_TIME_NANOS);
    }
  }

  long marginNanos() {
    return marginNanos;
  }
}
