package org.asclepion.host.room;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.asclepion.host.room.Replicator.Clock;
import org.asclepion.world.audience.Audience;
import org.asclepion.world.audience.Revoked;
import org.asclepion.world.audience.Row;
import org.asclepion.world.avatar.Participant;
import org.asclepion.world.avatar.Role;
import org.asclepion.world.intent.Intent;
import org.asclepion.world.intent.Refused;
import org.asclepion.world.room.Component;
import org.asclepion.world.room.Room;
import org.asclepion.world.room.Scope;
import org.asclepion.world.space.Acoustics;
import org.asclepion.world.space.Geometry;
import org.asclepion.world.space.Opening;
import org.asclepion.world.space.Point;
import org.asclepion.world.space.RoomKind;
import org.asclepion.world.space.RoomTemplate;
import org.asclepion.world.space.Spawn;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/**
 * Two rooms side by side, joined by an arch and a door that both let sound pass, and a router that
 * does what {@link AudienceSink} says.
 */
class EarshotTest {
  private static final int ARCH = 0;
  private static final int DOOR = 1;
  private static final int PEOPLE = 8;

  /** Forwards what the last audiences allow, and notes in which order it was told. */
  private static final class Router implements AudienceSink {
    final Map<RoomKey, Audience> last = new HashMap<>();
    final List<String> told = new ArrayList<>();
    Revoked revoked = Revoked.NOTHING;

    @Override
    public void revoked(RoomKey room, int tick, Revoked edges) {
      told.add("revoked " + room.template() + " at " + tick);
      revoked = edges;
    }

    @Override
    public void published(RoomKey room, Audience audience) {
      told.add("published " + room.template() + " at " + audience.version());
      last.put(room, audience);
    }

    @Override
    public void ended(RoomKey room) {
      told.add("ended " + room.template());
      last.remove(room);
    }

    boolean passes(long listener, long speaker) {
      for (Audience audience : last.values()) {
        Row row = audience.of(listener);
        int place = row == null ? -1 : row.findHeard(speaker);
        if (row != null && place >= 0) {
          int through = row.heardThrough(place);
          return through < 0 || last.values().stream().anyMatch(it -> it.letsOut(through, speaker));
        }
      }
      return false;
    }
  }

  /** Tells nobody, and notes when it would. */
  private static final class Still extends ToldNobody {
    private final Runnable onPublish;

    Still(Runnable onPublish) {
      this.onPublish = onPublish;
    }

    @Override
    public void publish() {
      onPublish.run();
    }
  }

  private final Router router = new Router();
  private final Side left = new Side(0, 0);
  private final Side right = new Side(1, 6);

  /** One of the two rooms. */
  private final class Side {
    final RoomRunner runner;
    @Nullable Room room;
    int tick;

    Side(int index, double x) {
      runner =
          new RoomRunner(
              new RoomKey(index, "", ""),
              Geometry.of(template(index, x)),
              new Clock(0, 33_333_333),
              new Seed(index),
              () -> {},
              (from, aperture, who, visitor) -> new Doorkeeper.Answer.Denied(Refused.NO_VISIT),
              new Neighbours() {
                @Override
                public Mailbox beyond(int aperture) {
                  return (index == 0 ? right : left).runner.mailbox();
                }

                @Override
                public @Nullable Mailbox overlooked(int aperture) {
                  return null;
                }
              },
              (made, mailbox, clock, neighbours) -> {
                room = made;
                return new Still(() -> router.told.add("replicated " + index));
              },
              Recorder.none(),
              new Watched.Quiet(),
              router);
    }

    void tick() {
      runner.tick(++tick);
    }

    void enters(long id, Role role, int aperture) {
      runner.places().take();
      runner
          .mailbox()
          .post(
              new RoomMessage.Join(
                  new Intent.Arrive(new Participant(id, role, "P" + id, 0, 0), aperture, null),
                  new Visitor("", "", new Watched.Nowhere())));
    }

    void wants(Intent intent) {
      runner.mailbox().post(new RoomMessage.Want(intent));
    }

    Room room() {
      if (room == null) {
        throw new IllegalStateException();
      }
      return room;
    }

    boolean holds(long id) {
      return room().avatar(id) != null;
    }

    int slot(long id) {
      var avatar = room().avatar(id);
      return avatar == null ? -1 : avatar.slot();
    }

    boolean isInTalk(long id) {
      for (Scope scope : room().components().scopes()) {
        for (Component component : room().components().in(scope)) {
          if (component instanceof Component.SideTalk talk && talk.slots().contains(slot(id))) {
            return true;
          }
        }
      }
      return false;
    }
  }

  private static RoomTemplate template(int index, double x) {
    double wall = 6;
    double yaw = index == 0 ? -Math.PI / 2 : Math.PI / 2;
    int beyond = 1 - index;
    return new RoomTemplate(
        index,
        "side-" + index,
        RoomKind.LOBBY,
        List.of(new Point(x, 0), new Point(x + 6, 0), new Point(x + 6, -6), new Point(x, -6)),
        0,
        3,
        PEOPLE,
        30,
        EnumSet.allOf(Role.class),
        false,
        false,
        List.of(),
        List.of(
            new Opening(ARCH, false, beyond, wall, 0, -4, yaw, 1, 2, true, true, true, true),
            new Opening(DOOR, true, beyond, wall, 0, -1, yaw, 1, 2, true, true, true, true)),
        List.of(),
        List.of(new Spawn(x + 3, -3, 0)),
        List.of(),
        new Acoustics(4, 6, 0.5, null));
  }

  private void tickBoth(int times) {
    for (int i = 0; i < times; i++) {
      left.tick();
      right.tick();
    }
  }

