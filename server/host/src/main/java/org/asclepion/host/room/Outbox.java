package org.asclepion.host.room;

import io.netty.buffer.ByteBuf;

/** Where a room puts what one participant is to receive. Called by the room's owner thread. */
public interface Outbox {
  /**
   * Offers one encoded {@code ServerFrame}, in order. The buffer is shared and immutable; an outbox
   * that takes it retains its own reference.
   *
   * @return false when it was not taken: the peer is away or reads too slowly, so that the streams
   *     it belongs to must start again with a keyframe once {@link #isReady}
   */
  boolean offer(ByteBuf frame);

  /** Whether an offer would be taken now. */
  boolean isReady();

  /**
   * For the statistics: what is flushed next carries a pose that was read from its socket at this
   * {@code System.nanoTime}.
   */
  default void carries(long poseReadNanos) {}

  /** Writes out what was offered; cheap when nothing was. */
  void flush();

  /**
   * This room is about to tell the participant everything from the start: frames from here on go to
   * the newest connection, intents from there to {@code room}.
   */
  void restart(Mailbox room);

  /** The room could not take the participant in after all. */
  void refused();
}
