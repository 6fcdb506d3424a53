package org.asclepion.host.room;

import org.asclepion.world.intent.Refused;
import org.asclepion.world.room.Outcome.Corrected;

/** Tells two journals the same, one after the other. */
record JournalPair(Journal first, Journal second) implements Journal {
  @Override
  public void entered(RoomKey room, int tick, long participant, int slot) {
    first.entered(room, tick, participant, slot);
    second.entered(room, tick, participant, slot);
  }

  @Override
  public void left(RoomKey room, int tick, long participant, int slot) {
    first.left(room, tick, participant, slot);
    second.left(room, tick, participant, slot);
  }

  @Override
  public void refused(RoomKey room, Refused reason) {
    first.refused(room, reason);
    second.refused(room, reason);
  }

  @Override
  public void corrected(RoomKey room, Corrected.Kind kind) {
    first.corrected(room, kind);
    second.corrected(room, kind);
  }

  @Override
  public void overrun(RoomKey room, int ticks) {
    first.overrun(room, ticks);
    second.overrun(room, ticks);
  }
}
