package org.asclepion.host.transport;

import io.netty.channel.EventLoop;
import io.netty.channel.EventLoopGroup;
import io.netty.util.concurrent.EventExecutor;
import io.netty.util.concurrent.SingleThreadEventExecutor;
import io.netty.util.concurrent.ThreadAwareExecutor;
import java.util.IdentityHashMap;
import java.util.Objects;
import java.util.stream.LongStream;

/** The {@link LoopTurn} of each event loop of a group. Immutable. */
final class LoopTurns {
  private final IdentityHashMap<EventLoop, LoopTurn> turns = new IdentityHashMap<>();

  LoopTurns(
      EventLoopGroup group,
      IdentityHashMap<ThreadAwareExecutor, Pace> paces,
      TransportMetrics metrics) {
    for (EventExecutor executor : group) {
      EventLoop loop = (EventLoop) executor;
      LoopTurn turn = new LoopTurn(loop, Objects.requireNonNull(paces.get(loop)), metrics);
      turns.put(loop, turn);
      turn.start();
    }
  }

  LoopTurn of(EventLoop loop) {
    return Objects.requireNonNull(turns.get(loop));
  }

  /** The loops' threads. */
  LongStream threadIds() {
    return turns.keySet().stream()
        .map(SingleThreadEventExecutor.class::cast)
        .mapToLong(loop -> loop.threadProperties().id());
  }

  /** Has every connection that is still open say goodbye. */
  void closeAll() {
    turns.forEach((loop, turn) -> loop.execute(turn::closeAll));
  }
}
