package org.asclepion.load.faults;

import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.EventLoop;
import java.util.ArrayDeque;
import java.util.concurrent.TimeUnit;

/**
 * One direction of one connection: takes bytes from one socket and gives them to the other when the
 * timetable says. Holds at most {@link #MAX_HELD_BYTES} and one read, then reads no more, as a
 * network would. Owned by the line's loop.
 */
@SuppressWarnings("FutureReturnValueIgnored") // a failed write closes the channel, which is heard
final class Lane {
  /** A second of what a crowded room sends. */
  static final int MAX_HELD_BYTES = 256 * 1024;

  private record Parcel(long dueNanos, ByteBuf bytes) {}

  private final EventLoop loop;
  private final Channel from;
  private final Channel to;
  private final Timetable timetable;
  private final long startNanos;
  private final ArrayDeque<Parcel> parcels = new ArrayDeque<>();
  private int held;
  private boolean ended;
  private boolean blocked;
  private boolean ringing;

  Lane(EventLoop loop, Channel from, Channel to, Timetable timetable) {
    this.loop = loop;
    this.from = from;
    this.to = to;
    this.timetable = timetable;
    this.startNanos = System.nanoTime();
  }

  void take(ByteBuf bytes) {
    held += bytes.readableBytes();
    parcels.add(new Parcel(due(), bytes));
    regulate();
    deliver();
  }

  /** The sender has closed: so will the other end, after all that is under way. */
  void end() {
    ended = true;
    deliver();
  }

  /** Reads nothing more for now, as if the receiver did not. */
  void block(boolean blocked) {
    this.blocked = blocked;
    regulate();
    deliver();
  }

  /** Forgets what is under way. */
  void discard() {
    parcels.forEach(parcel -> parcel.bytes().release());
    parcels.clear();
    held = 0;
  }

  int heldBytes() {
    return held;
  }

  /** The receiver takes more again, or something may be due. */
  void deliver() {
    long now = System.nanoTime() - startNanos;
    boolean wrote = false;
    for (Parcel next = parcels.peek();
        next != null && next.dueNanos() <= now && to.isWritable() && !blocked;
        next = parcels.peek()) {
      parcels.remove();
      held -= next.bytes().readableBytes();
      to.write(next.bytes(), to.voidPromise());
      wrote = true;
    }
    if (wrote) {
      to.flush();
      regulate();
    }
    if (ended && parcels.isEmpty()) {
      to.writeAndFlush(to.alloc().buffer(0)).addListener(ChannelFutureListener.CLOSE);
    }
    Parcel next = parcels.peek();
    if (next != null && next.dueNanos() > now && !ringing) {
      ringing = true;
      loop.schedule(this::ring, next.dueNanos() - now, TimeUnit.NANOSECONDS);
    }
  }

  private void ring() {
    ringing = false;
    deliver();
  }

  private void regulate() {
    from.config().setAutoRead(!blocked && held < MAX_HELD_BYTES);
  }

  private long due() {
    return timetable.release(System.nanoTime() - startNanos);
  }
}
