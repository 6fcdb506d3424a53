package org.asclepion.load;

import org.asclepion.protocol.v1.Box;
import org.asclepion.protocol.v1.PlanPoint;
import org.asclepion.protocol.v1.Room;

/**
 * How much room there is around a place in a room, by its walls and furniture. Immutable; any
 * thread.
 */
final class FreeSpace {
  /** The body's radius and a little air. */
  static final double BODY = 0.22 + 0.03;

  private final Room room;

  FreeSpace(Room room) {
    this.room = room;
  }

  /** Metres a body at (x, z) can move in any direction; negative where it cannot even stand. */
  double around(double x, double z) {
    double free = inside(x, z) ? Double.MAX_VALUE : -1;
    int corners = room.getOutlineCount();
    for (int i = 0; i < corners; i++) {
      PlanPoint a = room.getOutline(i);
      PlanPoint b = room.getOutline((i + 1) % corners);
      free = Math.min(free, toLine(x, z, a, b) - BODY);
    }
    for (Box box : room.getObstaclesList()) {
      free = Math.min(free, toBox(x, z, box) - BODY);
    }
    return free;
  }

  private boolean inside(double x, double z) {
    boolean inside = false;
    int corners = room.getOutlineCount();
    for (int i = 0; i < corners; i++) {
      PlanPoint a = room.getOutline(i);
      PlanPoint b = room.getOutline((i + 1) % corners);
      if (a.getZ() > z != b.getZ() > z) {
        double crossing =
            a.getX() + (z - a.getZ()) / (double) (b.getZ() - a.getZ()) * (b.getX() - a.getX());
        inside ^= x < crossing;
      }
    }
    return inside;
  }

  private static double toLine(double x, double z, PlanPoint a, PlanPoint b) {
    double dx = b.getX() - a.getX();
    double dz = b.getZ() - a.getZ();
    double length = dx * dx + dz * dz;
    double s = length == 0 ? 0 : ((x - a.getX()) * dx + (z - a.getZ()) * dz) / length;
    s = Math.max(0, Math.min(1, s));
    return length(x - a.getX() - s * dx, z - a.getZ() - s * dz);
  }

  private static double toBox(double x, double z, Box box) {
    double cos = Math.cos(box.getYaw());
    double sin = Math.sin(box.getYaw());
    double dx = x - box.getX();
    double dz = z - box.getZ();
    double across = Math.abs(dx * cos - dz * sin) - box.getHalfX();
    double along = Math.abs(dx * sin + dz * cos) - box.getHalfZ();
    double outside = length(Math.max(0, across), Math.max(0, along));
    return outside > 0 ? outside : Math.max(across, along);
  }

  /** As {@link Math#hypot}, but quick: these are rooms, not galaxies. */
  static double length(double x, double z) {
    return Math.sqrt(x * x + z * z);
  }
}
