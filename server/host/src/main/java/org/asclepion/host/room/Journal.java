package org.asclepion.host.room;

import org.asclepion.world.intent.Refused;
import org.asclepion.world.room.Outcome.Corrected;

/**
 * What happened to whom in which room, for those who must know afterwards. Called by rooms' owner
 * threads; implementations hand over and return at once.
 */
public interface Journal {
  /** A body is in the room as of {@code tick}. */
  void entered(RoomKey room, int tick, long participant, int slot);

  /** A body is no longer in the room as of {@code tick}. */
  void left(RoomKey room, int tick, long participant, int slot);

  /** A room did not grant something. */
  void refused(RoomKey room, Refused reason);

  /** A client claimed what its body cannot do. */
  void corrected(RoomKey room, Corrected.Kind kind);

  /** A tick was skipped or late by more than a period. */
  void overrun(RoomKey room, int ticks);

  /** This journal, and then another. */
  default Journal and(Journal other) {
    return new JournalPair(this, other);
  }
}
