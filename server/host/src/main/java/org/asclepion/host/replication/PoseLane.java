package org.asclepion.host.replication;

import static org.asclepion.protocol.pose.PoseColumns.HEAD;
import static org.asclepion.protocol.pose.PoseColumns.LEFT_HAND;
import static org.asclepion.protocol.pose.PoseColumns.RIGHT_HAND;

import com.google.protobuf.ByteString;
import org.asclepion.protocol.pose.PoseColumns;
import org.asclepion.protocol.pose.PoseEncoder;
import org.asclepion.world.avatar.Limb;
import org.asclepion.world.avatar.Pose;
import org.asclepion.world.room.Avatar;
import org.asclepion.world.room.Room;
import org.asclepion.world.room.Scope;

/**
 * The poses of one stream: as they are, and as they were in the frame sent last, which is the base
 * of the next delta. Belongs to the room's thread.
 */
final class PoseLane {
  private PoseColumns sent = new PoseColumns(4);
  private PoseColumns now = new PoseColumns(4);
  private final PoseEncoder encoder = new PoseEncoder();

  /** Takes in the poses this scope may carry; answers whether they differ from those sent. */
  boolean update(Room room, Scope scope) {
    if (!carriesPoses(scope)) {
      return false;
    }
    now.copyFrom(sent);
    int kept = 0;
    for (Avatar avatar : room.avatars()) {
      if (!avatar.poseIn(scope)) {
        continue;
      }
      kept++;
      boolean known = sent.rowOf(avatar.slot()) >= 0;
      if (!known || avatar.moved()) {
        take(avatar);
      }
    }
    if (kept != now.size()) {
      dropAbsent(room, scope);
    }
    return !now.sameState(sent);
  }

  /** Encodes the way from the frame sent last to now; now is then the frame sent last. */
  ByteString delta(int baseSeq) {
    encoder.delta(sent, baseSeq, now);
    ByteString bytes = encoder.toByteString();
    commit();
    return bytes;
  }

  /** Encodes all of now; now is then the frame sent last. */
  ByteString keyframe() {
    commit();
    encoder.keyframe(sent);
    return encoder.toByteString();
  }

  private void commit() {
    PoseColumns old = sent;
    sent = now;
    now = old;
    now.copyFrom(sent);
  }

  private static boolean carriesPoses(Scope scope) {
    return switch (scope) {
      case Scope.Everyone everyone -> true;
      case Scope.Staff staff -> true;
      case Scope.Person person -> true;
      case Scope.Window window -> true;
      case Scope.Visitors visitors -> false;
      case Scope.Side side -> false;
    };
  }

  private void take(Avatar avatar) {
    int row = now.add(avatar.slot());
    Pose pose = avatar.pose();
    now.setRoot(row, avatar.sample(), pose.rootX, pose.rootY, pose.rootZ, pose.rootYaw);
    limb(row, HEAD, pose.head);
    limb(row, LEFT_HAND, pose.leftHand);
    limb(row, RIGHT_HAND, pose.rightHand);
  }

  private void limb(int row, int column, Limb limb) {
    now.setLimb(row, column, limb.x, limb.y, limb.z, limb.qx, limb.qy, limb.qz, limb.qw);
  }

  private void dropAbsent(Room room, Scope scope) {
    for (int row = now.size() - 1; row >= 0; row--) {
      int slot = now.slotAt(row);
      boolean present = false;
      for (Avatar avatar : room.avatars()) {
        present |= avatar.slot() == slot && avatar.poseIn(scope);
      }
      if (!present) {
        now.remove(slot);
      }
    }
  }
}
