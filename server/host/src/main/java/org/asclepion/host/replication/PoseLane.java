package org.asclepion.host.replication;

import static org.asclepion.protocol.pose.PoseColumns.HEAD;
import static org.asclepion.protocol.pose.PoseColumns.LEFT_HAND;
import static org.asclepion.protocol.pose.PoseColumns.RIGHT_HAND;

import java.util.List;
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
  // Streams that carry no poses have a lane all the same: it must not cost anything.
  private PoseColumns sent = new PoseColumns(0);
  private PoseColumns now = new PoseColumns(0);

  /** Takes in the poses this scope may carry; answers whether they differ from those sent. */
  boolean update(Room room, Scope scope) {
    if (!room.carriesPoses(scope) || Hall.lanes(room.template(), scope)) {
      return false;
    }
    now.clear();
    boolean changed = false;
    List<? extends Avatar> avatars = room.avatars();
    for (int i = 0; i < avatars.size(); i++) {
      Avatar avatar = avatars.get(i);
      if (avatar.poseIn(scope)) {
        changed |= take(avatar);
      }
    }
    return changed || now.size() != sent.size();
  }

  /** Encodes the way from the frame sent last to now; now is then the frame sent last. */
  void delta(PoseEncoder encoder, int baseSeq) {
    encoder.delta(sent, baseSeq, now);
    swap();
  }

  /** Makes the first frame of what {@link #update} took in: there is none to differ from. */
  void begin() {
    swap();
  }

  /** Encodes all of the frame sent last. */
  void keyframe(PoseEncoder encoder) {
    encoder.keyframe(sent);
  }

  private void swap() {
    PoseColumns old = sent;
    sent = now;
    now = old;
  }

  /** Whether the avatar's row differs from the one sent. */
  private boolean take(Avatar avatar) {
    int row = now.add(avatar.slot());
    int before = sent.rowOf(avatar.slot());
    if (before >= 0 && !avatar.moved()) {
      now.copyValues(row, sent, before);
      return false;
    }
    write(avatar, now, row);
    return before < 0 || !now.sameValues(row, sent, before);
  }

  /** Rounds a body's pose into a row. */
  static void write(Avatar avatar, PoseColumns into, int row) {
    Pose pose = avatar.pose();
    into.setRoot(row, avatar.sample(), pose.rootX, pose.rootY, pose.rootZ, pose.rootYaw);
    limb(into, row, HEAD, pose.head);
    limb(into, row, LEFT_HAND, pose.leftHand);
    limb(into, row, RIGHT_HAND, pose.rightHand);
  }

  private static void limb(PoseColumns into, int row, int column, Limb limb) {
    into.setLimb(row, column, limb.x, limb.y, limb.z, limb.qx, limb.qy, limb.qz, limb.qw);
  }
}
