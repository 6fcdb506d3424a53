package org.asclepion.host.replication;

import org.asclepion.protocol.pose.LaneEncoder;
import org.asclepion.protocol.pose.PoseColumns;
import org.asclepion.protocol.pose.PoseEncoder;
import org.asclepion.world.room.Avatar;

/**
 * One body of a hall's scope: its pose as it is, and its two lanes. Belongs to the room's thread.
 */
final class HallBody {
  final int slot;
  final long participant;
  final LaneEncoder near;
  final LaneEncoder far;
  private final PoseColumns pose = new PoseColumns(1);
  private boolean told;

  /** What is seen of it now; for choosing who is near. */
  double x;

  double z;
  double yaw;
  boolean presenter;

  /** Whether the far lane has its turn in this tick. */
  boolean farDue;

  /** The tick in which it was there last. */
  int seenTick;

  HallBody(Avatar avatar, PoseEncoder encoder) {
    this.slot = avatar.slot();
    this.participant = avatar.participant().id();
    this.near = new LaneEncoder(slot, false, encoder);
    this.far = new LaneEncoder(slot, true, encoder);
    pose.add(0);
  }

  /**
   * Takes in the step's pose and brings the lanes that are due to this tick.
   *
   * @param before the tick made before
   */
  void advance(Avatar avatar, int tick, int before, int farTicks) {
    seenTick = tick;
    boolean moved = avatar.moved() || !told;
    if (moved) {
      told = true;
      PoseLane.write(avatar, pose, 0);
      x = avatar.pose().rootX;
      z = avatar.pose().rootZ;
      yaw = avatar.pose().rootYaw;
      near.advance(pose);
    } else {
      near.rest();
    }
    // Turns by slot, so that no tick tells of everybody.
    farDue = Hall.isTurn(tick, before, slot, farTicks);
    if (farDue) {
      far.advance(pose);
    }
  }
}
