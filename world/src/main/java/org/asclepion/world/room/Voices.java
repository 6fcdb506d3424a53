package org.asclepion.world.room;

import org.asclepion.world.intent.Intent;

/**
 * Whose microphone is open and who is talking, as others may know it. Belongs to the thread that
 * steps the room.
 *
 * <p>It is told where the body is told, but for one thing: that somebody talks in a side-talk is
 * told to its members only. To the others they are silent. The sound itself goes by the room's
 * audience; this is for the signs beside a name and for moving lips.
 */
final class Voices {
  private static final int OPEN = 1;
  private static final int TALKING = 2;
  private static final int TALK_SHIFT = 2;

  private final Stage stage;

  Voices(Stage stage) {
    this.stage = stage;
  }

  void set(Body body, Intent.SetVoice wish) {
    body.unmuted = !wish.muted();
    body.talking = body.unmuted && wish.talking();
  }

  /** Tells of those whose voice, or the side-talk it goes to, changed. */
  void endStep() {
    Bodies bodies = stage.bodies;
    for (int i = 0; i < bodies.count(); i++) {
      Body body = bodies.get(i);
      int now = 0;
      if (body.unmuted) {
        now = OPEN | (body.talking ? TALKING : 0) | body.voiceTalk << TALK_SHIFT;
      }
      if (now != body.toldVoice) {
        tell(body, now);
      }
    }
  }

  private void tell(Body body, int now) {
    int talk = now >> TALK_SHIFT;
    int before = body.toldVoice >> TALK_SHIFT;
    if (before != talk) {
      removeAside(body, before);
    }
    body.toldVoice = now;
    if (now == 0) {
      remove(body);
      return;
    }
    boolean talking = (now & TALKING) != 0;
    Component.Voice aloud = new Component.Voice(body.slot(), talking && talk == 0);
    if (body.hidden) {
      stage.components.put(Scope.STAFF, aloud);
      stage.components.put(body.person, aloud);
    } else {
      stage.components.put(Scope.ROOM, aloud);
    }
    if (talk != 0) {
      stage.components.put(new Scope.Side(talk), new Component.Voice(body.slot(), talking));
    }
  }

  /** The body goes: so does what was told of its voice. */
  void left(Body body) {
    removeAside(body, body.toldVoice >> TALK_SHIFT);
    remove(body);
  }

  private void remove(Body body) {
    Scope told = body.hidden ? Scope.STAFF : Scope.ROOM;
    stage.components.remove(told, Component.Voice.class, body.slot());
    stage.components.remove(body.person, Component.Voice.class, body.slot());
  }

  private void removeAside(Body body, int talk) {
    if (talk != 0) {
      stage.components.remove(new Scope.Side(talk), Component.Voice.class, body.slot());
    }
  }
}
