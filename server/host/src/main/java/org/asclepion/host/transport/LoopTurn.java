package org.asclepion.host.transport;

import io.netty.channel.EventLoop;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.asclepion.protocol.v1.Goodbye;

/**
 * What one event loop does for its connections: once a turn it writes those that asked for it
 * ({@link WriteTurn}), several times a second it looks at everyone's deadlines. Owned by that event
 * loop; only {@link #mark} may be called from any thread.
 */
final class LoopTurn {
  private static final long SWEEP_MILLIS = 100;
  private static final int RETRY_AFTER_SECONDS = 5;

  private final EventLoop loop;
  private final WriteTurn writes;
  private final Set<WebSocketConnection> connections = new LinkedHashSet<>();
  private final byte[] scratch = new byte[Limits.MAX_FRAME_BYTES];
  private final FrameWriter writer;

  LoopTurn(EventLoop loop, Pace pace, TransportMetrics metrics) {
    this.loop = loop;
    this.writes =
        new WriteTurn(
            task -> {
              loop.execute(task);
              pace.rouse();
            });
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

  /** Has the connection written in this turn of the loop or the next; any thread. */
  void mark(WebSocketConnection connection) {
    writes.mark(connection);
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
