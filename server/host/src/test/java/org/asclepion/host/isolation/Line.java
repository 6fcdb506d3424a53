package org.asclepion.host.isolation;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.asclepion.host.isolation.Violation.Kind;
import org.asclepion.host.room.RoomKey;
import org.asclepion.protocol.pose.HallDecoder;
import org.asclepion.protocol.pose.PoseColumns;
import org.asclepion.protocol.pose.PoseFormatException;
import org.asclepion.protocol.v1.Chat;
import org.asclepion.protocol.v1.Component;
import org.asclepion.protocol.v1.Delta;
import org.asclepion.protocol.v1.Event;
import org.asclepion.protocol.v1.HallPoses;
import org.asclepion.protocol.v1.Keyframe;
import org.asclepion.protocol.v1.RoomEntered;
import org.asclepion.protocol.v1.Scope;
import org.asclepion.protocol.v1.ScopeKind;
import org.asclepion.protocol.v1.ScopeOpened;
import org.asclepion.protocol.v1.ServerFrame;
import org.jspecify.annotations.Nullable;

/**
 * One connection of one person as the oracle hears it: every frame is held against where the person
 * is and what they may know there. Belongs to the oracle's thread.
 */
final class Line {
  /** How long a leaf may be shut, or somebody gone, before a picture of them is held against us. */
  static final long PATIENCE_NANOS = 3_000_000_000L;

  /** How late words may come for somebody who was not there when they were said. */
  private static final long WORDS_LATE_NANOS = 5_000_000_000L;

  /** A stream that is open for the receiver. */
  static final class Open {
    final Stream stream;
    @Nullable State state;

    /** In halls, what the receiver knows of bodies' poses. */
    final @Nullable HallDecoder hall;

    Open(Stream stream, boolean inHall) {
      this.stream = stream;
      this.hall = inHall ? new HallDecoder() : null;
    }

    /** The newest poses, wherever they travel. */
    @Nullable PoseColumns poses() {
      if (hall != null) {
        return hall.poses();
      }
      return state == null ? null : state.poses();
    }
  }

  final Person person;
  private final Oracle oracle;
  private final Findings findings;
  private final Plan plan;
  private final boolean resumes;
  private final Map<Integer, Open> open = new HashMap<>();
  private boolean welcomed;
  private int enteredTimes;
  private boolean closed;
  private @Nullable Stay stay;

  /** Closed by the server in preparation of another room, or at the end. */
  private boolean outside;

  private int newestSeq;
  private int newestSent;

  Line(Person person, Oracle oracle, boolean resumes) {
    this.person = person;
    this.oracle = oracle;
    this.findings = oracle.findings();
    this.plan = oracle.plan();
    this.resumes = resumes;
  }

  // What the walking client may read of it.

  @Nullable Stay stay() {
    return outside ? null : stay;
  }

  /** The state of the only stream of this kind; of several, of any. */
  @Nullable State state(ScopeKind kind) {
    for (Open it : open.values()) {
      if (it.stream.kind == kind) {
        return it.state;
      }
    }
    return null;
  }

  /** The poses that the only stream of this kind gave. */
  @Nullable PoseColumns poses(ScopeKind kind) {
    for (Open it : open.values()) {
      if (it.stream.kind == kind) {
        return it.poses();
      }
    }
    return null;
  }

  Collection<Open> open() {
    return open.values();
  }

  void sent(int sequence) {
    newestSent = sequence;
  }

  void closed() {
    closed = true;
  }

  boolean isClosed() {
    return closed;
  }

  // Frames.

  void frame(Parsed parsed) {
    ServerFrame frame = parsed.frame();
    findings.saw("frames");
    findings.saw("bytes", parsed.raw().length);
    if (frame == null || !parsed.whole()) {
      findings.add(Kind.GARBLED, "a frame that is not what it says, for " + person);
      if (frame == null) {
        return;
      }
    }
    if (!welcomed && !frame.hasWelcome() && !frame.hasError() && !frame.hasGoodbye()) {
      findings.add(Kind.PROTOCOL, "before the welcome: " + frame.getMessageCase());
    }
    switch (frame.getMessageCase()) {
      case WELCOME -> {
        welcomed = true;
        if (frame.getWelcome().getResumed() != resumes) {
          findings.add(Kind.PROTOCOL, "resumed is not " + resumes + " for " + person);
        }
        silent(parsed);
      }
      case ROOM_ENTERED -> {
        silent(parsed);
        entered(frame.getRoomEntered());
      }
      case SCOPE_OPENED -> {
        silent(parsed);
        opened(frame.getScopeOpened());
      }
      case SCOPE_CLOSED -> {
        silent(parsed);
        scopeClosed(frame.getScopeClosed().getScope());
      }
      case HALL_POSES -> hallPoses(parsed, frame.getHallPoses());
      case KEYFRAME -> keyframe(parsed, frame.getKeyframe());
      case DELTA -> delta(parsed, frame.getDelta());
      case EVENT -> event(parsed, frame.getEvent());
      case REFUSAL -> {
        silent(parsed);
        int sequence = frame.getRefusal().getSequence();
        if (sequence > newestSent && !resumes) {
          findings.add(Kind.PROTOCOL, "refuses what was never asked: " + sequence);
        }
        findings.saw("refusals");
      }
      case CLOCK_PONG, SEND_PHASE, MEDIA, ERROR, GOODBYE -> silent(parsed);
      case MESSAGE_NOT_SET -> findings.add(Kind.GARBLED, "an empty frame for " + person);
    }
  }

