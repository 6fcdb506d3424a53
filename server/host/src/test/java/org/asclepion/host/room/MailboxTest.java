package org.asclepion.host.room;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.asclepion.world.intent.Intent;
import org.junit.jupiter.api.Test;

class MailboxTest {
  private final AtomicInteger woken = new AtomicInteger();
  private final Mailbox mailbox = new Mailbox(woken::incrementAndGet);

  private static RoomMessage.Want want(int sequence) {
    return new RoomMessage.Want(new Intent.Stand(1, sequence), 0);
  }

  @Test
  void keepsOrderAndWakesTheRoom() {
    assertTrue(mailbox.offer(want(1)));
    mailbox.post(new RoomMessage.Reattach(7));
    assertTrue(mailbox.offer(want(2)));
    List<RoomMessage> drained = new ArrayList<>();
    mailbox.drain(drained);
    assertEquals(List.of(want(1), new RoomMessage.Reattach(7), want(2)), drained);
    assertEquals(3, woken.get());
    assertTrue(mailbox.isEmpty());
  }

  @Test
  void aFloodOfIntentsIsRefusedAndTheServersOwnMessagesAreNot() {
    for (int i = 0; i < Mailbox.BOUND; i++) {
      assertTrue(mailbox.offer(want(i)));
    }
    assertFalse(mailbox.offer(want(-1)));
    mailbox.post(new RoomMessage.Reattach(7));
    List<RoomMessage> drained = new ArrayList<>();
    mailbox.drain(drained);
    assertEquals(Mailbox.BOUND + 1, drained.size());
    assertTrue(mailbox.offer(want(0)));
  }
}
