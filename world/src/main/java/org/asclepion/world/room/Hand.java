package org.asclepion.world.room;

import org.asclepion.world.avatar.Limb;
import org.asclepion.world.avatar.Pose;
import org.asclepion.world.physics.PropState;

/** Where a hand, or the head, is in the hospital plan. Belongs to the room's thread. */
final class Hand {
  final double x;
  final double y;
  final double z;
  private final Limb limb;
  private final double rootYaw;

  Hand(Pose pose, boolean left) {
    this(pose, left ? pose.leftHand : pose.rightHand);
  }

  /** Any limb of a pose. */
  Hand(Pose pose, Limb limb) {
    this.limb = limb;
    rootYaw = pose.rootYaw;
    double cos = StrictMath.cos(rootYaw);
    double sin = StrictMath.sin(rootYaw);
    x = pose.rootX + limb.x * cos + limb.z * sin;
    y = pose.rootY + limb.y;
    z = pose.rootZ - limb.x * sin + limb.z * cos;
  }

  /** Turns a prop as the hand that holds it is turned. */
  void turn(PropState prop) {
    double c = StrictMath.cos(rootYaw / 2);
    double s = StrictMath.sin(rootYaw / 2);
    prop.qx = c * limb.qx + s * limb.qz;
    prop.qy = c * limb.qy + s * limb.qw;
    prop.qz = c * limb.qz - s * limb.qx;
    prop.qw = c * limb.qw - s * limb.qy;
  }

  double squareTo(double px, double py, double pz) {
    double dx = px - x;
    double dy = py - y;
    double dz = pz - z;
    return dx * dx + dy * dy + dz * dz;
  }
}
