package org.asclepion.host.replication;

import io.netty.buffer.ByteBuf;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import org.asclepion.host.room.Outbox;
import org.asclepion.world.room.Scope;
import org.jspecify.annotations.Nullable;

/**
 * One scope's stream and its members. Whatever goes out is encoded once and offered to every
 * member; a member that missed anything gets nothing more until a keyframe. Belongs to the room's
 * thread.
 */
final class ScopeStream {
  /** Events kept for a member that reads slowly; the oldest are dropped beyond. */
  static final int MISSED_EVENTS = 64;

  /** An event that waits, and who it is from; slots are given anew when people leave. */
  private record Missed(int slot, ByteBuf frame) {}

  private static final class Member {
    final long participant;
    final Outbox outbox;
    boolean opened;
    boolean inSync;

    /** In halls, whom it follows since its last keyframe. */
    @Nullable HallMember hall;

    final ArrayDeque<Missed> missed = new ArrayDeque<>(1);

    Member(long participant, Outbox outbox) {
      this.participant = participant;
      this.outbox = outbox;
    }
  }

  private final Scope scope;
  private final int number;
  private final ByteBuf opened;

  /** In the order in which they joined; a list, because every tick goes through all of them. */
  private final List<Member> members = new ArrayList<>();

  /** In halls, where the poses go. */
  final @Nullable HallStream hall;

  /** The poses of this stream as of the frame sent last. */
  final PoseLane poses = new PoseLane();

  /** Tick of the frame sent last, -1 before the first. */
  int lastTick = -1;

  /**
   * @param opened the encoded ScopeOpened frame; this stream takes the reference over
   */
  ScopeStream(Scope scope, int number, ByteBuf opened) {
    this(scope, number, opened, null);
  }

  ScopeStream(Scope scope, int number, ByteBuf opened, @Nullable HallStream hall) {
    this.hall = hall;
    this.scope = scope;
    this.number = number;
    this.opened = opened;
  }

  Scope scope() {
    return scope;
  }

  int number() {
    return number;
  }

  ByteBuf opened() {
    return opened;
  }

  boolean isEmpty() {
    return members.isEmpty();
  }

  void join(long participant, Outbox outbox) {
    leave(participant);
    members.add(new Member(participant, outbox));
  }

  /** Forgets a member; nothing of this stream goes to it from now on. */
  void leave(long participant) {
    Member member = member(participant);
    if (member != null) {
      members.remove(member);
      dropMissed(member);
    }
  }

  private @Nullable Member member(long participant) {
    for (int i = 0; i < members.size(); i++) {
      if (members.get(i).participant == participant) {
        return members.get(i);
      }
    }
    return null;
  }

  /** Whether a participant has this stream's state. */
  boolean isOpenTo(long participant) {
    Member member = member(participant);
    return member != null && member.inSync;
  }

  /**
   * The member needs everything again; with {@code reopen} on a connection that knows no stream
   * yet.
   */
  void restart(long participant, boolean reopen) {
    Member member = member(participant);
    if (member != null) {
      member.inSync = false;
      if (reopen) {
        member.opened = false;
      }
    }
  }

  /** Whether some member waits for a keyframe and could take one. */
  boolean wantsKeyframe() {
    for (int i = 0; i < members.size(); i++) {
      Member member = members.get(i);
      if (!member.inSync && member.outbox.isReady()) {
        return true;
      }
    }
    return false;
  }

  /** Offers the delta to members in sync, the keyframe to those who wait for one. */
  void send(@Nullable ByteBuf keyframe, @Nullable ByteBuf delta) {
    for (int i = 0; i < members.size(); i++) {
      Member member = members.get(i);
      if (member.inSync) {
        if (delta != null) {
          member.inSync = member.outbox.offer(delta);
        }
      } else if (keyframe != null && member.outbox.isReady()) {
        start(member, keyframe);
      }
    }
  }

  /** Has the hall tell each member that has the stream's state what it follows. */
  void tellHall(HallStream telling) {
    for (int i = 0; i < members.size(); i++) {
      Member member = members.get(i);
      if (member.inSync) {
        HallMember following = member.hall;
        if (following == null) {
          following = telling.begin();
          member.hall = following;
        }
        member.inSync = telling.tell(number, member.participant, following, member.outbox);
      }
    }
  }

  private void start(Member member, ByteBuf keyframe) {
    if (!member.opened) {
      member.opened = member.outbox.offer(opened);
    }
    member.inSync = member.opened && member.outbox.offer(keyframe);
    member.hall = null;
    while (member.inSync && !member.missed.isEmpty()) {
      ByteBuf event = member.missed.remove().frame();
      member.outbox.offer(event);
      event.release();
    }
  }

  /**
   * Offers an event to every member, after what was sent before it.
   *
   * @param slot who it is from
   */
  void event(int slot, ByteBuf frame) {
    for (int i = 0; i < members.size(); i++) {
      Member member = members.get(i);
      if (!member.inSync || !member.outbox.offer(frame)) {
        member.inSync = false;
        if (member.missed.size() == MISSED_EVENTS) {
          member.missed.remove().frame().release();
        }
        member.missed.add(new Missed(slot, frame.retain()));
      }
    }
  }

  /**
   * Somebody left: what waits from them would be taken for the words of who gets their slot next.
   */
  void forgetEventsOf(int slot) {
    for (int i = 0; i < members.size(); i++) {
      Member member = members.get(i);
      member.missed.removeIf(
          event -> {
            if (event.slot() == slot) {
              event.frame().release();
              return true;
            }
            return false;
          });
    }
  }

  /** Releases what the stream holds; it is not used afterwards. */
  void close() {
    opened.release();
    members.forEach(ScopeStream::dropMissed);
    members.clear();
  }

  private static void dropMissed(Member member) {
    member.missed.forEach(event -> event.frame().release());
    member.missed.clear();
  }
}
