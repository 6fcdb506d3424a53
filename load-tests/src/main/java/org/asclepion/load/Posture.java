package org.asclepion.load;

/**
 * One moment of a motion: the root's place and yaw, then head, left and right hand as px py pz qx
 * qy qz qw, relative to the root. Metres and radians. Mutable.
 */
final class Posture {
  static final int LIMBS = 3;
  static final int LIMB = 7;

  double x;
  double z;
  double yaw;
  final float[] limbs = new float[LIMBS * LIMB];

  void set(Posture other) {
    x = other.x;
    z = other.z;
    yaw = other.yaw;
    System.arraycopy(other.limbs, 0, limbs, 0, limbs.length);
  }
}
