package org.asclepion.host.replication;

import io.netty.buffer.ByteBuf;
import org.asclepion.host.room.Mailbox;
import org.asclepion.host.room.Outbox;

/**
 * A member's outbox that takes nothing before the member has been told which room this is. Belongs
 * to the room's thread.
 *
 * <p>A member whose connection is full at that moment is greeted later, and its streams begin then.
 */
final class GreetedOutbox implements Outbox {
  private final Outbox to;
  private boolean greeted;

  GreetedOutbox(Outbox to) {
    this.to = to;
  }

  /** Whether the member waits to be greeted and could be now. */
  boolean awaitsGreeting() {
    return !greeted && to.isReady();
  }

  /** Says which room this is; takes the frames over. */
  void greet(Mailbox room, ByteBuf roomEntered, ByteBuf sendPhase) {
    to.restart(room);
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
