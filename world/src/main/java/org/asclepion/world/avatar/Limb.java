package org.asclepion.world.avatar;

/**
 * Position (metres) and orientation (unit quaternion) of a head or a hand, relative to the root: in
 * the root's frame, turned by its yaw, origin on the floor below it. Mutable, owned by whoever owns
 * the {@link Pose}.
 */
public final class Limb {
  public float x;
  public float y;
  public float z;
  public float qx;
  public float qy;
  public float qz;
  public float qw = 1;

  public void set(Limb other) {
    set(other.x, other.y, other.z, other.qx, other.qy, other.qz, other.qw);
  }

  public void set(float x, float y, float z, float qx, float qy, float qz, float qw) {
    this.x = x;
    this.y = y;
    this.z = z;
    this.qx = qx;
    this.qy = qy;
    this.qz = qz;
    this.qw = qw;
  }

  @Override
  public String toString() {
    return "Limb[" + x + ", " + y + ", " + z + "; " + qx + ", " + qy + ", " + qz + ", " + qw + "]";
  }
}
