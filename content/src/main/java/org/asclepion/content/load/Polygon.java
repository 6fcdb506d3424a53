package org.asclepion.content.load;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.asclepion.world.space.Box;
import org.asclepion.world.space.Point;
import org.jspecify.annotations.Nullable;

/**
 * A floor outline: a closed polygon on the plan, metres, counter-clockwise seen from above (from +X
 * towards -Z). Immutable.
 */
record Polygon(List<Point> corners) {
  /** What two points may be apart and still count as the same, metres. */
  static final double NEAR = 0.02;

  /**
   * One side.
   *
   * @param nx unit vector out of the polygon
   * @param nz unit vector out of the polygon
   */
  record Edge(Point a, Point b, double nx, double nz) {
    static Edge of(Point a, Point b) {
      double length = Math.hypot(b.x() - a.x(), b.z() - a.z());
      return new Edge(a, b, -(b.z() - a.z()) / length, (b.x() - a.x()) / length);
    }

    double length() {
      return Math.hypot(b.x() - a.x(), b.z() - a.z());
    }

    /** Metres from {@code a} along the side to the foot of the perpendicular, unbounded. */
    double along(Point p) {
      return ((p.x() - a.x()) * (b.x() - a.x()) + (p.z() - a.z()) * (b.z() - a.z())) / length();
    }

    Point at(double along) {
      double t = along / length();
      return new Point(a.x() + t * (b.x() - a.x()), a.z() + t * (b.z() - a.z()));
    }

    double distance(Point p) {
      Point q = at(Math.clamp(along(p), 0, length()));
      return Math.hypot(p.x() - q.x(), p.z() - q.z());
    }

    /** Direction out of the polygon, radians. */
    double outwardYaw() {
      return Turning.yaw(nx, nz);
    }
  }

  Polygon {
    corners = List.copyOf(corners);
  }

  /** From an author's corners: two are opposite corners of a rectangle; either sense will do. */
  static Polygon of(List<Point> written) {
    List<Point> corners = new ArrayList<>(written);
    if (corners.size() == 2) {
      Point p = corners.get(0);
      Point q = corners.get(1);
      corners = new ArrayList<>(List.of(p, new Point(q.x(), p.z()), q, new Point(p.x(), q.z())));
    }
    if (doubleArea(corners) < 0) {
      Collections.reverse(corners);
    }
    return new Polygon(corners);
  }

  /** Positive when counter-clockwise from above. */
  private static double doubleArea(List<Point> corners) {
    double sum = 0;
    for (int i = 0; i < corners.size(); i++) {
      Point a = corners.get(i);
      Point b = corners.get((i + 1) % corners.size());
      sum += b.x() * a.z() - a.x() * b.z();
    }
    return sum;
  }

  double area() {
    return doubleArea(corners) / 2;
  }

  List<Edge> edges() {
    List<Edge> edges = new ArrayList<>(corners.size());
    for (int i = 0; i < corners.size(); i++) {
      edges.add(Edge.of(corners.get(i), corners.get((i + 1) % corners.size())));
    }
    return edges;
  }

  double minX() {
    return corners.stream().mapToDouble(Point::x).min().orElseThrow();
  }

  double maxX() {
    return corners.stream().mapToDouble(Point::x).max().orElseThrow();
  }

  double minZ() {
    return corners.stream().mapToDouble(Point::z).min().orElseThrow();
  }

  double maxZ() {
    return corners.stream().mapToDouble(Point::z).max().orElseThrow();
  }

  double shortestSide() {
    double shortest = Double.MAX_VALUE;
    for (int i = 0; i < corners.size(); i++) {
      Point a = corners.get(i);
      Point b = corners.get((i + 1) % corners.size());
      shortest = Math.min(shortest, Math.hypot(b.x() - a.x(), b.z() - a.z()));
    }
    return shortest;
  }

  /** Whether no two sides that are not neighbours touch, and no neighbours fold back. */
  boolean isSimple() {
    List<Edge> edges = edges();
    int n = edges.size();
    for (int i = 0; i < n; i++) {
      for (int j = i + 1; j < n; j++) {
        Edge e = edges.get(i);
        Edge f = edges.get(j);
        boolean neighbours = j == i + 1 || (i == 0 && j == n - 1);
        if (neighbours) {
          Point far = j == i + 1 ? f.b() : f.a();
          if (e.distance(far) < NEAR) {
            return false;
          }
        } else if (crosses(e.a(), e.b(), f)
            || e.distance(f.a()) < NEAR
            || e.distance(f.b()) < NEAR
            || f.distance(e.a()) < NEAR
            || f.distance(e.b()) < NEAR) {
          return false;
        }
      }
    }
    return true;
  }

