package org.asclepion.load;

/**
 * One moment of a motion: the root's place and yaw, then head, left and right hand as px py pz qx
 * qy qz qw, relative to the root. Metres and radians. Mutable.
 */
public final class Posture {
  public static final int LIMBS = 3;
  public static final int LIMB = 7;

  public double x;
  public double z;
  public double yaw;
  public final float[] limbs = new float[LIMBS * LIMB];

  public void set(Posture other) {
    x = other.x;
    z = other.z;
    yaw = other.yaw;
    System.arraycopy(other.limbs, 0, limbs, 0, limbs.length);
  }
}
