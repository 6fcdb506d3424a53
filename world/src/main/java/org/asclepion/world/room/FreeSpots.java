package org.asclepion.world.room;

import org.asclepion.world.space.CapsuleSweep;
import org.jspecify.annotations.Nullable;

/** Finds places to stand. Belongs to the thread that steps the room. */
final class FreeSpots {
  private static final double RING = 0.25;
  private static final double BODIES_APART = 2 * CapsuleSweep.RADIUS;

  private final Stage stage;
  private double x;
  private double z;

  FreeSpots(Stage stage) {
    this.stage = stage;
  }

  /** Whether a body could stand here if nobody else were in the room. */
  boolean walkable(double px, double pz) {
    return stage.floor.contains(px, pz) && stage.solids.clear(px, pz);
  }

  /** Whether a body can stand here now; {@code self} is not in its own way. */
  boolean free(double px, double pz, @Nullable Body self) {
    if (!walkable(px, pz)) {
      return false;
    }
    Bodies bodies = stage.bodies;
    for (int i = 0; i < bodies.count(); i++) {
      Body other = bodies.get(i);
      if (other != self && other.squareTo(px, pz) < BODIES_APART * BODIES_APART) {
        return false;
      }
    }
    return true;
  }

  /**
   * Looks for the nearest free spot that no wall separates from a point, on rings around it,
   * beginning in the direction {@code yaw}. The result is in {@link #x} and {@link #z}.
   */
  boolean find(double aroundX, double aroundZ, double yaw, double radius, @Nullable Body self) {
    int rings = (int) (radius / RING);
    for (int ring = 0; ring <= rings; ring++) {
      int spots = ring == 0 ? 1 : 8 * ((ring + 3) / 4);
      for (int spot = 0; spot < spots; spot++) {
        int side = (spot & 1) == 0 ? -(spot / 2) : (spot + 1) / 2;
        double angle = yaw + 2 * Math.PI * side / spots;
        double px = aroundX - StrictMath.sin(angle) * ring * RING;
        double pz = aroundZ - StrictMath.cos(angle) * ring * RING;
        if (free(px, pz, self) && !stage.solids.wallBetween(aroundX, aroundZ, px, pz)) {
          x = px;
          z = pz;
          return true;
        }
      }
    }
    return false;
  }

  double x() {
    return x;
  }

  double z() {
    return z;
  }
}
