package org.asclepion.load.faults;

import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.EventLoop;
import io.netty.channel.socket.DatagramPacket;
import java.net.InetSocketAddress;
import java.util.ArrayDeque;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * One direction of one caller's path: loses some datagrams and lets the others go when the
 * timetable says. Owned by the path's loop.
 */
@SuppressWarnings("FutureReturnValueIgnored") // what cannot be sent is lost, as on any path
final class Way {
  /** Two seconds of a crowded call; what comes beyond it is lost, as in a router's queue. */
  static final int MAX_HELD = 4_096;

  private record Parcel(long dueNanos, ByteBuf bytes) {}

  private final EventLoop loop;
  private final InetSocketAddress to;
  private final Timetable timetable;
  private final SplittableRandom luck;
  private final double loss;
  private final long startNanos = System.nanoTime();
  private final ArrayDeque<Parcel> parcels = new ArrayDeque<>();
  private @Nullable Channel by;
  private boolean ringing;

  /**
   * @param number of this direction, which its luck depends on
   */
  Way(EventLoop loop, InetSocketAddress to, PathFaults faults, int number) {
    this.loop = loop;
    this.to = to;
    timetable = new Timetable(faults.times(), number);
    luck = new SplittableRandom(faults.seed() * 7_919 + number);
    loss = faults.lossPercent() / 100;
  }

  /** From now on it can send. */
  void open(Channel channel) {
    by = channel;
    deliver();
  }

  /** Takes a datagram over; false when it is lost. */
  boolean take(ByteBuf bytes) {
    if (luck.nextDouble() < loss || parcels.size() >= MAX_HELD) {
      bytes.release();
      return false;
    }
    parcels.add(new Parcel(timetable.release(System.nanoTime() - startNanos), bytes));
    deliver();
    return true;
  }

  private void deliver() {
    Channel channel = by;
    if (channel == null) {
      return;
    }
    long now = System.nanoTime() - startNanos;
    boolean wrote = false;
    for (Parcel next = parcels.peek();
        next != null && next.dueNanos() <= now;
        next = parcels.peek()) {
      parcels.remove();
      channel.write(new DatagramPacket(next.bytes(), to));
      wrote = true;
    }
    if (wrote) {
      channel.flush();
    }
    Parcel next = parcels.peek();
    if (next != null && !ringing) {
      ringing = true;
      loop.schedule(this::ring, next.dueNanos() - now, TimeUnit.NANOSECONDS);
    }
  }

  private void ring() {
    ringing = false;
    deliver();
  }
}
