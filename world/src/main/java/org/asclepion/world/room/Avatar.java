package org.asclepion.world.room;

import org.asclepion.world.avatar.Participant;
import org.asclepion.world.avatar.Pose;

/** A body in a room, as others may read it between two steps. Belongs to the room's thread. */
public interface Avatar {
  Participant participant();

  /** The body's number in this room, 0 to capacity - 1, stable while it is here. */
  int slot();

  Pose pose();

  /** The number of the newest pose sample taken in, 0 to 65,535. */
  int sample();

  /** Whether pose or sample number changed in the last step. */
  boolean moved();

  /**
   * Whether this scope's stream carries the body's pose. In an ordinary room that is {@code ROOM}
   * (and the windows into it); where visitors are anonymous, a visitor's pose is in {@code STAFF}
   * and their own {@code PERSON} scope only.
   */
  boolean poseIn(Scope scope);
}
