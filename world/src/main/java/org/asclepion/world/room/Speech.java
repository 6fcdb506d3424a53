package org.asclepion.world.room;

import org.asclepion.world.intent.Intent;
import org.asclepion.world.intent.Limits;
import org.asclepion.world.intent.Refused;

/** Written words, carried to those who may know who says them. Belongs to the room's thread. */
final class Speech {
  private final Stage stage;
  private final SideTalks talks;

  Speech(Stage stage, SideTalks talks) {
    this.stage = stage;
    this.talks = talks;
  }

  void chat(Body body, Intent.Chat wish) {
    if (wish.text().length() > Limits.CHAT_CHARACTERS) {
      stage.refuse(body, wish.sequence(), Refused.TOO_LONG);
    } else if (wish.text().isBlank()) {
      return;
    } else if (wish.sideTalk() == 0) {
      aloud(body, wish.text());
    } else {
      Scope side = talks.scope(body, wish.sideTalk());
      if (side == null) {
        stage.refuse(body, wish.sequence(), Refused.NO_SUCH_THING);
      } else {
        stage.tell(new Outcome.Said(side, body.slot(), wish.text()));
      }
    }
  }

  private void aloud(Body body, String text) {
    if (body.hidden) {
      stage.tell(new Outcome.Said(Scope.STAFF, body.slot(), text));
      stage.tell(new Outcome.Said(body.person, body.slot(), text));
    } else {
      stage.tell(new Outcome.Said(Scope.ROOM, body.slot(), text));
    }
  }
}
