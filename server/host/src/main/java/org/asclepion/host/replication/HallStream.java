package org.asclepion.host.replication;

import com.google.protobuf.CodedOutputStream;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.asclepion.host.room.Outbox;
import org.asclepion.host.room.Overload;
import org.asclepion.protocol.pose.LaneEncoder;
import org.asclepion.protocol.pose.PoseEncoder;
import org.asclepion.world.avatar.Pose;
import org.asclepion.world.avatar.Role;
import org.asclepion.world.room.Avatar;
import org.asclepion.world.room.Room;
import org.asclepion.world.room.Scope;
import org.jspecify.annotations.Nullable;

/**
 * The poses of one scope of a hall: a near and a far lane for each body, encoded once, and for each
 * member of the scope's {@link ScopeStream} a frame of the pieces it follows. Belongs to the room's
 * thread. The rules are in {@link Hall} and ADR 0007, the bytes in docs/protocol/hall.md.
 *
 * <p>A member gets pieces only while it is in sync with the scope's stream, and after that stream's
 * own frame of the tick. A frame that is not taken puts it out of sync, so that it starts again
 * with the stream's keyframe, which ends all its lanes.
 */
final class HallStream {
  /** {@code ServerFrame.hall_poses}, {@code HallPoses.scope}, {@code .seq} and {@code .pieces}. */
  private static final int FRAME_TAG = 13 << 3 | 2;

  private static final int SCOPE_TAG = 1 << 3;
  private static final int SEQ_TAG = 2 << 3;
  private static final int PIECES_TAG = 3 << 3 | 2;

  /** The longest end of a lane. */
  private static final int END_BYTES = 6;

  private final Room room;
  private final Scope scope;
  private final int farTicks;
  private final int choiceTicks;
  private final PoseEncoder encoder = new PoseEncoder();
  private final HallChoice choice = new HallChoice();
  private final @Nullable HallBody[] bySlot;
  private final boolean[] ended;
  private final List<HallBody> bodies = new ArrayList<>();
  private byte[] pieces = new byte[4_096];
  private int most = Hall.NEAR;
  private int lastTick;
  private int passed;

  HallStream(Room room, Scope scope) {
    this.room = room;
    this.scope = scope;
    int capacity = room.template().capacity();
    this.farTicks = Hall.farTicks(room.template().tickHz());
    this.lastTick = room.tick() - 1;
    this.choiceTicks = Hall.choiceTicks(room.template().tickHz());
    this.bySlot = new HallBody[capacity];
    this.ended = new boolean[capacity];
  }

  /** Tells no more than an overloaded server affords. */
  void overload(Overload level) {
    most = Hall.near(level);
  }

  /** Tells the tick to the members of {@code stream}, after the stream itself has. */
  void publish(ScopeStream stream) {
    int tick = room.tick();
    passed = tick - lastTick;
    advance(tick);
    stream.tellHall(this);
    lastTick = tick;
  }

  /** A member that has just been given the stream's keyframe. */
  HallMember begin() {
    return new HallMember(bySlot.length, room.tick());
  }

  private void advance(int tick) {
    Arrays.fill(ended, false);
    bodies.clear();
    List<? extends Avatar> avatars = room.avatars();
    for (int i = 0; i < avatars.size(); i++) {
      Avatar avatar = avatars.get(i);
      if (avatar.poseIn(scope)) {
        int slot = avatar.slot();
        HallBody body = bySlot[slot];
        if (body != null && body.participant != avatar.participant().id()) {
          ended[slot] = true;
          body = null;
        }
        if (body == null) {
          body = new HallBody(avatar, encoder);
          body.presenter = avatar.participant().role() == Role.DOCTOR;
          bySlot[slot] = body;
        }
        body.advance(avatar, tick, lastTick, farTicks);
        bodies.add(body);
      }
    }
    for (int slot = 0; slot < bySlot.length; slot++) {
      HallBody body = bySlot[slot];
      if (body != null && body.seenTick != tick) {
        ended[slot] = true;
        bySlot[slot] = null;
      }
    }
  }