  private static double side(Point a, Point b, Point p) {
    return (b.x() - a.x()) * (p.z() - a.z()) - (b.z() - a.z()) * (p.x() - a.x());
  }

  private static boolean crosses(Point a, Point b, Edge f) {
    return side(a, b, f.a()) * side(a, b, f.b()) < 0
        && side(f.a(), f.b(), a) * side(f.a(), f.b(), b) < 0;
  }

  boolean contains(Point p) {
    boolean inside = false;
    for (int i = 0, j = corners.size() - 1; i < corners.size(); j = i++) {
      Point a = corners.get(i);
      Point b = corners.get(j);
      if (a.z() > p.z() != b.z() > p.z()
          && p.x() < (b.x() - a.x()) * (p.z() - a.z()) / (b.z() - a.z()) + a.x()) {
        inside = !inside;
      }
    }
    return inside;
  }

  double distanceToWall(Point p) {
    return nearestEdge(p).distance(p);
  }

  Edge nearestEdge(Point p) {
    Edge nearest = null;
    double least = Double.MAX_VALUE;
    for (Edge edge : edges()) {
      double distance = edge.distance(p);
      if (nearest == null || distance < least) {
        least = distance;
        nearest = edge;
      }
    }
    if (nearest == null) {
      throw new IllegalStateException("no sides");
    }
    return nearest;
  }

  /** The side on which a stretch of wall of this width around p lies, or null. */
  @Nullable Edge wallUnder(Point p, double width, double tolerance) {
    for (Edge edge : edges()) {
      double along = edge.along(p);
      if (edge.distance(p) <= tolerance
          && along - width / 2 >= -NEAR
          && along + width / 2 <= edge.length() + NEAR) {
        return edge;
      }
    }
    return null;
  }

  /** Inside by at least {@code margin} metres. */
  boolean containsWell(Point p, double margin) {
    return contains(p) && distanceToWall(p) >= margin;
  }

  /** Whether a box's footprint lies inside, everywhere this far from the outline. */
  boolean containsBox(Box box, double clearance) {
    double least = clearance - 0.005;
    List<Point> footprint = Turning.footprint(box);
    for (int i = 0; i < footprint.size(); i++) {
      Point a = footprint.get(i);
      Point b = footprint.get((i + 1) % footprint.size());
      Point middle = new Point((a.x() + b.x()) / 2, (a.z() + b.z()) / 2);
      if (!containsWell(a, least) || !containsWell(middle, least)) {
        return false;
      }
    }
    // A corner of the room that points inwards may reach into a box between the box's corners.
    return corners.stream().allMatch(corner -> Turning.distance(box, corner) >= least);
  }

  /** Whether the interiors share more than a touch. */
  boolean overlaps(Polygon other) {
    if (minX() >= other.maxX() - NEAR
        || other.minX() >= maxX() - NEAR
        || minZ() >= other.maxZ() - NEAR
        || other.minZ() >= maxZ() - NEAR) {
      return false;
    }
    return entersInto(other) || other.entersInto(this);
  }

  /**
   * Cuts this outline's sides where they meet the other's and asks whether a piece's middle lies in
   * the other's interior; also asks it of a point inside this outline, for equal outlines.
   */
  private boolean entersInto(Polygon other) {
    List<Edge> others = other.edges();
    for (Edge edge : edges()) {
      List<Double> cuts = new ArrayList<>(List.of(0.0, edge.length()));
      for (Edge f : others) {
        double a = side(edge.a(), edge.b(), f.a());
        double b = side(edge.a(), edge.b(), f.b());
        if (a * b < 0) {
          double t = a / (a - b);
          cuts.add(
              edge.along(
                  new Point(
                      f.a().x() + t * (f.b().x() - f.a().x()),
                      f.a().z() + t * (f.b().z() - f.a().z()))));
        }
        cuts.add(edge.along(f.a()));
      }
      cuts.removeIf(cut -> cut < 0 || cut > edge.length());
      Collections.sort(cuts);
      for (int i = 1; i < cuts.size(); i++) {
        if (other.containsWell(edge.at((cuts.get(i - 1) + cuts.get(i)) / 2), NEAR)) {
          return true;
        }
      }
    }
    Point inside = somewhereInside();
    return inside != null && other.containsWell(inside, NEAR);
  }

  private @Nullable Point somewhereInside() {
    for (Edge edge : edges()) {
      for (double step : new double[] {0.5, 0.1, 0.03}) {
        Point middle = edge.at(edge.length() / 2);
        Point p = new Point(middle.x() - step * edge.nx(), middle.z() - step * edge.nz());
        if (containsWell(p, step / 3)) {
          return p;
        }
      }
    }
    return null;
  }
}
