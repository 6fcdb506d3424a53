package org.asclepion.host.isolation;

import org.asclepion.protocol.v1.ScopeKind;
import org.jspecify.annotations.Nullable;

/** Who may know which secret, from what: the design's rules, restated. Stateless. */
final class Knowledge {
  private Knowledge() {}

  /** Whether a receiver may find this token in a state of a stream as of {@code seq}. */
  static boolean inState(Tokens.Token token, Stream stream, int seq, Person receiver, Plan plan) {
    Person owner = token.owner();
    return switch (token.kind()) {
      case NAME -> nameIn(stream, seq, owner, receiver, plan);
      case OWN_NOTE -> stream.kind == ScopeKind.SCOPE_KIND_PERSON && owner.equals(receiver);
      case STAFF_NOTE ->
          stream.kind == ScopeKind.SCOPE_KIND_STAFF
              && owner.isStaff()
              && receiver.isStaff()
              && owner.wasIn(stream.instance.key(), token.madeNanos());
      // Words leave no state.
      case CHAT, SIDE -> false;
    };
  }

  private static boolean nameIn(Stream stream, int seq, Person owner, Person receiver, Plan plan) {
    Stay stay = stayOf(owner, stream, seq);
    if (stay == null) {
      return false;
    }
    boolean hidden =
        !owner.isStaff() && plan.room(stream.instance.key().template()).getAnonymousVisitors();
    return switch (stream.kind) {
      case SCOPE_KIND_ROOM -> !hidden;
      case SCOPE_KIND_STAFF -> receiver.isStaff();
      case SCOPE_KIND_PERSON -> owner.equals(receiver);
      case SCOPE_KIND_VISITORS,
          SCOPE_KIND_SIDE,
          SCOPE_KIND_WINDOW,
          SCOPE_KIND_UNSPECIFIED,
          UNRECOGNIZED ->
          false;
    };
  }

  private static @Nullable Stay stayOf(Person owner, Stream stream, int seq) {
    for (Stay stay : owner.stays()) {
      if (stay.key.equals(stream.instance.key()) && stay.covers(seq)) {
        return stay;
      }
    }
    return null;
  }

  /**
   * Whether a receiver may hear this token as words of {@code slot}.
   *
   * @param newestSeq the newest tick of the room that the receiver was told of; whoever was away
   *     for a moment is told what was said meanwhile after it, and gives 0
   */
  static boolean inWords(
      Tokens.Token token, Line.Open from, int newestSeq, int slot, Stay receiver, Plan plan) {
    Person speaker = token.owner();
    Stay stay = null;
    for (Stay it : speaker.stays()) {
      if (it.key.equals(receiver.key)
          && it.slot == slot
          && it.leaveNanos >= token.madeNanos()
          && newestSeq <= it.leave) {
        stay = it;
      }
    }
    if (stay == null || !from.stream.instance.key().equals(receiver.key)) {
      return false;
    }
    boolean hidden =
        !speaker.isStaff() && plan.room(receiver.key.template()).getAnonymousVisitors();
    return switch (token.kind()) {
      case CHAT ->
          switch (from.stream.kind) {
            case SCOPE_KIND_ROOM -> !hidden;
            case SCOPE_KIND_STAFF -> hidden && receiver.person.isStaff();
            case SCOPE_KIND_PERSON -> hidden && speaker.equals(receiver.person);
            case SCOPE_KIND_VISITORS,
                SCOPE_KIND_SIDE,
                SCOPE_KIND_WINDOW,
                SCOPE_KIND_UNSPECIFIED,
                UNRECOGNIZED ->
                false;
          };
      case SIDE ->
          from.stream.kind == ScopeKind.SCOPE_KIND_SIDE
              && from.stream.subject == token.talk()
              && from.state != null
              && from.state.slots().contains(slot)
              && from.state.slots().contains(receiver.slot);
      case NAME, OWN_NOTE, STAFF_NOTE -> false;
    };
  }
}
