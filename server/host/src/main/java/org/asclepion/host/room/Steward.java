package org.asclepion.host.room;

import java.util.List;
import java.util.concurrent.locks.LockSupport;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;
import org.asclepion.host.room.Balancer.Move;
import org.asclepion.host.room.OverloadControl.Measured;

/**
 * Looks after the loops: regularly it measures what they did, has the busiest give rooms to the
 * idlest ({@link Balancer}) and decides what an overloaded server does without ({@link
 * OverloadControl}). Owns the thread {@code room-steward}; the level may be read by any.
 */
final class Steward implements Runnable {
  /**
   * Late ticks are a share of at least so many: in a server of three rooms one hiccup is no
   * overload.
   */
  private static final int FEWEST_TICKS = 1_000;

  private static final Logger LOG = LogManager.getLogger(Steward.class);

  private final List<TickLoop> loops;
  private final long lookEveryNanos;
  private final Thread thread = Thread.ofPlatform().name("room-steward").unstarted(this);
  private final OverloadControl control = new OverloadControl();
  private final Balancer balancer = new Balancer();
  private final long[] busyNanos;
  private final double[] shares;
  private long ticks;
  private long lateTicks;
  private long lookedNanos;
  private volatile Overload overload = Overload.NONE;
  private volatile boolean running = true;

  Steward(List<TickLoop> loops, long lookEveryNanos) {
    this.loops = loops;
    this.lookEveryNanos = lookEveryNanos;
    this.busyNanos = new long[loops.size()];
    this.shares = new double[loops.size()];
  }

  void start() {
    thread.start();
  }

  void stop() throws InterruptedException {
    running = false;
    LockSupport.unpark(thread);
    thread.join();
  }

  /** What the server does without at present. */
  Overload overload() {
    return overload;
  }

  @Override
  public void run() {
    look(System.nanoTime());
    while (running) {
      LockSupport.parkNanos(this, lookEveryNanos);
      long now = System.nanoTime();
      if (running && now - lookedNanos >= lookEveryNanos / 2) {
        Measured measured = look(now);
        balance();
        control(measured);
      }
    }
  }

  /** What the loops did since the last look. */
  private Measured look(long now) {
    double busiest = 0;
    long allTicks = 0;
    long allLate = 0;
    for (int i = 0; i < shares.length; i++) {
      LoopLoad load = loops.get(i).load();
      long busy = load.busyNanos(now);
      shares[i] = Math.clamp((double) (busy - busyNanos[i]) / (now - lookedNanos), 0, 1);
      busyNanos[i] = busy;
      busiest = Math.max(busiest, shares[i]);
      allTicks += load.ticks();
      allLate += load.lateTicks();
    }
    double late = (double) (allLate - lateTicks) / Math.max(FEWEST_TICKS, allTicks - ticks);
    ticks = allTicks;
    lateTicks = allLate;
    lookedNanos = now;
    return new Measured(busiest, late);
  }

  private void balance() {
    Move move = balancer.look(shares);
    if (move != null) {
      LOG.info("owner {} gives rooms to owner {}", move.from(), move.to());
      loops.get(move.from()).give(move.fraction(), loops.get(move.to()));
    }
  }

  private void control(Measured measured) {
    Overload before = overload;
    Overload level = control.look(measured);
    if (level != before) {
      LOG.warn(
          "overload: {} after {}; busiest owner {} %, late ticks {} %",
          level, before, Math.round(100 * measured.busiest()), Math.round(100 * measured.late()));
      overload = level;
    }
  }
}
