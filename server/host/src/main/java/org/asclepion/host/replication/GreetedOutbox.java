package org.asclepion.host.replication;

import io.netty.buffer.ByteBuf;
import org.asclepion.host.room.Mailbox;
import org.asclepion.host.room.Outbox;
import org.jspecify.annotations.Nullable;

/**
 * A member's outbox that takes nothing before the member has been told which room this is. Belongs
 * to the room's thread.
 *
 * <p>A member whose connection is full at that moment is greeted later, and its streams begin then.
 */
final class GreetedOutbox implements Outbox {
  private final long participant;
  private final Outbox to;
  private int slot = -1;
  private boolean greeted;

  /** Who is in its media slots, as it was told last; null before the first time. */
  SlotNames.@Nullable SlotsTold slotsTold;

  GreetedOutbox(long participant, Outbox to) {
    this.participant = participant;
    this.to = to;
  }

  long participant() {
    return participant;
  }

  /** The member's slot, or -1 before it has entered. */
  int slot() {
    return slot;
  }

  void entered(int slot) {
    this.slot = slot;
  }

  /** Whether the member is here, waits to be greeted and could be now. */
  boolean awaitsGreeting() {
    return !greeted && slot >= 0 && to.isReady();
  }

  /** Says which room this is; takes the frames over. */
  void greet(Mailbox room, ByteBuf roomEntered, ByteBuf sendPhase) {
    to.restart(room);
    slotsTold = null;
    greeted = to.offer(roomEntered) && to.offer(sendPhase);
    roomEntered.release();
    sendPhase.release();
  }

  @Override
  public boolean offer(ByteBuf frame) {
    return greeted && to.offer(frame);
  }

  @Override
  public boolean isReady() {
    return greeted && to.isReady();
  }

  @Override
  public void flush() {
    to.flush();
  }

  @Override
  public void restart(Mailbox room) {
    to.restart(room);
  }

  @Override
  public void refused() {
    to.refused();
  }
}