  /**
   * Tells a member what it follows.
   *
   * @param number of the scope's stream
   * @return false when the frame was not taken
   */
  boolean tell(int number, long participant, HallMember member, Outbox outbox) {
    int tick = room.tick();
    // In turns, as the far lanes.
    if (member.beginsAt(tick) || Hall.isTurn(tick, lastTick, participant, choiceTicks)) {
      choose(participant, member);
    }
    int length = compose(member);
    member.sent(length, tick, passed, room.template().tickHz());
    if (length == 0) {
      return true;
    }
    ByteBuf frame = frame(number, tick, length);
    boolean taken = outbox.offer(frame);
    frame.release();
    return taken;
  }

  private void choose(long participant, HallMember member) {
    member.adapt(room.template().tickHz());
    Avatar own = room.avatar(participant);
    if (own != null) {
      Pose from = own.pose();
      int quota = Math.min(member.quota(), most);
      choice.choose(bodies, from.rootX, from.rootZ, from.rootYaw, quota, member.near);
    }
  }

  /** Writes the member's pieces one behind the other; answers their length. */
  private int compose(HallMember member) {
    int at = 0;
    for (int slot = 0; slot < bySlot.length; slot++) {
      if (ended[slot] && member.lane[slot] != HallMember.NOTHING) {
        member.lane[slot] = HallMember.NOTHING;
        reserve(at, END_BYTES);
        at = LaneEncoder.end(slot, pieces, at);
      }
      HallBody body = bySlot[slot];
      if (body != null) {
        at = follow(member, body, at);
      }
    }
    return at;
  }

  private int follow(HallMember member, HallBody body, int at) {
    boolean near = member.near[body.slot];
    return switch (member.lane[body.slot]) {
      case HallMember.NEAR ->
          !near && body.farDue ? begin(member, body, HallMember.FAR, at) : delta(body.near, at);
      case HallMember.FAR -> {
        if (near) {
          yield begin(member, body, HallMember.NEAR, at);
        }
        yield body.farDue ? delta(body.far, at) : at;
      }
      default -> {
        if (near) {
          yield begin(member, body, HallMember.NEAR, at);
        }
        yield body.farDue ? begin(member, body, HallMember.FAR, at) : at;
      }
    };
  }

  private int begin(HallMember member, HallBody body, byte lane, int at) {
    member.lane[body.slot] = lane;
    LaneEncoder of = lane == HallMember.NEAR ? body.near : body.far;
    reserve(at, of.keyframeLength());
    return of.keyframe(pieces, at);
  }

  private int delta(LaneEncoder lane, int at) {
    reserve(at, lane.deltaLength());
    return lane.delta(pieces, at);
  }

  private void reserve(int at, int more) {
    if (at + more > pieces.length) {
      pieces = Arrays.copyOf(pieces, 2 * (at + more));
    }
  }

  private ByteBuf frame(int number, int tick, int length) {
    int inside = 3 + varintLength(number) + varintLength(tick) + varintLength(length) + length;
    ByteBuf frame = ByteBufAllocator.DEFAULT.buffer(1 + varintLength(inside) + inside);
    frame.writeByte(FRAME_TAG);
    varint(frame, inside);
    frame.writeByte(SCOPE_TAG);
    varint(frame, number);
    frame.writeByte(SEQ_TAG);
    varint(frame, tick);
    frame.writeByte(PIECES_TAG);
    varint(frame, length);
    return frame.writeBytes(pieces, 0, length);
  }

  private static int varintLength(int value) {
    return CodedOutputStream.computeUInt32SizeNoTag(value);
  }

  private static void varint(ByteBuf into, int value) {
    int left = value;
    for (; (left & ~0x7F) != 0; left >>>= 7) {
      into.writeByte((left & 0x7F) | 0x80);
    }
    into.writeByte(left);
  }
}
