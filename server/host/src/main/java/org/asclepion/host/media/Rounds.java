package org.asclepion.host.media;

import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BooleanSupplier;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;

/**
 * A task that is done again and again while there is a reason to, and costs nothing while there is
 * none. Its thread runs it; any thread wakes it.
 */
final class Rounds {
  private static final Logger LOG = LogManager.getLogger();

  private final ScheduledExecutorService thread;
  private final long pauseMillis;
  private final BooleanSupplier wanted;
  private final Runnable task;
  private final AtomicBoolean running = new AtomicBoolean();

  /**
   * @param pauseMillis between the end of one round and the beginning of the next
   * @param wanted whether there is a reason; asked after each round
   */
  Rounds(ScheduledExecutorService thread, long pauseMillis, BooleanSupplier wanted, Runnable task) {
    this.thread = thread;
    this.pauseMillis = pauseMillis;
    this.wanted = wanted;
    this.task = task;
  }

  /** To be called after there came to be a reason; nothing happens if it goes round already. */
  void wake() {
    if (running.compareAndSet(false, true)) {
      next();
    }
  }

  private void next() {
    var _ = thread.schedule(this::round, pauseMillis, TimeUnit.MILLISECONDS);
  }

  private void round() {
    try {
      task.run();
    } catch (RuntimeException e) {
      LOG.error("a task of media failed; it goes on", e);
    }
    if (wanted.getAsBoolean()) {
      next();
      return;
    }
    running.set(false);
    // A reason that came between the question and this was told that it goes round already.
    if (wanted.getAsBoolean()) {
      wake();
    }
  }
}
