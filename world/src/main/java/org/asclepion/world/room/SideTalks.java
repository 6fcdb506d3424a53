package org.asclepion.world.room;

import java.util.ArrayList;
import java.util.List;
import org.asclepion.world.intent.Intent;
import org.asclepion.world.intent.Limits;
import org.asclepion.world.intent.Refused;
import org.jspecify.annotations.Nullable;

/**
 * Private talks among some of the people in a room. Only people who can see each other's bodies can
 * be in one talk, and a talk that one is not in does not exist for one. A voice goes to one talk
 * only, the one joined last: what is meant for one must not be heard in another. Belongs to the
 * thread that steps the room.
 */
final class SideTalks {
  private static final class Talk {
    final int number;
    final Scope scope;
    final List<Body> members = new ArrayList<>();

    Talk(int number) {
      this.number = number;
      this.scope = new Scope.Side(number);
    }
  }

  private final Stage stage;
  private final Presence presence;
  private final List<Talk> talks = new ArrayList<>();
  private int lastNumber;
  private int version;

  SideTalks(Stage stage, Presence presence) {
    this.stage = stage;
    this.presence = presence;
  }

  void invite(Body body, Intent.InviteToSideTalk wish) {
    Body guest = stage.bodies.at(wish.slot());
    Talk talk = wish.talk() == 0 ? null : joined(body, wish.talk());
    if (guest == null
        || guest == body
        || !presence.perceiveEachOther(body, guest)
        || (talk == null && wish.talk() != 0)) {
      stage.refuse(body, wish.sequence(), Refused.NO_SUCH_THING);
      return;
    }
    if (talk == null) {
      if (talks.size() >= Limits.SIDE_TALKS_PER_ROOM) {
        stage.refuse(body, wish.sequence(), Refused.TOO_MANY);
        return;
      }
      talk = new Talk(++lastNumber);
      talks.add(talk);
      join(talk, body);
      join(talk, guest);
    } else if (talk.members.contains(guest)) {
      return;
    } else if (talk.members.size() >= Limits.SIDE_TALK_MEMBERS) {
      stage.refuse(body, wish.sequence(), Refused.TOO_MANY);
      return;
    } else if (!perceivedByAll(talk, guest)) {
      stage.refuse(body, wish.sequence(), Refused.NOT_ALLOWED);
      return;
    } else {
      join(talk, guest);
    }
    tell(talk);
  }

  void leave(Body body, Intent.LeaveSideTalk wish) {
    Talk talk = joined(body, wish.talk());
    if (talk == null) {
      stage.refuse(body, wish.sequence(), Refused.NO_SUCH_THING);
    } else {
      leave(talk, body);
    }
  }

  void leaveAll(Body body) {
    for (Talk talk : List.copyOf(talks)) {
      if (talk.members.contains(body)) {
        leave(talk, body);
      }
    }
  }

  /** The scope of a talk if the body is in it. */
  @Nullable Scope scope(Body body, int number) {
    Talk talk = joined(body, number);
    return talk == null ? null : talk.scope;
  }

  private @Nullable Talk joined(Body body, int number) {
    for (Talk talk : talks) {
      if (talk.number == number && talk.members.contains(body)) {
        return talk;
      }
    }
    return null;
  }

  private boolean perceivedByAll(Talk talk, Body guest) {
    for (Body member : talk.members) {
      if (!presence.perceiveEachOther(member, guest)) {
        return false;
      }
    }
    return true;
  }

  private void join(Talk talk, Body body) {
    talk.members.add(body);
    body.voiceTalk = talk.number;
    version++;
    stage.tell(new Outcome.ScopeJoined(body.participant().id(), talk.scope));
  }

  private void leave(Talk talk, Body body) {
    talk.members.remove(body);
    version++;
    turnFrom(talk, body);
    stage.tell(new Outcome.ScopeLeft(body.participant().id(), talk.scope));
    if (talk.members.size() > 1) {
      tell(talk);
      return;
    }
    talks.remove(talk);
    for (Body last : talk.members) {
      turnFrom(talk, last);
      stage.tell(new Outcome.ScopeLeft(last.participant().id(), talk.scope));
    }
    stage.components.forget(talk.scope);
  }

  /** Whose voice went to the talk they left speaks in the newest of the others, or to the room. */
  private void turnFrom(Talk left, Body body) {
    if (body.voiceTalk == left.number) {
      body.voiceTalk = 0;
      for (Talk talk : talks) {
        if (talk.members.contains(body)) {
          body.voiceTalk = talk.number;
        }
      }
    }
  }

  /** Changes whenever somebody joins or leaves a talk. */
  int version() {
    return version;
  }

  /** The talks somebody is in, one bit each: there are at most 32. */
  int joined(Body body) {
    int bits = 0;
    for (int i = 0; i < talks.size(); i++) {
      if (talks.get(i).members.contains(body)) {
        bits |= 1 << i;
      }
    }
    return bits;
  }

  /** The bit of the talk somebody's voice goes to, 0 for the room. */
  int voiceGoesTo(Body body) {
    for (int i = 0; i < talks.size(); i++) {
      if (talks.get(i).number == body.voiceTalk) {
        return 1 << i;
      }
    }
    return 0;
  }

  private void tell(Talk talk) {
    stage.components.put(
        talk.scope,
        new Component.SideTalk(talk.number, talk.members.stream().map(Body::slot).toList()));
  }

  long hash(long hash) {
    hash = Hash.mix(hash, lastNumber);
    for (Talk talk : talks) {
      hash = Hash.mix(hash, talk.number);
      for (Body member : talk.members) {
        hash = Hash.mix(hash, member.slot());
        hash = Hash.mix(hash, member.voiceTalk);
      }
    }
    return hash;
  }
}
