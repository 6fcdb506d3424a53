package org.asclepion.world.audience;

import java.util.List;
import org.asclepion.world.space.Acoustics;
import org.asclepion.world.space.Angles;
import org.asclepion.world.space.FloorPlan;
import org.asclepion.world.space.Opening;
import org.asclepion.world.space.Point;
import org.asclepion.world.space.RoomTemplate;

/**
 * A room's plan as sound and sight meet it: where its walls are between two people, and where its
 * openings are. Immutable; any thread may call it.
 *
 * <p>All walls of a room are its outline, so a wall is between two people when the straight way
 * from one to the other leaves the outline. Furniture hides nobody.
 */
final class Ground {
  /** How far inside the wall line an opening is heard, metres. */
  private static final double INSIDE = 0.1;

  final Acoustics acoustics;
  final List<Opening> openings;
  final double[] mouthX;
  final double[] mouthZ;
  private final FloorPlan floor;
  private final double[] cornerX;
  private final double[] cornerZ;
  private final boolean convex;

  Ground(RoomTemplate template) {
    acoustics = template.acoustics();
    openings = template.openings();
    floor = new FloorPlan(template.outline());
    cornerX = template.outline().stream().mapToDouble(Point::x).toArray();
    cornerZ = template.outline().stream().mapToDouble(Point::z).toArray();
    convex = isConvex();
    mouthX = new double[openings.size()];
    mouthZ = new double[openings.size()];
    for (int i = 0; i < mouthX.length; i++) {
      Opening opening = openings.get(i);
      mouthX[i] = opening.x() - Angles.forwardX(opening.yaw()) * INSIDE;
      mouthZ[i] = opening.z() - Angles.forwardZ(opening.yaw()) * INSIDE;
    }
  }

  private boolean isConvex() {
    boolean left = false;
    boolean right = false;
    int n = cornerX.length;
    for (int i = 0; i < n; i++) {
      int j = (i + 1) % n;
      int k = (i + 2) % n;
      double side = side(i, j, cornerX[k], cornerZ[k]);
      left |= side < 0;
      right |= side > 0;
    }
    return !(left && right);
  }

  private double side(int i, int j, double x, double z) {
    return (cornerX[j] - cornerX[i]) * (z - cornerZ[i])
        - (cornerZ[j] - cornerZ[i]) * (x - cornerX[i]);
  }

  /** Where somebody hears and is heard: who stands in a doorway, just inside it. */
  void place(Attendee who, double x, double z) {
    who.x = x;
    who.z = z;
    if (!floor.contains(x, z)) {
      moveInside(who, x, z);
    }
    Acoustics.Stand stand = acoustics.presenter();
    who.standMetres = -1;
    if (stand != null && who.staff && stand.holds(who.x, who.z)) {
      who.standMetres = Math.sqrt(square(who.x, who.z, stand.x(), stand.z()));
    }
  }

  /** To the nearest mouth of an opening. */
  private void moveInside(Attendee who, double x, double z) {
    double least = Double.POSITIVE_INFINITY;
    for (int i = 0; i < mouthX.length; i++) {
      double square = square(x, z, mouthX[i], mouthZ[i]);
      if (square < least) {
        least = square;
        who.x = mouthX[i];
        who.z = mouthZ[i];
      }
    }
  }

  /** Whether a wall is between two points inside the outline. */
  boolean wallBetween(double ax, double az, double bx, double bz) {
    if (convex) {
      return false;
    }
    for (int i = 0, j = cornerX.length - 1; i < cornerX.length; j = i++) {
      if (side(j, i, ax, az) > 0 != side(j, i, bx, bz) > 0
          && side(ax, az, bx, bz, cornerX[j], cornerZ[j]) > 0
              != side(ax, az, bx, bz, cornerX[i], cornerZ[i]) > 0) {
        return true;
      }
    }
    return false;
  }

  private static double side(double ax, double az, double bx, double bz, double x, double z) {
    return (bx - ax) * (z - az) - (bz - az) * (x - ax);
  }

  /** Square of the distance from somebody to the n-th opening. */
  double squareToMouth(int opening, Attendee who) {
    return square(who.x, who.z, mouthX[opening], mouthZ[opening]);
  }

  static double square(double ax, double az, double bx, double bz) {
    return (bx - ax) * (bx - ax) + (bz - az) * (bz - az);
  }
}
