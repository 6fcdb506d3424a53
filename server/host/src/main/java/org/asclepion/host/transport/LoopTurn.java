package org.asclepion.host.transport;

import io.netty.channel.EventLoop;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.asclepion.protocol.v1.Goodbye;
import org.jspecify.annotations.Nullable;

/**
 * What one event loop does for its connections: once a turn it writes those that asked for it,
 * several times a second it looks at everyone's deadlines. Owned by that event loop; only {@link
 * #mark} may be called from any thread.
 *
 * <p>A tick of a full room flushes hundreds of connections. They form an intrusive stack, and only
 * the push onto an empty stack wakes the loop: one wake-up and one task per turn, however many
 * connections have something to say.
 */
final class LoopTurn implements Runnable {
  private static final long SWEEP_MILLIS = 100;
  private static final int RETRY_AFTER_SECONDS = 5;

  private final EventLoop loop;
  private final AtomicReference<@Nullable WebSocketConnection> marked = new AtomicReference<>();
  private final Set<WebSocketConnection> connections = new LinkedHashSet<>();
  private final byte[] scratch = new byte[Limits.MAX_FRAME_BYTES];
  private final FrameWriter writer;

  LoopTurn(EventLoop loop, TransportMetrics metrics) {
    this.loop = loop;
    this.writer = new FrameWriter(metrics);
  }

  void start() {
    var _ =
        loop.scheduleWithFixedDelay(this::sweep, SWEEP_MILLIS, SWEEP_MILLIS, TimeUnit.MILLISECONDS);
  }

  /** Where the connections of this loop put the message they are reading, one at a time. */
  byte[] scratch() {
    return scratch;
  }

  /** What the connections of this loop write with. */
  FrameWriter writer() {
    return writer;
  }

  void add(WebSocketConnection connection) {
    connections.add(connection);
  }

  void remove(WebSocketConnection connection) {
    connections.remove(connection);
  }

  /** Has the connection written in this turn of the loop or the next. */
  void mark(WebSocketConnection connection) {
    if (!connection.marked.compareAndSet(false, true)) {
      return;
    }
    WebSocketConnection top;
    do {
      top = marked.get();
      connection.nextMarked = top;
    } while (!marked.compareAndSet(top, connection));
    if (top == null) {
      try {
        loop.execute(this);
      } catch (RejectedExecutionException _) {
        // The loop has ended, and with it every socket it had.
      }
    }
  }

  @Override
  public void run() {
    WebSocketConnection connection = marked.getAndSet(null);
    while (connection != null) {
      WebSocketConnection next = connection.nextMarked;
      connection.nextMarked = null;
      // Before writing, so that a frame offered meanwhile marks it again.
      connection.marked.set(false);
      connection.write();
      connection = next;
    }
  }

  void closeAll() {
    for (WebSocketConnection connection : new ArrayList<>(connections)) {
      connection.close(Goodbye.Reason.REASON_DRAINING, RETRY_AFTER_SECONDS);
    }
  }

  private void sweep() {
    long now = System.nanoTime();
    for (WebSocketConnection connection : new ArrayList<>(connections)) {
      connection.checkDeadlines(now);
    }
  }
}
