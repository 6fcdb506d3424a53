package org.asclepion.world.room;

import org.asclepion.world.intent.Intent;
import org.asclepion.world.intent.Limits;
import org.asclepion.world.intent.Refused;

/**
 * Each person's private note, which goes where they go, and the note shared by the staff in the
 * room, which is forgotten when the last of them leaves. Belongs to the thread that steps the room.
 */
final class Notes {
  private final Stage stage;
  private String staffNote = "";
  private int staffRevision;

  Notes(Stage stage) {
    this.stage = stage;
  }

  void write(Body body, Intent.WriteNote wish) {
    if (wish.text().length() > Limits.NOTE_CHARACTERS) {
      stage.refuse(body, wish.sequence(), Refused.TOO_LONG);
    } else if (!wish.staff()) {
      own(body, wish.text());
    } else if (!body.isStaff()) {
      stage.refuse(body, wish.sequence(), Refused.NOT_ALLOWED);
    } else {
      staffNote = wish.text();
      stage.components.put(Scope.STAFF, new Component.Note(staffNote, ++staffRevision));
    }
  }

  /** Takes over the note somebody brought along. */
  void bring(Body body, String text) {
    if (!text.isEmpty() && text.length() <= Limits.NOTE_CHARACTERS) {
      own(body, text);
    }
  }

  private void own(Body body, String text) {
    body.note = text;
    stage.components.put(body.person, new Component.Note(text, ++body.noteRevision));
  }

  /** Called when a body has left. */
  void left() {
    Bodies bodies = stage.bodies;
    for (int i = 0; i < bodies.count(); i++) {
      if (bodies.get(i).isStaff()) {
        return;
      }
    }
    staffNote = "";
    staffRevision = 0;
    stage.components.remove(Scope.STAFF, Component.Note.class, 0);
  }

  long hash(long hash) {
    return Hash.mix(Hash.mix(hash, staffNote.length()), staffRevision);
  }
}
