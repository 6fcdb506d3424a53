package org.asclepion.content.load;

import java.util.List;
import org.asclepion.world.space.Box;
import org.asclepion.world.space.Point;

/**
 * Turns about +Y. Yaw 0 faces -Z (north), positive turns left: forward is (-sin yaw, -cos yaw) on
 * the plan. StrictMath, so that every machine loads the same hospital to the last bit.
 */
final class Turning {
  private Turning() {}

  /** Degrees as authors write them to radians in (-π, π]. */
  static double radians(double degrees) {
    double turned = degrees % 360;
    if (turned > 180) {
      turned -= 360;
    } else if (turned <= -180) {
      turned += 360;
    }
    return StrictMath.toRadians(turned);
  }

  static double normal(double yaw) {
    double turned = yaw % (2 * Math.PI);
    if (turned > Math.PI) {
      turned -= 2 * Math.PI;
    } else if (turned <= -Math.PI) {
      turned += 2 * Math.PI;
    }
    return turned;
  }

  /** The yaw that faces along (dx, dz). */
  static double yaw(double dx, double dz) {
    // + 0.0 turns -0.0 into 0.0, whose arc tangent would be -π instead of π.
    return StrictMath.atan2(-dx + 0.0, -dz + 0.0);
  }

  static double sin(double yaw) {
    double sine = StrictMath.sin(yaw);
    return Math.abs(sine) < 1e-12 ? 0 : sine;
  }

  static double cos(double yaw) {
    double cosine = StrictMath.cos(yaw);
    return Math.abs(cosine) < 1e-12 ? 0 : cosine;
  }

  /** A point of model space moved to (x, z) and turned. */
  static Point moved(double localX, double localZ, double x, double z, double yaw) {
    return new Point(
        x + localX * cos(yaw) + localZ * sin(yaw), z - localX * sin(yaw) + localZ * cos(yaw));
  }

  static Box moved(Box box, double x, double y, double z, double yaw) {
    Point centre = moved(box.x(), box.z(), x, z, yaw);
    return new Box(
        centre.x(),
        box.y() + y,
        centre.z(),
        box.halfX(),
        box.halfY(),
        box.halfZ(),
        normal(box.yaw() + yaw));
  }

  static List<Point> footprint(Box box) {
    return List.of(
        moved(-box.halfX(), -box.halfZ(), box.x(), box.z(), box.yaw()),
        moved(-box.halfX(), box.halfZ(), box.x(), box.z(), box.yaw()),
        moved(box.halfX(), box.halfZ(), box.x(), box.z(), box.yaw()),
        moved(box.halfX(), -box.halfZ(), box.x(), box.z(), box.yaw()));
  }

  /** How far outside a box's footprint a point lies; 0 inside. */
  static double distance(Box box, Point p) {
    Point local = local(box, p);
    return Math.hypot(
        Math.max(Math.abs(local.x()) - box.halfX(), 0),
        Math.max(Math.abs(local.z()) - box.halfZ(), 0));
  }

  /** How far inside a box's footprint a point lies; negative outside. */
  static double depth(Box box, Point p) {
    Point local = local(box, p);
    return Math.min(box.halfX() - Math.abs(local.x()), box.halfZ() - Math.abs(local.z()));
  }

  private static Point local(Box box, Point p) {
    return moved(p.x() - box.x(), p.z() - box.z(), 0, 0, -box.yaw());
  }

  static double bottom(Box box) {
    return box.y() - box.halfY();
  }

  static double top(Box box) {
    return box.y() + box.halfY();
  }

  /** Whether two boxes share more than {@code tolerance} metres in every direction. */
  static boolean intersect(Box a, Box b, double tolerance) {
    double high = Math.min(top(a), top(b)) - Math.max(bottom(a), bottom(b));
    double reach = Math.hypot(a.halfX(), a.halfZ()) + Math.hypot(b.halfX(), b.halfZ());
    if (high <= tolerance || Math.hypot(a.x() - b.x(), a.z() - b.z()) >= reach) {
      return false;
    }
    double[] axes = {a.yaw(), a.yaw() + Math.PI / 2, b.yaw(), b.yaw() + Math.PI / 2};
    for (double axis : axes) {
      double apart = Math.abs((b.x() - a.x()) * cos(axis) - (b.z() - a.z()) * sin(axis));
      if (radius(a, axis) + radius(b, axis) - apart <= tolerance) {
        return false;
      }
    }
    return true;
  }

  /** Half a footprint's extent along the local X axis of something turned by {@code axis}. */
  private static double radius(Box box, double axis) {
    double between = box.yaw() - axis;
    return box.halfX() * Math.abs(cos(between)) + box.halfZ() * Math.abs(sin(between));
  }
}
