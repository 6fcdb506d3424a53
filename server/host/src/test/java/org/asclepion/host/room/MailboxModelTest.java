package org.asclepion.host.room;

import java.util.ArrayList;
import java.util.List;
import org.asclepion.host.ModelCheck;
import org.asclepion.world.intent.Intent;
import org.jetbrains.lincheck.datastructures.IntGen;
import org.jetbrains.lincheck.datastructures.Operation;
import org.jetbrains.lincheck.datastructures.Param;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * However threads interleave, a mailbox takes what is offered up to its bound, gives it out once
 * and in order, and never changes a message that its room still reads.
 */
@Tag("model")
class MailboxModelTest {
  /** A mailbox for two intents, and the room that reads it. */
  @Param(name = "number", gen = IntGen.class, conf = "1:9")
  public static class Operations {
    private final Mailbox mailbox = new Mailbox(2, () -> {});
    private final List<RoomMessage> drained = new ArrayList<>();

    @Operation
    public boolean want(@Param(name = "number") int number) {
      return mailbox.offer(new RoomMessage.Want(new Intent.Stand(1, number)));
    }

    @Operation
    public boolean pose(@Param(name = "number") int number) {
      Intent.PoseSample sample = new Intent.PoseSample();
      sample.set(7, number, number, 0, 0);
      return mailbox.offer(sample, number);
    }

    @Operation
    public void post(@Param(name = "number") int number) {
      mailbox.post(new RoomMessage.Reattach(number));
    }

    @Operation(nonParallelGroup = "owner")
    public String drain() {
      mailbox.drain(drained);
      StringBuilder told = new StringBuilder();
      for (RoomMessage message : drained) {
        told.append(tell(message)).append(", ");
      }
      mailbox.recycle(drained);
      return told.toString();
    }
  }

  private static String tell(RoomMessage message) {
    return switch (message) {
      case RoomMessage.Want(Intent.Stand stand) -> "want " + stand.sequence();
      case RoomMessage.Reattach(long number) -> "post " + number;
      case RoomMessage.Pose pose ->
          "pose " + pose.sample().sample() + "/" + pose.sample().dx() + "/" + pose.readNanos();
      default -> throw new AssertionError(message);
    };
  }

  @Test
  void nothingIsLostOrOutOfOrderAndTheBoundHolds() {
    ModelCheck.check(Operations.class, 3, 8, 100);
  }
}
