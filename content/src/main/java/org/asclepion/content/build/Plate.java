package org.asclepion.content.build;

import java.util.ArrayList;
import java.util.List;
import org.asclepion.world.space.Point;

/** Draws flat things with an outline into a sketch. Owned by the thread that draws. */
record Plate(Sketch sketch) {
  /** A lying slab with round corners, between two heights, its rims rounded. */
  void rounded(
      double cx, double cz, double w, double d, double corner, double y0, double y1, double bevel) {
    slab(roundedOutline(cx, cz, w, d, corner), y0, y1, bevel);
  }

  /** Counter-clockwise seen from above. */
  static List<Point> roundedOutline(double cx, double cz, double w, double d, double corner) {
    List<Point> outline = new ArrayList<>();
    double r = Math.min(corner, Math.min(w, d) * 0.5);
    int steps = r < 0.015 ? 2 : r < 0.1 ? 4 : 7;
    for (int q = 0; q < 4; q++) {
      double sx = q == 0 || q == 3 ? 1 : -1;
      double sz = q < 2 ? -1 : 1;
      for (int k = 0; k <= steps; k++) {
        double angle = Math.PI / 2 * (q + (double) k / steps);
        outline.add(
            new Point(
                cx + sx * (w / 2 - r) + r * StrictMath.cos(angle),
                cz + sz * (d / 2 - r) - r * StrictMath.sin(angle)));
      }
    }
    return outline;
  }

  /** An outline (counter-clockwise seen from above) raised from y0 to y1. */
  void slab(List<Point> outline, double y0, double y1, double bevel) {
    int n = outline.size();
    double b = Math.min(bevel, (y1 - y0) * 0.45);
    List<Point> inner = b > 0 ? inset(outline, b) : outline;
    cap(inner, y1, true);
    cap(inner, y0, false);
    for (int i = 0; i < n; i++) {
      int j = (i + 1) % n;
      Vec here = edgeNormal(outline, i);
      Vec ni = blended(here, edgeNormal(outline, Math.floorMod(i - 1, n)));
      Vec nj = blended(here, edgeNormal(outline, j));
      int a = sketch.vertex(on(outline.get(i), y0 + b), ni);
      int c = sketch.vertex(on(outline.get(j), y0 + b), nj);
      int d = sketch.vertex(on(outline.get(j), y1 - b), nj);
      int e = sketch.vertex(on(outline.get(i), y1 - b), ni);
      sketch.quad(a, c, d, e);
      if (b > 0) {
        Vec up = Vec.UP;
        int f = sketch.vertex(on(inner.get(j), y1), up);
        int g = sketch.vertex(on(inner.get(i), y1), up);
        sketch.quad(e, d, f, g);
        Vec down = new Vec(0, -1, 0);
        int h = sketch.vertex(on(inner.get(i), y0), down);
        int k = sketch.vertex(on(inner.get(j), y0), down);
        sketch.quad(h, k, c, a);
      }
    }
  }

  /** A flat polygon at a height, facing up or down. */
  void cap(List<Point> outline, double y, boolean up) {
    Vec n = new Vec(0, up ? 1 : -1, 0);
    int[] ids = new int[outline.size()];
    for (int i = 0; i < ids.length; i++) {
      ids[i] = sketch.vertex(on(outline.get(i), y), n);
    }
    for (int[] t : ears(outline)) {
      if (up) {
        sketch.triangle(ids[t[0]], ids[t[1]], ids[t[2]]);
      } else {
        sketch.triangle(ids[t[0]], ids[t[2]], ids[t[1]]);
      }
    }
  }

  static Vec on(Point p, double y) {
    return new Vec(p.x(), y, p.z());
  }

  private static Vec edgeNormal(List<Point> outline, int i) {
    Point a = outline.get(i);
    Point b = outline.get((i + 1) % outline.size());
    return new Vec(-(b.z() - a.z()), 0, b.x() - a.x()).unit();
  }

  private static Vec blended(Vec n, Vec neighbour) {
    return n.dot(neighbour) < 0.64 ? n : n.plus(neighbour).unit();
  }

  /** The outline moved inwards; for outlines without narrow necks. */
  static List<Point> inset(List<Point> outline, double by) {
    List<Point> inner = new ArrayList<>();
    int n = outline.size();
    for (int i = 0; i < n; i++) {
      Vec before = edgeNormal(outline, Math.floorMod(i - 1, n));
      Vec after = edgeNormal(outline, i);
      Vec mid = before.plus(after).unit();
      double k = by / Math.max(0.3, mid.dot(after));
      inner.add(new Point(outline.get(i).x() - mid.x() * k, outline.get(i).z() - mid.z() * k));
    }
    return inner;
  }

  /** Cuts a simple polygon (counter-clockwise seen from above) into triangles of its indices. */
  static List<int[]> ears(List<Point> outline) {
    List<Integer> left = new ArrayList<>();
    for (int i = 0; i < outline.size(); i++) {
      left.add(i);
    }
    List<int[]> triangles = new ArrayList<>();
    while (left.size() > 3) {
      int best = -1;
      double bestQuality = -1;
      for (int i = 0; i < left.size(); i++) {
        int a = left.get(Math.floorMod(i - 1, left.size()));
        int b = left.get(i);
        int c = left.get((i + 1) % left.size());
        double quality = quality(outline, a, b, c);
        if (quality > bestQuality && isEar(outline, left, a, b, c)) {
          best = i;
          bestQuality = quality;
        }
      }
      int i = Math.max(best, 0);
      int a = left.get(Math.floorMod(i - 1, left.size()));
      int c = left.get((i + 1) % left.size());
      if (area(outline, a, left.get(i), c) > 1e-12) {
        triangles.add(new int[] {a, left.get(i), c});
      }
      left.remove(/* index */ i);
    }
    if (left.size() == 3 && area(outline, left.get(0), left.get(1), left.get(2)) > 1e-12) {
      triangles.add(new int[] {left.get(0), left.get(1), left.get(2)});
    }
    return triangles;
  }

  private static double quality(List<Point> o, int a, int b, int c) {
    double longest = Math.max(distance(o, a, b), Math.max(distance(o, b, c), distance(o, a, c)));
    return area(o, a, b, c) / Math.max(1e-12, longest * longest);
  }

  private static double distance(List<Point> o, int i, int j) {
    double dx = o.get(i).x() - o.get(j).x();
    double dz = o.get(i).z() - o.get(j).z();
    return Math.sqrt(dx * dx + dz * dz);
  }

  /** Twice the signed area; positive when counter-clockwise seen from above. */
  private static double area(List<Point> o, int a, int b, int c) {
    return turn(o.get(a), o.get(b), o.get(c));
  }

  static double turn(Point a, Point b, Point c) {
    return (b.z() - a.z()) * (c.x() - a.x()) - (b.x() - a.x()) * (c.z() - a.z());
  }

  private static boolean isEar(List<Point> o, List<Integer> left, int a, int b, int c) {
    if (area(o, a, b, c) <= 1e-12) {
      return false;
    }
    for (int i : left) {
      if (i != a && i != b && i != c) {
        Point p = o.get(i);
        if (turn(o.get(a), o.get(b), p) > -1e-12
            && turn(o.get(b), o.get(c), p) > -1e-12
            && turn(o.get(c), o.get(a), p) > -1e-12) {
          return false;
        }
      }
    }
    return true;
  }
}
