package org.asclepion.host.room;

import org.asclepion.world.avatar.Participant;
import org.asclepion.world.intent.Refused;

/**
 * Decides who may enter where and finds the instance. Called by rooms' owner threads and by
 * sessions; answers at once.
 */
interface Doorkeeper {
  /** The answer to a wish to enter: a place is held, or the reason why not. */
  sealed interface Answer {
    /** One place in {@code room} is held for the asker until it joins or {@code release}s it. */
    record Admitted(RoomRunner room) implements Answer {}

    record Denied(Refused reason) implements Answer {}
  }

  /** May this person go from {@code from} through the aperture? */
  Answer through(RoomKey from, int aperture, Participant who, Visitor visitor);
}
