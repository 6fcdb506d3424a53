package org.asclepion.host.transport;

import io.netty.buffer.ByteBuf;
import org.jspecify.annotations.Nullable;

/**
 * The frames that wait for one connection's event loop: a ring bounded in frames and in bytes. Any
 * thread may {@link #offer}; only the event loop takes out. The lock is held for a few field writes
 * and never while anything else is called, so it is as good as uncontended.
 *
 * <p>A reader that stops reading fills the ring, then gets nothing until it has come below a
 * quarter of both bounds again: stale deltas are refused here rather than queued.
 */
final class Outbox {
  private final int maxFrames;
  private final int maxBytes;
  private final @Nullable ByteBuf[] ring;
  private int head;
  private int count;
  private int bytes;
  private boolean closed;
  private boolean backPressured;

  Outbox(int maxFrames, int maxBytes) {
    this.maxFrames = maxFrames;
    this.maxBytes = maxBytes;
    // One more than the bound: the last frame of a closing connection always has a place.
    this.ring = new ByteBuf[maxFrames + 1];
  }

  /** Retains and queues a frame, or says why not. */
  synchronized Connection.Offer offer(ByteBuf frame) {
    if (closed) {
      return Connection.Offer.CLOSED;
    }
    int size = frame.readableBytes();
    if (count == maxFrames || (count > 0 && bytes + size > maxBytes)) {
      backPressured = true;
      return Connection.Offer.BACK_PRESSURED;
    }
    put(frame.retain());
    return Connection.Offer.ACCEPTED;
  }

  /** Queues the last frame, which always fits, and refuses all others. False if already closed. */
  synchronized boolean close(ByteBuf last) {
    if (closed) {
      return false;
    }
    closed = true;
    put(last);
    return true;
  }

  private void put(ByteBuf frame) {
    ring[(head + count) % ring.length] = frame;
    count++;
    bytes += frame.readableBytes();
  }

  /** The oldest frame, now the caller's to release, or null. */
  synchronized @Nullable ByteBuf poll() {
    if (count == 0) {
      return null;
    }
    ByteBuf frame = ring[head];
    ring[head] = null;
    head = (head + 1) % ring.length;
    count--;
    if (frame != null) {
      bytes -= frame.readableBytes();
    }
    return frame;
  }

  /**
   * Moves the oldest frames to {@code into}: as many as it can hold and as have {@code maxBytes}
   * together, but at least one if there is any. They are the caller's to release; their indices are
   * shared and not to be moved. Answers how many.
   */
  synchronized int take(@Nullable ByteBuf[] into, int maxBytes) {
    int taken = 0;
    int size = 0;
    while (taken < into.length) {
      ByteBuf next = ring[head];
      if (count == 0 || next == null || (taken > 0 && size + next.readableBytes() > maxBytes)) {
        break;
      }
      size += next.readableBytes();
      into[taken++] = poll();
    }
    return taken;
  }

  /** True once each time a back-pressured outbox has fallen below its low mark. */
  synchronized boolean relieved() {
    if (!backPressured || closed || !low()) {
      return false;
    }
    backPressured = false;
    return true;
  }

  synchronized boolean isBackPressured() {
    return backPressured;
  }

  synchronized boolean isWritable() {
    return !closed && !backPressured;
  }

  synchronized boolean isEmpty() {
    return count == 0;
  }

  synchronized boolean isClosed() {
    return closed;
  }

  /** Refuses everything from now on and releases what waits. */
  synchronized void discard() {
    closed = true;
    for (ByteBuf frame = poll(); frame != null; frame = poll()) {
      frame.release();
    }
  }

  /** Drops what waits, so that the frame that says why the connection ends comes next. */
  synchronized void drop() {
    for (ByteBuf frame = poll(); frame != null; frame = poll()) {
      frame.release();
    }
  }

  private boolean low() {
    return count <= maxFrames / Limits.LOW_MARK_DIVISOR
        && bytes <= maxBytes / Limits.LOW_MARK_DIVISOR;
  }
}
