package org.asclepion.host.replication;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.netty.buffer.ByteBuf;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import org.asclepion.host.TestRooms;
import org.asclepion.host.room.Mailbox;
import org.asclepion.host.room.Reception;
import org.asclepion.host.room.Replicator.Clock;
import org.asclepion.protocol.v1.ServerFrame;
import org.asclepion.world.avatar.Participant;
import org.asclepion.world.avatar.Role;
import org.asclepion.world.intent.Intent;
import org.asclepion.world.room.Room;
import org.asclepion.world.space.Spawn;
import org.junit.jupiter.api.Test;

/** What the members of a room are handed: the same buffers, once, and nothing stale. */
class RoomReplicatorTest {
  /** Keeps what it takes, as a connection does until its loop has written. */
  private static final class Keeper extends ReadyOutbox {
    final List<ByteBuf> kept = new ArrayList<>();

    @Override
    void take(ByteBuf frame) {
      kept.add(frame.retain());
    }

    /** Forgets what it kept and says of which kind it was. */
    List<ServerFrame.MessageCase> written() throws Exception {
      List<ServerFrame.MessageCase> kinds = new ArrayList<>();
      for (ByteBuf frame : kept) {
        kinds.add(ServerFrame.parseFrom(frame.nioBuffer()).getMessageCase());
        frame.release();
      }
      kept.clear();
      return kinds;
    }
  }

  private final Room room = new Room(TestRooms.waiting(false, new Spawn(0, 0, 0)));
  private final RoomReplicator replicator =
      new RoomReplicator(
          room,
          new Mailbox(() -> {}),
          new Clock(0, 33_333_333),
          new Nowhere(),
          new AtomicInteger(),
          Reception.NONE);
  private final List<Keeper> keepers = List.of(new Keeper(), new Keeper(), new Keeper());
  private final List<ByteBuf> all = new ArrayList<>();
  private int tick;

  private void step(Intent... intents) {
    room.step(++tick, List.of(intents), new Random(1));
    replicator.publish();
    keepers.forEach(keeper -> all.addAll(keeper.kept));
  }

  private void enter() {
    Intent[] arrivals = new Intent[keepers.size()];
    for (int i = 0; i < arrivals.length; i++) {
      replicator.admit(i, keepers.get(i));
      arrivals[i] =
          new Intent.Arrive(new Participant(i, Role.PATIENT, "person " + i, 0, 0), -1, null);
    }
    step(arrivals);
  }

  private static ByteBuf only(ServerFrame.MessageCase kind, int scope, Keeper keeper)
      throws Exception {
    List<ByteBuf> found = new ArrayList<>();
    for (ByteBuf buffer : keeper.kept) {
      ServerFrame frame = ServerFrame.parseFrom(buffer.nioBuffer());
      int of = frame.hasKeyframe() ? frame.getKeyframe().getScope() : frame.getDelta().getScope();
      if (frame.getMessageCase() == kind && of == scope) {
        found.add(buffer);
      }
    }
    assertEquals(1, found.size());
    return found.getFirst();
  }

  @Test
  void oneKeyframeAndOneDeltaServeEverybody() throws Exception {
    enter();
    // The room's is the first stream that was opened.
    ByteBuf keyframe = only(ServerFrame.MessageCase.KEYFRAME, 1, keepers.getFirst());
    for (Keeper keeper : keepers) {
      assertSame(keyframe, only(ServerFrame.MessageCase.KEYFRAME, 1, keeper));
      keeper.written();
    }
    step(new Intent.Teleport(0, 1, 1, 1, 0));
    ByteBuf delta = only(ServerFrame.MessageCase.DELTA, 1, keepers.getFirst());
    for (Keeper keeper : keepers) {
      assertSame(delta, only(ServerFrame.MessageCase.DELTA, 1, keeper));
      assertEquals(1, keeper.kept.size(), "one frame a tick");
    }
  }

  @Test
  void aQuietTickSendsNothing() throws Exception {
    enter();
    for (Keeper keeper : keepers) {
      keeper.written();
    }
    step();
    for (Keeper keeper : keepers) {
      assertEquals(List.of(), keeper.kept);
    }
  }

  @Test
  void whoReadsAgainGetsAKeyframeAndNothingStale() throws Exception {
    enter();
    Keeper slow = keepers.getFirst();
    slow.written();
    slow.ready = false;
    for (int i = 0; i < 5; i++) {
      step(new Intent.Teleport(1, i, 0.5 * i, -1, 0));
    }
    slow.ready = true;
    step();
    assertEquals(List.of(ServerFrame.MessageCase.KEYFRAME), slow.written());
    step(new Intent.UseDoor(1, 1, 99, true));
    assertEquals(List.of(), slow.written(), "a refusal is for who asked");
  }

  @Test
  void everyFrameIsFreeOnceItIsWritten() throws Exception {
    enter();
    step(new Intent.Teleport(0, 1, 1, 1, 0), new Intent.Chat(1, 2, "hello", 0));
    step(new Intent.Depart(0, -1), new Intent.Depart(1, -1), new Intent.Depart(2, -1));
    for (Keeper keeper : keepers) {
      keeper.written();
    }
    assertTrue(all.size() > 12);
    for (ByteBuf frame : all) {
      assertEquals(0, frame.refCnt());
    }
  }
}
