package org.asclepion.host.transport;

import io.netty.channel.SelectStrategy;
import io.netty.util.IntSupplier;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * Keeps an event loop from asking the kernel for every single frame: polls follow each other by at
 * least {@link #LEAST_NANOS}, and each brings all that came meanwhile. Owned by the loop; {@link
 * #rouse} may be called from any thread.
 *
 * <p>People whose samples are wanted for one tick send them within a few milliseconds. A loop that
 * sleeps between two of them pays a system call and a wake-up for each, half of what reading costs.
 * What is to be written does not wait: whoever has the loop write rouses it.
 */
final class Pace implements SelectStrategy {
  /** Longest that a frame waits in its socket on account of the pace. */
  static final long LEAST_NANOS = 1_000_000;

  /** Pauses shorter than this cost more than they save. */
  private static final long SHORTEST_NANOS = 100_000;

  private final long leastNanos;
  private @Nullable Thread loop;
  private long polledNanos;
  private volatile boolean pausing;
  private volatile boolean roused;

  Pace() {
    this(LEAST_NANOS);
  }

  Pace(long leastNanos) {
    this.leastNanos = leastNanos;
    this.polledNanos = System.nanoTime() - leastNanos;
  }

  @Override
  public int calculateStrategy(IntSupplier poll, boolean hasTasks) throws Exception {
    if (!hasTasks) {
      pause();
    }
    polledNanos = System.nanoTime();
    return hasTasks ? poll.get() : SELECT;
  }

  private void pause() {
    long left = polledNanos + leastNanos - System.nanoTime();
    if (left < SHORTEST_NANOS) {
      return;
    }
    loop = Thread.currentThread();
    pausing = true;
    // Seen here or, since both flags are volatile, by whoever rouses: never by neither.
    if (!roused) {
      LockSupport.parkNanos(this, left);
    }
    pausing = false;
    roused = false;
  }

  /** Ends a pause, or else the next: to be called after a task was given to the loop. */
  void rouse() {
    roused = true;
    if (pausing) {
      LockSupport.unpark(loop);
    }
  }
}
