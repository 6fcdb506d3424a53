package org.asclepion.host;

import java.util.List;
import java.util.Set;
import org.asclepion.world.avatar.Role;
import org.asclepion.world.space.Acoustics;
import org.asclepion.world.space.Point;
import org.asclepion.world.space.RoomKind;
import org.asclepion.world.space.RoomTemplate;
import org.asclepion.world.space.Spawn;

/** Rooms for tests that care who is inside and not what the room is like. Static. */
public final class TestRooms {
  private TestRooms() {}

  /**
   * Eight metres by six for eight people at 30 Hz, with bare walls.
   *
   * @param anonymous whether visitors wait without seeing each other
   */
  public static RoomTemplate waiting(boolean anonymous, Spawn... spawns) {
    return new RoomTemplate(
        0,
        "room",
        RoomKind.WAITING,
        List.of(new Point(-4, 3), new Point(4, 3), new Point(4, -3), new Point(-4, -3)),
        0,
        3,
        8,
        30,
        Set.of(Role.values()),
        false,
        anonymous,
        List.of(),
        List.of(),
        List.of(),
        List.of(spawns),
        List.of(),
        Acoustics.ORDINARY);
  }
}