  /** A frame in which no secret has any business. */
  private void silent(Parsed parsed) {
    for (Tokens.Token token : parsed.tokens()) {
      findings.add(Kind.SECRET, token + " in a frame outside any stream, for " + person);
    }
  }

  private void entered(RoomEntered entered) {
    open.clear();
    outside = false;
    newestSeq = 0;
    int next = oracle.nextStay(person, resumes, enteredTimes == 0, entered);
    enteredTimes++;
    if (next < 0) {
      findings.add(
          Kind.WRONG_ROOM,
          person
              + (resumes ? " (resumed" + (enteredTimes > 1 ? ", again)" : ")") : "")
              + " is told of room "
              + entered.getTemplate()
              + " slot "
              + entered.getSlot()
              + " after "
              + stay
              + " of "
              + person.stays());
      stay = null;
      return;
    }
    Stay before = stay;
    stay = person.stays().get(next);
    findings.saw("rooms entered");
    oracle.crossed(person, before, stay);
  }

  private void opened(ScopeOpened message) {
    Scope scope = message.getScope();
    Stay here = stay;
    if (here == null || outside) {
      findings.add(Kind.NOT_A_MEMBER, scope.getKind() + " opened for " + person + " in no room");
      return;
    }
    RoomKey key = here.key;
    if (scope.getKind() == ScopeKind.SCOPE_KIND_WINDOW) {
      RoomKey seen =
          plan.isAperture(scope.getSubject()) ? plan.seen(key, scope.getSubject()) : null;
      if (seen == null || seen.template() != message.getTemplate()) {
        findings.add(
            Kind.NOT_A_MEMBER, person + " looks through " + scope.getSubject() + " from " + key);
        return;
      }
      key = seen;
    } else if (!mayJoin(scope, here)) {
      findings.add(Kind.NOT_A_MEMBER, person + " is in " + scope.getKind() + scope.getSubject());
    }
    Stream stream = oracle.stream(scope.getNumber(), scope.getKind(), scope.getSubject(), key);
    if (stream.kind != scope.getKind()
        || stream.subject != scope.getSubject()
        || !stream.instance.key().equals(key)) {
      findings.add(
          Kind.WRONG_INSTANCE, person + " in " + here.key + " is given a stream of " + stream);
    }
    boolean inHall = message.getFarTicks() > 0;
    if (inHall != plan.isHall(key.template(), scope.getKind())) {
      findings.add(Kind.PROTOCOL, stream + " is told of as in a hall: " + inHall);
    }
    if (open.put(scope.getNumber(), new Open(stream, inHall)) != null) {
      findings.add(Kind.PROTOCOL, "opened twice: " + stream + " for " + person);
    }
    findings.saw("opened " + scope.getKind());
  }

  private boolean mayJoin(Scope scope, Stay here) {
    return switch (scope.getKind()) {
      case SCOPE_KIND_ROOM -> true;
      case SCOPE_KIND_STAFF -> person.isStaff();
      case SCOPE_KIND_VISITORS ->
          !person.isStaff() && plan.room(here.key.template()).getAnonymousVisitors();
      case SCOPE_KIND_PERSON -> scope.getSubject() == here.slot;
      case SCOPE_KIND_SIDE -> oracle.invitations().allow(person, here);
      case SCOPE_KIND_WINDOW, SCOPE_KIND_UNSPECIFIED, UNRECOGNIZED -> false;
    };
  }

  private void scopeClosed(int number) {
    Open ended = open.remove(number);
    if (ended == null) {
      // Said before the opened stream got through, to somebody who reads slowly: harmless.
      findings.saw("closed what was not open");
    } else if (ended.stream.kind == ScopeKind.SCOPE_KIND_ROOM) {
      outside = true;
    }
  }

