package org.asclepion.host.replication;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.protobuf.InvalidProtocolBufferException;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.asclepion.host.room.Mailbox;
import org.asclepion.host.room.RoomMessage;
import org.asclepion.protocol.pose.PoseColumns;
import org.asclepion.protocol.pose.PoseDecoder;
import org.asclepion.protocol.pose.PoseFormatException;
import org.asclepion.protocol.v1.Delta;
import org.asclepion.protocol.v1.ServerFrame;
import org.asclepion.world.intent.Intent;
import org.asclepion.world.room.Avatar;
import org.asclepion.world.space.Opening;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What somebody outside is told of a crowd that is seen through an arch. */
class WindowsInTest extends HallFixture {
  private static final int ARCH = 0;

  private final Mailbox outside = new Mailbox(() -> {});
  private final WindowsIn windows = new WindowsIn(room, CLOCK, new AtomicInteger(7));
  private PoseColumns seen = new PoseColumns();
  private int seq;
  private int frames;
  private long bytes;

  WindowsInTest() {
    super(new Opening(ARCH, false, 1, SIDE / 2, 0, 0, 0, 2, 2.2, true, true, true, true));
  }

  private void look() {
    windows.publish(StreamEncoder.byScope(room.components()));
    List<RoomMessage> posted = new ArrayList<>();
    outside.drain(posted);
    for (RoomMessage message : posted) {
      RoomMessage.Seen told = (RoomMessage.Seen) message;
      take(told.delta());
      take(told.keyframe());
      told.opened().release();
    }
  }

  private void take(@Nullable ByteBuf frame) {
    if (frame == null) {
      return;
    }
    bytes += frame.readableBytes();
    frames++;
    try {
      ServerFrame read = ServerFrame.parseFrom(ByteBufUtil.getBytes(frame));
      if (read.hasKeyframe()) {
        PoseDecoder.keyframe(read.getKeyframe().getPoses().toByteArray(), seen);
        seq = read.getKeyframe().getSeq();
      } else {
        Delta delta = read.getDelta();
        assertEquals(seq, delta.getBaseSeq());
        if (!delta.getPoses().isEmpty()) {
          PoseColumns next = new PoseColumns();
          PoseDecoder.delta(delta.getPoses().toByteArray(), seen, seq, next);
          seen = next;
        }
        seq = delta.getSeq();
      }
    } catch (InvalidProtocolBufferException | PoseFormatException e) {
      throw new AssertionError("seed " + seed, e);
    } finally {
      frame.release();
    }
  }

  private void watch(int people) {
    arrive(people);
    windows.look(new RoomMessage.Look(ARCH, true, outside));
    look();
    assertEquals(people, seen.size());
    frames = 0;
    bytes = 0;
  }

  private void assertSeenAsTheyAre() {
    PoseColumns truth = new PoseColumns(1);
    truth.add(0);
    assertEquals(room.avatars().size(), seen.size(), "seed " + seed);
    for (Avatar avatar : room.avatars()) {
      PoseLane.write(avatar, truth, 0);
      int row = seen.rowOf(avatar.slot());
      for (int column = 0; column < PoseColumns.COLUMNS; column++) {
        assertEquals(truth.get(0, column), seen.get(row, column), "seed " + seed);
      }
    }
  }

  @Test
  void anOrdinaryRoomIsSeenAtFullRate() {
    watch(Hall.ORDINARY_CAPACITY);
    for (int i = 0; i < HZ; i++) {
      walk();
      look();
      assertSeenAsTheyAre();
    }
    assertEquals(HZ, frames);
  }

  @Test
  void aCrowdIsSeenLessOftenAndCostsNoMoreThanAnOrdinaryRoom() {
    watch(PEOPLE);
    for (int i = 0; i < HZ; i++) {
      walk();
      look();
    }
    int crowds = PEOPLE / Hall.ORDINARY_CAPACITY;
    assertEquals(HZ / crowds, frames);
    assertTrue(bytes < 20L * HZ * Hall.ORDINARY_CAPACITY, "seed " + seed + ": " + bytes);
    while (room.tick() % crowds != 0) {
      walk();
      look();
    }
    assertSeenAsTheyAre();
  }

  @Test
  void whoLeavesTheCrowdIsGoneAtOnce() {
    watch(PEOPLE);
    while (room.tick() % (PEOPLE / Hall.ORDINARY_CAPACITY) != 0) {
      walk();
      look();
    }
    Avatar gone = room.avatars().getFirst();
    step(List.of(new Intent.Depart(gone.participant().id(), -1)));
    look();
    assertTrue(seen.rowOf(gone.slot()) < 0, "seed " + seed);
  }
}
