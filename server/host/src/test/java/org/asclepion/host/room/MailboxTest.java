package org.asclepion.host.room;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertSame;
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
    return new RoomMessage.Want(new Intent.Stand(1, sequence));
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

  private static Intent.PoseSample sample(int number) {
    Intent.PoseSample sample = new Intent.PoseSample();
    sample.set(7, number, 0.25, -0.5, 1);
    sample.head().set(1, 2, 3, 0, 0, 0, 1);
    return sample;
  }

  @Test
  void posesAreCopiedAndKeepTheirPlaceAmongTheRest() {
    Intent.PoseSample reused = sample(1);
    assertTrue(mailbox.offer(reused, 11));
    assertTrue(mailbox.offer(want(2)));
    reused.set(7, 3, 0, 0, 0);
    reused.head().set(9, 9, 9, 0, 0, 0, 1);
    assertTrue(mailbox.offer(reused, 13));
    List<RoomMessage> drained = new ArrayList<>();
    mailbox.drain(drained);
    RoomMessage.Pose first = (RoomMessage.Pose) drained.get(0);
    assertEquals(1, first.sample().sample());
    assertEquals(0.25, first.sample().dx());
    assertEquals(2, first.sample().head().y);
    assertEquals(11, first.readNanos());
    assertEquals(want(2), drained.get(1));
    assertEquals(13, ((RoomMessage.Pose) drained.get(2)).readNanos());
  }

  @Test
  void messagesForPosesAreUsedAgainOnceTheRoomIsDoneWithThem() {
    List<RoomMessage> drained = new ArrayList<>();
    mailbox.offer(sample(1), 0);
    mailbox.drain(drained);
    RoomMessage first = drained.getFirst();
    mailbox.offer(sample(2), 0);
    mailbox.recycle(drained);
    assertTrue(drained.isEmpty());
    mailbox.offer(sample(3), 0);
    mailbox.drain(drained);
    assertNotSame(first, drained.get(0));
    assertSame(first, drained.get(1));
  }

  @Test
  void aFloodOfPosesIsRefusedAndWhatIsKeptOfItIsBounded() {
    for (int i = 0; i < Mailbox.BOUND; i++) {
      assertTrue(mailbox.offer(sample(i), 0));
    }
    assertFalse(mailbox.offer(sample(-1), 0));
    assertFalse(mailbox.offer(want(-1)));
    List<RoomMessage> drained = new ArrayList<>();
    mailbox.drain(drained);
    assertEquals(Mailbox.BOUND, drained.size());
    mailbox.recycle(drained);
    assertEquals(Mailbox.MAX_SPARE, mailbox.spares());
    assertTrue(mailbox.offer(sample(0), 0));
  }
}
