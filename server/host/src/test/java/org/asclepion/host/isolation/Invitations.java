package org.asclepion.host.isolation;

import java.util.ArrayList;
import java.util.List;
import org.asclepion.host.room.RoomKey;

/** Whom somebody asked into a side-talk. Belongs to the oracle's thread. */
final class Invitations {
  private record Invitation(Person by, int slot, long nanos) {}

  private final List<Invitation> all = new ArrayList<>();

  /** To be called before the intent is sent. */
  void invited(Person by, int slot) {
    all.add(new Invitation(by, slot, System.nanoTime()));
  }

  /** Whether somebody in this room asked this person, or this person somebody. */
  boolean allow(Person person, Stay here) {
    RoomKey key = here.key;
    for (Invitation it : all.reversed()) {
      boolean concerns = it.by.equals(person) || it.slot == here.slot;
      if (concerns && here.leaveNanos >= it.nanos && it.by.wasIn(key, it.nanos)) {
        return true;
      }
    }
    return false;
  }
}