  private void keyframe(Parsed parsed, Keyframe keyframe) {
    Open it = streamed(keyframe.getScope(), keyframe.getSeq());
    if (it != null) {
      it.state = it.stream.keyframe(parsed.raw(), keyframe);
      if (it.hall != null) {
        it.hall.clear();
      }
      told(it, parsed, keyframe.getSeq());
    } else {
      unasked(parsed);
    }
  }

  private void delta(Parsed parsed, Delta delta) {
    Open it = streamed(delta.getScope(), delta.getSeq());
    if (it == null) {
      unasked(parsed);
      return;
    }
    State from = it.state;
    if (from == null) {
      findings.add(Kind.PROTOCOL, "a delta before a keyframe of " + it.stream);
      return;
    }
    it.state = it.stream.delta(from, parsed.raw(), delta);
    told(it, parsed, delta.getSeq());
  }

  private void hallPoses(Parsed parsed, HallPoses told) {
    silent(parsed);
    Open it = streamed(told.getScope(), told.getSeq());
    HallDecoder hall = it == null ? null : it.hall;
    if (it == null || hall == null || it.state == null) {
      findings.add(Kind.PROTOCOL, "poses of a hall that is not open, for " + person);
      return;
    }
    try {
      hall.apply(told.getSeq(), told.getPieces().toByteArray());
    } catch (PoseFormatException e) {
      findings.add(Kind.GARBLED, "poses of a hall in " + it.stream + ": " + e);
      return;
    }
    it.stream.hall(told.getSeq(), hall);
    told(it, parsed, told.getSeq());
  }

  private void unasked(Parsed parsed) {
    for (Tokens.Token token : parsed.tokens()) {
      findings.add(Kind.SECRET, token + " in a stream that is not open, for " + person);
    }
  }

  private @Nullable Open streamed(int number, int seq) {
    Open it = open.get(number);
    Stay here = stay;
    if (it == null || here == null) {
      findings.add(
          Kind.UNOPENED_STREAM,
          person + " gets " + oracle.name(number) + " seq " + seq + " while in " + here);
      return null;
    }
    if (outside) {
      findings.add(Kind.LATE_FRAME, it.stream + " for " + person + " between rooms");
    }
    if (it.stream.kind == ScopeKind.SCOPE_KIND_WINDOW) {
      if (isShut(it.stream.subject)) {
        findings.add(Kind.CLOSED_WINDOW, it.stream + " for " + here);
      }
    } else if (seq >= here.leave) {
      findings.add(Kind.LATE_FRAME, it.stream + " seq " + seq + " for " + here);
    }
    return it;
  }

  /** Whether the leaf on this side, as far as the receiver knows, is shut. */
  private boolean isShut(int aperture) {
    State room = state(ScopeKind.SCOPE_KIND_ROOM);
    if (room == null || !plan.hasLeaf(aperture)) {
      return false;
    }
    Component door = room.get(Component.ValueCase.DOOR, aperture);
    return door == null || !door.getDoor().getOpen();
  }

  private void told(Open it, Parsed parsed, int seq) {
    findings.saw("told " + it.stream.kind);
    for (Tokens.Token token : parsed.tokens()) {
      if (!Knowledge.inState(token, it.stream, seq, person, plan)) {
        findings.add(Kind.SECRET, token + " in " + it.stream + " for " + person);
      } else {
        findings.saw("known " + token.kind());
      }
    }
    if (seq > newestSeq && it.stream.kind != ScopeKind.SCOPE_KIND_WINDOW) {
      newestSeq = seq;
    }
    for (Open other : open.values()) {
      if (other != it && other.stream.instance == it.stream.instance) {
        behind(other, seq);
      }
    }
  }

  /**
   * A frame of a later tick has come; another stream of the same room must not still tell of who
   * left before.
   */
  private void behind(Open other, int seq) {
    State state = other.state;
    if (state == null || state.seq() >= seq) {
      return;
    }
    Instance instance = other.stream.instance;
    for (int n = instance.departedBy(state.seq()); n < instance.departures(); n++) {
      Stay gone = instance.departure(n);
      if (gone.leave >= seq) {
        return;
      }
      if (gone.enter <= state.seq() && holds(state, other.stream, gone)) {
        findings.add(
            Kind.LATE_REMOVAL,
            gone + " still in " + other.stream + " of " + state.seq() + " at " + seq);
      }
    }
  }

  private static boolean holds(State state, Stream stream, Stay gone) {
    return stream.kind != ScopeKind.SCOPE_KIND_PERSON && state.slots().contains(gone.slot);
  }

  private static boolean isPosed(Open it, Stay stay) {
    return it.hall != null && it.hall.poses().rowOf(stay.slot) >= 0;
  }

