package org.asclepion.world.room;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.asclepion.world.avatar.Limb;
import org.asclepion.world.avatar.Participant;
import org.asclepion.world.avatar.Role;
import org.asclepion.world.intent.Intent;
import org.asclepion.world.item.ItemSpec;
import org.asclepion.world.space.Acoustics;
import org.asclepion.world.space.Box;
import org.asclepion.world.space.Opening;
import org.asclepion.world.space.Point;
import org.asclepion.world.space.RoomKind;
import org.asclepion.world.space.RoomTemplate;
import org.asclepion.world.space.Seat;
import org.asclepion.world.space.Spawn;
import org.asclepion.world.space.Whiteboard;

/** Rooms and intents for tests. */
final class Scenes {
  /** Door with a leaf in the northern wall. */
  static final int DOOR = 7;

  /** Arch in the eastern wall, seen into. */
  static final int ARCH = 9;

  static final int HZ = 30;

  private Scenes() {}

  /**
   * 8 m × 6 m around the origin with a table in the south-west, a cabinet in the south-east, two
   * seats in the west, a whiteboard in the south, one of the staff in the west, a leaf door in the
   * north (-Z) and an arch in the east (+X).
   */
  static RoomTemplate room(boolean anonymous) {
    return room(anonymous, 24);
  }

  static RoomTemplate room(boolean anonymous, int capacity) {
    return new RoomTemplate(
        3,
        "test-room",
        anonymous ? RoomKind.WAITING : RoomKind.CONSULTATION,
        List.of(new Point(-4, 3), new Point(4, 3), new Point(4, -3), new Point(-4, -3)),
        0,
        3,
        capacity,
        HZ,
        Set.of(Role.values()),
        false,
        anonymous,
        List.of(
            new Box(-2, 0.375, 1.8, 0.6, 0.375, 0.4, 0.3), new Box(2.5, 1, 2.5, 0.5, 1, 0.3, 0)),
        List.of(
            new Opening(DOOR, true, 4, 0, 0, -3, 0, 1.0, 2.1, true, true, true, true),
            new Opening(ARCH, false, 5, 4, 0, 0, -Math.PI / 2, 1.6, 2.2, true, true, true, true)),
        List.of(new Seat(-3.5, 0.45, 0, -Math.PI / 2), new Seat(-3.5, 0.45, -0.7, -Math.PI / 2)),
        List.of(new Spawn(0, 0, 0), new Spawn(1, 0, 0)),
        List.of(
            new ItemSpec(0, -2, 0.8, 1.8, 0, 0.05, 0.05, 0.05, 0.3),
            new ItemSpec(1, 1, 0.15, 1, 0.4, 0.15, 0.15, 0.15, 0.5),
            new ItemSpec(2, -1, 0.05, -1, 1, 0.1, 0.05, 0.2, 1),
            new ItemSpec(3, -1.8, 0.756, 1.6, 0, 0.125, 0.006, 0.09, 0.5),
            new ItemSpec(4, 3, 0.048, -2, 0, 0.055, 0.048, 0.042, 0.3),
            new ItemSpec(5, 3, 0.022, -1, 0, 0.022, 0.022, 0.075, 0.05)),
        Acoustics.ORDINARY,
        List.of(
            new Whiteboard(0, 1.5, 2.9, 0, 1.8, 1.2, false),
            new Whiteboard(-3.9, 1.5, 1, -Math.PI / 2, 1.2, 0.8, true)));
  }

  static RoomTemplate withoutItems(RoomTemplate room) {
    return withItems(room, List.of());
  }

  static RoomTemplate withItems(RoomTemplate room, List<ItemSpec> items) {
    return new RoomTemplate(
        room.index(),
        room.id(),
        room.kind(),
        room.outline(),
        room.floorY(),
        room.height(),
        room.capacity(),
        room.tickHz(),
        room.admits(),
        room.perVisit(),
        room.anonymousVisitors(),
        room.obstacles(),
        room.openings(),
        room.seats(),
        room.spawns(),
        items,
        room.acoustics(),
        room.whiteboards());
  }

  static Participant patient(long id) {
    return new Participant(id, Role.PATIENT, "patient " + id, 3, 1);
  }

  static Participant doctor(long id) {
    return new Participant(id, Role.DOCTOR, "doctor " + id, 5, 2);
  }

  static Intent.Arrive arrive(Participant who) {
    return new Intent.Arrive(who, -1, null);
  }

  static Intent.PoseSample walk(long who, int sample, double dx, double dz) {
    return walk(who, sample, dx, dz, 0);
  }

  static Intent.PoseSample walk(long who, int sample, double dx, double dz, double yaw) {
    return new Intent.PoseSample(
        who, sample, dx, dz, yaw, limb(0, 1.6, 0), limb(-0.3, 1.1, -0.3), limb(0.3, 1.1, -0.3));
  }

  static Limb limb(double x, double y, double z) {
    Limb limb = new Limb();
    limb.set((float) x, (float) y, (float) z, 0, 0, 0, 1);
    return limb;
  }

  /** The outcomes of one kind. */
  static <T extends Outcome> List<T> of(Class<T> kind, List<Outcome> outcomes) {
    List<T> found = new ArrayList<>();
    for (Outcome outcome : outcomes) {
      if (kind.isInstance(outcome)) {
        found.add(kind.cast(outcome));
      }
    }
    return found;
  }
}
