package org.asclepion.host.transport;

import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * Who is to be written in an event loop's next turn. Any thread may {@link #mark}; the loop runs
 * it.
 *
 * <p>A tick of a full room flushes hundreds of connections. They form an intrusive stack, and only
 * the push onto an empty stack wakes the loop: one wake-up and one task per turn, however many
 * connections have something to say.
 */
final class WriteTurn implements Runnable {
  /** Somebody who can be marked, in one event loop's turn only. */
  abstract static class Writer {
    private final AtomicBoolean marked = new AtomicBoolean();
    private @Nullable Writer nextMarked;

    /** Moves what waits to the socket; called by the event loop. */
    abstract void write();
  }

  private final Executor loop;
  private final AtomicReference<@Nullable Writer> top = new AtomicReference<>();

  WriteTurn(Executor loop) {
    this.loop = loop;
  }

  /** Has the writer write in this turn of the loop or the next. */
  void mark(Writer writer) {
    if (!writer.marked.compareAndSet(false, true)) {
      return;
    }
    Writer below;
    do {
      below = top.get();
      writer.nextMarked = below;
    } while (!top.compareAndSet(below, writer));
    if (below == null) {
      try {
        loop.execute(this);
      } catch (RejectedExecutionException _) {
        // The loop has ended, and with it every socket it had.
      }
    }
  }

  @Override
  public void run() {
    Writer writer = top.getAndSet(null);
    while (writer != null) {
      Writer next = writer.nextMarked;
      writer.nextMarked = null;
      // Before writing, so that a frame offered meanwhile marks it again.
      writer.marked.set(false);
      writer.write();
      writer = next;
    }
  }
}
