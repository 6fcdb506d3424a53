package org.asclepion.host.replication;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.protobuf.InvalidProtocolBufferException;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.buffer.ByteBufUtil;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.asclepion.host.room.Replicator.Clock;
import org.asclepion.protocol.pose.HallDecoder;
import org.asclepion.protocol.pose.PoseColumns;
import org.asclepion.protocol.pose.PoseFormatException;
import org.asclepion.protocol.v1.ServerFrame;
import org.asclepion.world.avatar.Limb;
import org.asclepion.world.avatar.Participant;
import org.asclepion.world.avatar.Role;
import org.asclepion.world.intent.Intent;
import org.asclepion.world.room.Avatar;
import org.asclepion.world.room.Outcome;
import org.asclepion.world.room.Room;
import org.asclepion.world.room.Scope;
import org.asclepion.world.space.Acoustics;
import org.asclepion.world.space.Opening;
import org.asclepion.world.space.Point;
import org.asclepion.world.space.RoomKind;
import org.asclepion.world.space.RoomTemplate;
import org.asclepion.world.space.Spawn;

/**
 * A hall of up to 500 people in one process, and members that decode what each is told. For tests
 * of one thread.
 */
abstract class HallFixture {
  static final int PEOPLE = 500;
  static final int HZ = 20;
  static final double SIDE = 40;

  /** One member: decodes what it gets and counts. */
  static final class Member extends ReadyOutbox {
    final long id;
    final HallDecoder hall = new HallDecoder();
    final int[] updates = new int[PEOPLE];
    long bytes;
    boolean keyed;

    Member(long id) {
      this.id = id;
    }

    @Override
    void take(ByteBuf frame) {
      bytes += frame.readableBytes();
      try {
        ServerFrame read = ServerFrame.parseFrom(ByteBufUtil.getBytes(frame));
        if (read.hasKeyframe()) {
          assertTrue(
              read.getKeyframe().getPoses().isEmpty() || keyed(read).size() == 0,
              "poses of a hall are in no keyframe");
          hall.clear();
          keyed = true;
        } else if (read.hasHallPoses()) {
          assertTrue(keyed, "poses before the keyframe");
          hall.apply(read.getHallPoses().getSeq(), read.getHallPoses().getPieces().toByteArray());
          for (int i = 0; i < hall.changes(); i++) {
            updates[hall.changedSlot(i)]++;
          }
        }
      } catch (InvalidProtocolBufferException | PoseFormatException e) {
        throw new AssertionError(e);
      }
    }

    private static PoseColumns keyed(ServerFrame read) throws PoseFormatException {
      PoseColumns poses = new PoseColumns();
      org.asclepion.protocol.pose.PoseDecoder.keyframe(
          read.getKeyframe().getPoses().toByteArray(), poses);
      return poses;
    }
  }

  final long seed = Long.getLong("hall.seed", new SplittableRandom().nextLong());
  final SplittableRandom random = new SplittableRandom(seed);
  static final Clock CLOCK = new Clock(0, 1_000_000_000 / HZ);

  final Room room;
  final HallStream hall;
  private final StreamEncoder encoder;
  private final ScopeStream stream = new ScopeStream(Scope.ROOM, 7, opened());
  final Map<Long, Member> members = new HashMap<>();
  final Map<Long, Integer> samples = new HashMap<>();
  int tick;

  HallFixture(Opening... openings) {
    room = new Room(template(PEOPLE, false, openings));
    hall = new HallStream(room, Scope.ROOM);
    encoder = new StreamEncoder(room, CLOCK, ByteBufAllocator.DEFAULT);
  }

  private static ByteBuf opened() {
    return Frames.scopeOpened(7, Scope.ROOM, 0, Hall.farTicks(HZ));
  }

  static RoomTemplate template(int capacity, boolean anonymous, Opening... openings) {
    List<Spawn> spawns = new ArrayList<>();
    for (int i = 0; i < PEOPLE; i++) {
      spawns.add(new Spawn(1 + i % 25 * 1.5, 1 + Math.floorDiv(i, 25) * 1.8, 0));
    }
    List<Point> floor =
        List.of(new Point(0, 0), new Point(0, SIDE), new Point(SIDE, SIDE), new Point(SIDE, 0));
    return new RoomTemplate(
        0,
        "hall",
        RoomKind.GARDEN,
        floor,
        0,
        4,
        capacity,
        HZ,
        EnumSet.allOf(Role.class),
        false,
        anonymous,
        List.of(),
        List.of(openings),
        List.of(),
        spawns,
        List.of(),
        Acoustics.ORDINARY);
  }

