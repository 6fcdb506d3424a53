package org.asclepion.host.replication;

import org.asclepion.world.room.Component;
import org.asclepion.world.room.Room;
import org.asclepion.world.room.Scope;
import org.asclepion.world.space.Opening;
import org.jspecify.annotations.Nullable;

/** Asks a room about its openings and their leaves. Called by the room's owner thread. */
final class Leaves {
  private Leaves() {}

  /** The room's side of an aperture, or null when it has none. */
  static @Nullable Opening opening(Room room, int aperture) {
    for (Opening opening : room.template().openings()) {
      if (opening.aperture() == aperture) {
        return opening;
      }
    }
    return null;
  }

  /** Whether nothing closes the aperture on this room's side. */
  static boolean isOpen(Room room, int aperture) {
    Opening opening = opening(room, aperture);
    if (opening == null) {
      return false;
    }
    if (!opening.leaf()) {
      return true;
    }
    for (Component component : room.components().in(Scope.ROOM)) {
      if (component instanceof Component.Door door && door.aperture() == aperture) {
        return door.open();
      }
    }
    return false;
  }
}
