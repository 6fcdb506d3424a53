package org.asclepion.world.room;

import org.asclepion.world.avatar.Participant;
import org.asclepion.world.intent.Intent;
import org.asclepion.world.intent.Refused;
import org.jspecify.annotations.Nullable;

/** Something a step brought about that is not state: for the host, or for one scope. */
public sealed interface Outcome {
  /** A body is now in the room. Its scopes follow as {@link ScopeJoined}. */
  record Entered(Participant who, int slot) implements Outcome {}

  /** There was no place for this body: it is not in the room, nothing of it was told. */
  record ArrivalRefused(Participant who, Refused reason) implements Outcome {}

  /**
   * A body is no longer in the room; all its scopes ended. {@code aperture} ≥ 0 says through which
   * opening, and {@code carried} what goes with it.
   */
  record Left(Participant who, int slot, int aperture, Intent.@Nullable Carried carried)
      implements Outcome {}

  /** A body stands in an open doorway and wants through: the host is to ask for admission. */
  record AtThreshold(Participant who, int slot, int aperture) implements Outcome {}

  /** A stream begins for this participant in this step; it starts with a keyframe. */
  record ScopeJoined(long participant, Scope scope) implements Outcome {}

  /** From this step on, nothing of the scope goes to this participant. */
  record ScopeLeft(long participant, Scope scope) implements Outcome {}

  /** Words, for the members of a scope as of this step. */
  record Said(Scope scope, int slot, String text) implements Outcome {}

  /** An intent was not granted. */
  record NotGranted(long participant, int sequence, Refused reason) implements Outcome {}

  /** Admission beyond an opening was refused; for PERSON scope. */
  record DoorRefused(long participant, int slot, int aperture, Refused reason) implements Outcome {}

  /** Two shook hands; for the PERSON scope of {@code slot}. */
  record ShookHands(long participant, int slot, int otherSlot) implements Outcome {}

  /** A leaf of this room moved, by somebody here; the room beyond is to follow. */
  record DoorMoved(int aperture, boolean open) implements Outcome {}

  /**
   * A client claimed what its body cannot do; it was clamped. Counted, never logged with a name.
   */
  record Corrected(long participant, Kind kind) implements Outcome {
    public enum Kind {
      SPEED,
      REACH,
      COLLISION,
      SAMPLE
    }
  }
}
