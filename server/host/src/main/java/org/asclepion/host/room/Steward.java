package org.asclepion.host.room;

import java.util.Arrays;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongSupplier;
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

  /** An owner whose turn has lasted this long is stuck, and as good as full. */
  private static final long STUCK_NANOS = 1_000_000_000;

  private static final Logger LOG = LogManager.getLogger(Steward.class);

  private final List<TickLoop> loops;
  private final long lookEveryNanos;
  private final Thread thread = Thread.ofPlatform().name("room-steward").unstarted(this);
  private final OverloadControl control = new OverloadControl();
  private final Balancer balancer = new Balancer();
  private final Seen[] seen;
  private final double[] shares;
  private List<LongSupplier> sockets = List.of();
  private long[] socketNanos = {};
  private long lookedNanos;
  private volatile Overload overload = Overload.NONE;
  private volatile boolean running = true;

  /** An owner's counts at the last look. */
  private record Seen(long busyNanos, long ticks, long skippedTicks, long lateTicks) {
    static Seen of(LoopLoad load) {
      return new Seen(load.busyNanos(), load.ticks(), load.skippedTicks(), load.lateTicks());
    }
  }

  Steward(List<TickLoop> loops, long lookEveryNanos) {
    this.loops = loops;
    this.lookEveryNanos = lookEveryNanos;
    this.seen = new Seen[loops.size()];
    Arrays.fill(seen, new Seen(0, 0, 0, 0));
    this.shares = new double[loops.size()];
  }

  /**
   * @param sockets the clocks of work of the threads that serve sockets
   */
  void start(List<LongSupplier> sockets) {
    this.sockets = List.copyOf(sockets);
    this.socketNanos = new long[sockets.size()];
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
    long ticks = 0;
    long late = 0;
    for (int i = 0; i < shares.length; i++) {
      LoopLoad load = loops.get(i).load();
      Seen before = seen[i];
      Seen after = Seen.of(load);
      seen[i] = after;
      shares[i] = share(before, after, load.turnNanos(now), now - lookedNanos);
      busiest = Math.max(busiest, shares[i]);
      ticks += after.ticks() - before.ticks();
      late += after.lateTicks() - before.lateTicks();
    }
    double busiestSocket = 0;
    for (int i = 0; i < socketNanos.length; i++) {
      long worked = sockets.get(i).getAsLong();
      double share = (double) (worked - socketNanos[i]) / (now - lookedNanos);
      busiestSocket = Math.max(busiestSocket, Math.clamp(share, 0, 1));
      socketNanos[i] = worked;
    }
    lookedNanos = now;
    return new Measured(busiest, (double) late / Math.max(FEWEST_TICKS, ticks), busiestSocket);
  }

  /**
   * The share of its time an owner would need for what was due. Ticks it did not come to count as
   * much as those it made: an owner that gets half a core needs what it does with that, and more.
   */
  private static double share(Seen before, Seen after, long turnNanos, long nanos) {
    if (turnNanos > STUCK_NANOS) {
      return 1;
    }
    long made = after.ticks() - before.ticks();
    long due = made + after.skippedTicks() - before.skippedTicks();
    double worked = after.busyNanos() - before.busyNanos();
    return Math.clamp(worked * due / Math.max(1, made) / nanos, 0, 1);
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
          "overload: {} after {}; busiest owner {} %, late ticks {} %, busiest socket loop {} %",
          level,
          before,
          percent(measured.busiest()),
          percent(measured.late()),
          percent(measured.sockets()));
      overload = level;
    }
  }

  private static long percent(double share) {
    return Math.round(100 * share);
  }
}
