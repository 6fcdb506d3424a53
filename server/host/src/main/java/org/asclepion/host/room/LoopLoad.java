package org.asclepion.host.room;

import java.util.concurrent.atomic.AtomicLong;

/**
 * What one loop has done since it started. Written by the loop's thread, read by any: sums that
 * only grow, so that everybody who looks takes differences of their own.
 */
public final class LoopLoad {
  private final AtomicLong busyNanos = new AtomicLong();
  private final AtomicLong ticks = new AtomicLong();
  private final AtomicLong skippedTicks = new AtomicLong();
  private final AtomicLong lateTicks = new AtomicLong();
  private final AtomicLong arrivals = new AtomicLong();
  private volatile int rooms;
  private volatile long begunNanos;

  /** A turn begins. */
  void begin(long now) {
    begunNanos = now;
  }

  /** The turn is over. */
  void end(long worked, int awake) {
    // One writer: no need for an atomic addition.
    busyNanos.setRelease(busyNanos.getPlain() + worked);
    begunNanos = 0;
    rooms = awake;
  }

  void skipped(int ticks) {
    skippedTicks.setRelease(skippedTicks.getPlain() + ticks);
  }

  void ticked(boolean late) {
    ticks.setRelease(ticks.getPlain() + 1);
    if (late) {
      lateTicks.setRelease(lateTicks.getPlain() + 1);
    }
  }

  void arrived() {
    arrivals.setRelease(arrivals.getPlain() + 1);
  }

  /** CPU time that turns have taken. */
  public long busyNanos() {
    return busyNanos.getAcquire();
  }

  /** How long the turn under way has lasted, 0 if there is none. */
  long turnNanos(long now) {
    long begun = begunNanos;
    return begun == 0 ? 0 : Math.max(0, now - begun);
  }

  /** Ticks that were due and were left out. */
  long skippedTicks() {
    return skippedTicks.getAcquire();
  }

  public long ticks() {
    return ticks.getAcquire();
  }

  public long lateTicks() {
    return lateTicks.getAcquire();
  }

  /** Rooms taken over from other loops. */
  public long arrivals() {
    return arrivals.getAcquire();
  }

  /** Rooms awake after the last turn. */
  public int rooms() {
    return rooms;
  }
}