  @Test
  void whatEndedIsToldBeforeTheAudienceAndBothBeforeAnythingElse() {
    left.enters(1, Role.DOCTOR, ARCH);
    left.enters(2, Role.PATIENT, ARCH);
    left.tick();
    assertTrue(router.passes(1, 2) && router.passes(2, 1));
    router.told.clear();
    left.wants(new Intent.Depart(2, -1));
    left.tick();
    assertEquals(List.of("revoked 0 at 2", "published 0 at 2", "replicated 0"), router.told);
    assertTrue(router.revoked.edges().contains(new Revoked.Edge.Hears(1, 2)));
    assertFalse(router.passes(1, 2) || router.passes(2, 1));
    router.told.clear();
    left.tick();
    assertEquals(List.of("replicated 0"), router.told, "nothing changed");
    left.runner.end();
    assertEquals("ended 0", router.told.getLast());
  }

  @Test
  void aVoiceIsHeardThroughTheArchAndEndsWhereItsSpeakersRoomSaysSo() {
    left.enters(1, Role.PATIENT, ARCH);
    right.enters(2, Role.DOCTOR, ARCH);
    right.enters(3, Role.NURSE, ARCH);
    tickBoth(3);
    assertTrue(router.passes(1, 2) && router.passes(2, 1));
    assertTrue(left.runner.isWatched() && right.runner.isWatched());
    // Aside: only the speaker's room has stepped, and that is enough.
    right.wants(new Intent.InviteToSideTalk(2, 0, right.slot(3), 0));
    right.tick();
    assertFalse(router.passes(1, 2) || router.passes(1, 3));
    assertTrue(router.passes(2, 3) && router.passes(2, 1));
    // Gone: the listeners are told of silence, and nobody listens where nobody is.
    right.wants(new Intent.Depart(2, -1));
    right.wants(new Intent.Depart(3, -1));
    tickBoth(3);
    assertFalse(left.room().audience().hears(1, 2));
    assertFalse(left.runner.isWatched(), "nobody is left to listen to it");
    assertTrue(right.runner.isWatched(), "it may be heard again");
  }

  @Test
  void aDoorThatClosesOnEitherSideIsObeyedInThatTick() {
    for (Side closing : List.of(left, right)) {
      closing.enters(10, Role.STAFF, DOOR);
      (closing == left ? right : left).enters(20, Role.STAFF, DOOR);
      // Not through the arch: the way is too long by then.
      tickBoth(3);
      assertTrue(router.passes(10, 20) && router.passes(20, 10));
      closing.wants(new Intent.DoorMovedBeyond(DOOR, false));
      closing.tick();
      assertFalse(closing.room().isOpen(DOOR));
      assertFalse(router.passes(10, 20) || router.passes(20, 10));
      left.wants(new Intent.Depart(closing == left ? 10 : 20, -1));
      right.wants(new Intent.Depart(closing == left ? 20 : 10, -1));
      tickBoth(2);
    }
  }

  @Test
  void afterEveryTickOfEitherRoomNothingPassesThatEitherForbids() {
    long seed = Long.getLong("seed", System.nanoTime());
    System.out.println("EarshotTest: -Dseed=" + seed);
    Random random = new Random(seed);
    int across = 0;
    for (int step = 0; step < 8_000; step++) {
      Side side = random.nextBoolean() ? left : right;
      for (int n = random.nextInt(3); n > 0; n--) {
        act(side, 1 + random.nextInt(PEOPLE), random);
      }
      side.tick();
      for (int listener = 1; listener <= PEOPLE; listener++) {
        for (int speaker = 1; speaker <= PEOPLE; speaker++) {
          if (router.passes(listener, speaker)) {
            across += check("seed " + seed + ", step " + step, listener, speaker);
          }
        }
      }
    }
    System.out.println("EarshotTest: " + across + " edges through apertures");
    assertTrue(across > 1_000, across + " edges through apertures");
  }

  private int check(String what, int listener, int speaker) {
    String edge = what + ": " + listener + " hears " + speaker;
    Side of = left.holds(listener) ? left : right;
    Side from = left.holds(speaker) ? left : right;
    assertTrue(of.holds(listener) && from.holds(speaker), edge + " who is nowhere");
    if (of == from) {
      return 0;
    }
    assertFalse(from.isInTalk(speaker), edge + " out of a side-talk");
    Row row = of.room().audience().of(listener);
    int through = row == null ? -1 : row.heardThrough(row.findHeard(speaker));
    assertTrue(
        of.room().isOpen(through) && from.room().isOpen(through), edge + " through " + through);
    return 1;
  }

  /** Before the tick of the one room; so nobody comes into both. */
  private void act(Side side, int id, Random random) {
    int slot = side.slot(1 + random.nextInt(PEOPLE));
    switch (random.nextInt(8)) {
      case 0, 1 -> {
        if (!left.holds(id) && !right.holds(id)) {
          side.enters(id, Role.PATIENT, random.nextInt(2));
        }
      }
      case 2 -> {
        if (side.holds(id)) {
          side.wants(new Intent.Depart(id, -1));
        }
      }
      case 3, 4 -> side.wants(new Intent.DoorMovedBeyond(DOOR, random.nextBoolean()));
      case 5 -> side.wants(new Intent.InviteToSideTalk(id, 0, slot, 0));
      case 6 -> side.wants(new Intent.LeaveSideTalk(id, 0, 1 + random.nextInt(40)));
      default ->
          side.wants(
              new Intent.Teleport(
                  id,
                  0,
                  (side == left ? 0 : 6) + random.nextDouble() * 6,
                  -6 * random.nextDouble(),
                  0));
    }
  }
}