  private void event(Parsed parsed, Event event) {
    Open it = open.get(event.getScope());
    Stay here = stay;
    if (it == null || here == null || outside) {
      findings.add(
          Kind.UNOPENED_STREAM, "an event of " + oracle.name(event.getScope()) + " for " + person);
      unasked(parsed);
      return;
    }
    switch (event.getValueCase()) {
      case CHAT -> chat(parsed, it, here, event.getChat());
      case DOOR_REFUSED -> {
        silent(parsed);
        if (it.stream.kind != ScopeKind.SCOPE_KIND_PERSON
            || plan.beyond(here.key.template(), event.getDoorRefused().getAperture()) < 0) {
          findings.add(Kind.WRONG_SCOPE, "a door refused in " + it.stream);
        }
        findings.saw("doors refused");
      }
      case HANDSHAKE -> {
        silent(parsed);
        handshake(it, here, event.getHandshake().getSlot());
      }
      case VALUE_NOT_SET -> findings.add(Kind.GARBLED, "an empty event for " + person);
    }
  }

  /** Told to the two whose hands they were, who both held one out. */
  private void handshake(Open it, Stay here, int slot) {
    if (it.stream.kind != ScopeKind.SCOPE_KIND_PERSON) {
      findings.add(Kind.WRONG_SCOPE, "a handshake in " + it.stream);
    }
    Stay other = it.stream.instance.before(slot, Integer.MAX_VALUE);
    boolean both =
        other != null
            && oracle.drawings().consented(other.person)
            && oracle.drawings().consented(here.person);
    if (!both) {
      findings.add(Kind.STRANGER, person + " shook hands with " + other);
    }
    findings.saw("handshakes");
  }

  private void chat(Parsed parsed, Open it, Stay here, Chat chat) {
    List<Tokens.Token> tokens = parsed.tokens();
    if (tokens.isEmpty()) {
      findings.add(Kind.STRANGER, "words nobody said: " + it.stream);
    }
    for (Tokens.Token token : tokens) {
      if (!Knowledge.inWords(token, it, resumes ? 0 : newestSeq, chat.getSlot(), here, plan)) {
        findings.add(Kind.SECRET, token + " said in " + it.stream + " to " + person);
      } else if (here.enterNanos > token.madeNanos() + WORDS_LATE_NANOS) {
        findings.add(Kind.SECRET, token + " said before " + person + " came");
      } else {
        findings.saw("known " + token.kind());
        if (!token.owner().equals(person)) {
          findings.saw("heard " + token.kind());
        }
      }
    }
  }

  /** Looks at what the receiver still holds, though nothing new came. */
  void audit(long nowNanos) {
    Stay here = stay;
    if (closed || outside || here == null || here.leaveNanos != Long.MAX_VALUE) {
      return;
    }
    for (Open it : open.values()) {
      State state = it.state;
      if (state == null) {
        continue;
      }
      Instance instance = it.stream.instance;
      for (int n = instance.departedBy(state.seq()); n < instance.departures(); n++) {
        Stay gone = instance.departure(n);
        if (gone.enter <= state.seq()
            && nowNanos - gone.leaveNanos > PATIENCE_NANOS
            && (holds(state, it.stream, gone) || isPosed(it, gone))) {
          findings.add(
              Kind.LATE_REMOVAL, gone + " shown to " + person + " long after by " + it.stream);
        }
      }
    }
    missing(here, nowNanos);
  }

  /** An isolation that tells nobody anything would be no achievement. */
  private void missing(Stay here, long nowNanos) {
    State room = state(ScopeKind.SCOPE_KIND_ROOM);
    if (nowNanos - here.enterNanos < PATIENCE_NANOS) {
      return;
    }
    boolean anonymous = plan.room(here.key.template()).getAnonymousVisitors();
    for (Stay other : oracle.truth().instance(here.key).present(Integer.MAX_VALUE - 1)) {
      if (nowNanos - other.enterNanos < PATIENCE_NANOS) {
        continue;
      }
      boolean told = !anonymous || other.person.isStaff();
      if (told && (room == null || room.get(Component.ValueCase.BODY, other.slot) == null)) {
        findings.add(Kind.MISSING, other + " is not shown to " + person);
      } else if (told && isUnposed(other)) {
        findings.add(Kind.MISSING, other + " has no pose for " + person);
      } else if (told) {
        findings.saw("audited");
      }
    }
  }

  /** Whether the room is a hall in which nothing tells where this body is. */
  private boolean isUnposed(Stay other) {
    boolean inHall = false;
    for (Open it : open.values()) {
      if (it.hall != null) {
        inHall = true;
        if (isPosed(it, other)) {
          return false;
        }
      }
    }
    return inHall;
  }
}
