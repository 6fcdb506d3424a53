package org.asclepion.world.physics;

/**
 * Where a prop is and how it moves: metres and metres per second in the hospital plan, position of
 * its centre, unit quaternion. Mutable, owned by the room's thread.
 */
public final class PropState {
  public double x;
  public double y;
  public double z;
  public double qx;
  public double qy;
  public double qz;
  public double qw = 1;
  public double vx;
  public double vy;
  public double vz;

  /** Upright, turned by {@code yaw} radians about +Y. */
  public void upright(double yaw) {
    qx = 0;
    qy = StrictMath.sin(yaw / 2);
    qz = 0;
    qw = StrictMath.cos(yaw / 2);
  }

  public void set(PropState other) {
    x = other.x;
    y = other.y;
    z = other.z;
    qx = other.qx;
    qy = other.qy;
    qz = other.qz;
    qw = other.qw;
    vx = other.vx;
    vy = other.vy;
    vz = other.vz;
  }

  /** Whether position and orientation are equal. */
  public boolean samePlace(PropState other) {
    return x == other.x
        && y == other.y
        && z == other.z
        && qx == other.qx
        && qy == other.qy
        && qz == other.qz
        && qw == other.qw;
  }

  /** Stops. */
  public void rest() {
    vx = 0;
    vy = 0;
    vz = 0;
  }
}