  void arrive(int count) {
    List<Intent> arrivals = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      long id = 1_000L + samples.size();
      samples.put(id, 0);
      Role role = id % 250 == 3 ? Role.DOCTOR : Role.GUEST;
      arrivals.add(new Intent.Arrive(new Participant(id, role, "P" + id, 0, 0), -1, null));
    }
    step(arrivals);
  }

  /** One tick in which everybody moves. */
  void walk() {
    List<Intent> intents = new ArrayList<>();
    for (Avatar avatar : room.avatars()) {
      long id = avatar.participant().id();
      int sample = samples.merge(id, 1, Integer::sum);
      double way = 0.06 * random.nextDouble();
      double angle = 0.05 * sample + id;
      intents.add(
          new Intent.PoseSample(
              id,
              sample & 0xFFFF,
              way * Math.cos(angle),
              way * Math.sin(angle),
              angle,
              limb(0, 1.6f, sample),
              limb(-0.3f, 1, sample + id % 100.0),
              limb(0.3f, 1.1f, sample - id % 100.0)));
    }
    step(intents);
  }

  private static Limb limb(float x, float y, double time) {
    Limb limb = new Limb();
    limb.set(x, y + 0.05f * (float) Math.sin(0.3 * time), -0.1f, 0, 0, 0, 1);
    return limb;
  }

  void step(List<Intent> intents) {
    room.step(++tick, intents, random);
    for (Outcome outcome : room.outcomes()) {
      switch (outcome) {
        case Outcome.ScopeJoined(long id, Scope scope) when scope.equals(Scope.ROOM) ->
            stream.join(id, members.computeIfAbsent(id, Member::new));
        case Outcome.ScopeLeft(long id, Scope scope) when scope.equals(Scope.ROOM) -> {
          stream.leave(id);
          members.remove(id);
        }
        default -> {}
      }
    }
    encoder.encode(
        stream,
        StreamEncoder.of(StreamEncoder.byScope(room.components()), Scope.ROOM),
        stream.wantsKeyframe());
    stream.send(encoder.keyframe(), encoder.delta());
    encoder.release();
    hall.publish(stream);
  }

  /** The slots nearest to an avatar, itself first. */
  List<Integer> nearest(Avatar from, int count) {
    return room.avatars().stream()
        .sorted(
            (a, b) ->
                Double.compare(
                    Math.hypot(
                        a.pose().rootX - from.pose().rootX, a.pose().rootZ - from.pose().rootZ),
                    Math.hypot(
                        b.pose().rootX - from.pose().rootX, b.pose().rootZ - from.pose().rootZ)))
        .limit(count)
        .map(Avatar::slot)
        .toList();
  }

  /** Everybody has everybody, and what a lane says is what the body does, by tick. */
  void assertTrueToLife() {
    PoseColumns truth = new PoseColumns(1);
    truth.add(0);
    for (Member member : members.values()) {
      assertEquals(room.avatars().size(), member.hall.poses().size(), "seed " + seed);
    }
    for (Avatar avatar : room.avatars()) {
      PoseLane.write(avatar, truth, 0);
      for (Member member : members.values()) {
        int slot = avatar.slot();
        if (!member.hall.isFar(slot)) {
          int row = member.hall.poses().rowOf(slot);
          for (int column = 0; column < PoseColumns.COLUMNS; column++) {
            if (truth.get(0, column) != member.hall.poses().get(row, column)) {
              throw new AssertionError(
                  "seed " + seed + ": " + member.id + " sees slot " + slot + " elsewhere");
            }
          }
        }
      }
    }
  }

  /** How many people have near, on the average. */
  double near() {
    long near = 0;
    for (Member member : members.values()) {
      for (int slot = 0; slot < PEOPLE; slot++) {
        near += member.hall.follows(slot) && !member.hall.isFar(slot) ? 1 : 0;
      }
    }
    return (double) near / members.size();
  }
}
