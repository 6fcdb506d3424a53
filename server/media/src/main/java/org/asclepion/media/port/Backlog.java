package org.asclepion.media.port;

import io.netty.buffer.ByteBuf;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.function.LongSupplier;

/**
 * Packets that wait until those are handled that should not: pictures, for sound. Owned by a loop.
 *
 * <p>A picture comes as a dozen packets at once, each for ten receivers: a millisecond of work, and
 * ten for a key frame. The loop does it in slices and looks at its socket in between. Packets stay
 * in order among themselves.
 *
 * @param <C> whose packet it is
 */
final class Backlog<C> {
  /** At the bound the oldest is handled at once, and what more there is waits in the socket. */
  static final int MAX_PACKETS = 256;

  /** After so long the socket is looked at. */
  static final long SLICE_NANOS = 200_000;

  /** Does with a packet what has to be done; the backlog releases it. */
  interface Handler<C> {
    void handle(ByteBuf packet, C of, long arrivedNanos);
  }

  private record Waiting<C>(ByteBuf packet, C of, long arrivedNanos) {}

  private final Handler<C> handler;
  private final LongSupplier nanoClock;
  private final Queue<Waiting<C>> waiting = new ArrayDeque<>(MAX_PACKETS);

  Backlog(Handler<C> handler, LongSupplier nanoClock) {
    this.handler = handler;
    this.nanoClock = nanoClock;
  }

  /** Keeps a packet for later. */
  void add(ByteBuf packet, C of, long arrivedNanos) {
    if (waiting.size() == MAX_PACKETS) {
      handleNext();
    }
    waiting.add(new Waiting<>(packet.retain(), of, arrivedNanos));
  }

  /** Handles what one slice has time for, and at least one packet; whether some are left. */
  boolean slice() {
    long end = nanoClock.getAsLong() + SLICE_NANOS;
    while (!waiting.isEmpty()) {
      handleNext();
      if (nanoClock.getAsLong() - end >= 0) {
        break;
      }
    }
    return !waiting.isEmpty();
  }

  private void handleNext() {
    Waiting<C> next = waiting.remove();
    try {
      handler.handle(next.packet(), next.of(), next.arrivedNanos());
    } finally {
      next.packet().release();
    }
  }

  boolean isEmpty() {
    return waiting.isEmpty();
  }

  void clear() {
    for (Waiting<C> one : waiting) {
      one.packet().release();
    }
    waiting.clear();
  }
}
