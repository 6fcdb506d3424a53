package org.asclepion.host.replication;

import io.netty.buffer.ByteBuf;
import org.asclepion.host.room.Mailbox;
import org.asclepion.host.room.Outbox;

/** An outbox that takes frames while a test says so; what it does with them the test says too. */
abstract class ReadyOutbox implements Outbox {
  boolean ready = true;

  abstract void take(ByteBuf frame);

  @Override
  public final boolean offer(ByteBuf frame) {
    if (ready) {
      take(frame);
    }
    return ready;
  }

  @Override
  public final boolean isReady() {
    return ready;
  }

  @Override
  public void flush() {}

  @Override
  public void restart(Mailbox room) {}

  @Override
  public void refused() {}
}
