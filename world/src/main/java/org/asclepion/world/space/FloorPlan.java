package org.asclepion.world.space;

import java.util.List;

/** The floor of a room as a polygon. Immutable; any thread may call it. */
public final class FloorPlan {
  private final double[] x;
  private final double[] z;
  private final double minX;
  private final double minZ;
  private final double maxX;
  private final double maxZ;

  public FloorPlan(List<Point> outline) {
    x = outline.stream().mapToDouble(Point::x).toArray();
    z = outline.stream().mapToDouble(Point::z).toArray();
    double left = Double.POSITIVE_INFINITY;
    double top = Double.POSITIVE_INFINITY;
    double right = Double.NEGATIVE_INFINITY;
    double bottom = Double.NEGATIVE_INFINITY;
    for (int i = 0; i < x.length; i++) {
      left = Math.min(left, x[i]);
      right = Math.max(right, x[i]);
      top = Math.min(top, z[i]);
      bottom = Math.max(bottom, z[i]);
    }
    minX = left;
    minZ = top;
    maxX = right;
    maxZ = bottom;
  }

  /** Whether the point lies on the floor; points on the outline may fall on either side. */
  public boolean contains(double px, double pz) {
    if (!(px >= minX && px <= maxX && pz >= minZ && pz <= maxZ)) {
      return false;
    }
    boolean inside = false;
    for (int i = 0, j = x.length - 1; i < x.length; j = i++) {
      if ((z[i] > pz) != (z[j] > pz) && px < (x[j] - x[i]) * (pz - z[i]) / (z[j] - z[i]) + x[i]) {
        inside = !inside;
      }
    }
    return inside;
  }

  /**
   * Whether the floor reaches at least {@code margin} metres in the four directions of the plan.
   */
  public boolean contains(double px, double pz, double margin) {
    return contains(px - margin, pz - margin)
        && contains(px + margin, pz - margin)
        && contains(px - margin, pz + margin)
        && contains(px + margin, pz + margin);
  }

  public double minX() {
    return minX;
  }

  public double minZ() {
    return minZ;
  }

  public double maxX() {
    return maxX;
  }

  public double maxZ() {
    return maxZ;
  }
}
