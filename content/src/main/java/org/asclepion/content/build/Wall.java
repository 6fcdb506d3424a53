package org.asclepion.content.build;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;

/**
 * One straight wall of a room, drawn in its own frame: x runs along it from its first corner, y up
 * from the floor, z = 0 is the wall line and the room lies at negative z. Owned by the thread that
 * draws.
 */
final class Wall {
  /** How far a room's wall reaches in from the wall line, metres. */
  static final double DEPTH = 0.08;

  /** A rectangle left out of the wall. */
  record Hole(double x0, double x1, double y0, double y1) {}

  private final Sketch sketch;
  private final Sketch detail;
  private final double length;
  private final double from;
  private final double to;
  private final double height;
  final List<Hole> holes = new ArrayList<>();

  /**
   * A wall whose inner face runs from {@code from} to {@code to} along the edge.
   *
   * @param length of the edge on the wall line
   */
  Wall(Sketch sketch, Sketch detail, double length, double from, double to, double height) {
    this.sketch = sketch;
    this.detail = detail;
    this.length = length;
    this.from = from;
    this.to = to;
    this.height = height;
  }

  double length() {
    return length;
  }

  Sketch sketch() {
    return sketch;
  }

  void hole(double middle, double sill, double width, double high) {
    holes.add(new Hole(middle - width / 2, middle + width / 2, sill, sill + high));
  }

  /** Draws the face, in one paint up to a height and in another above it. */
  void face(Paint low, Paint high, double change) {
    TreeSet<Double> xs = new TreeSet<>(List.of(from, to));
    TreeSet<Double> ys = new TreeSet<>(List.of(0.0, height));
    if (change > 0 && change < height) {
      ys.add(change);
    }
    for (Hole h : holes) {
      xs.add(Math.clamp(h.x0, from, to));
      xs.add(Math.clamp(h.x1, from, to));
      ys.add(Math.clamp(h.y0, 0, height));
      ys.add(Math.clamp(h.y1, 0, height));
    }
    Double[] x = xs.toArray(Double[]::new);
    Double[] y = ys.toArray(Double[]::new);
    for (int i = 0; i + 1 < x.length; i++) {
      for (int j = 0; j + 1 < y.length; j++) {
        double mx = (x[i] + x[i + 1]) / 2;
        double my = (y[j] + y[j + 1]) / 2;
        if (x[i + 1] - x[i] > 1e-6 && holes.stream().noneMatch(h -> in(h, mx, my))) {
          sketch.in(my < change ? low : high).panel(x[i], y[j], x[i + 1], y[j + 1], -DEPTH);
        }
      }
    }
    for (Hole h : holes) {
      reveal(h, high);
    }
  }

  private static boolean in(Hole h, double x, double y) {
    return x > h.x0 && x < h.x1 && y > h.y0 && y < h.y1;
  }

  private void reveal(Hole h, Paint paint) {
    Sketch s = sketch.in(paint);
    double d = -DEPTH;
    s.face(v(h.x0, h.y0, d), v(h.x0, h.y0, 0), v(h.x0, h.y1, 0), v(h.x0, h.y1, d));
    s.face(v(h.x1, h.y0, 0), v(h.x1, h.y0, d), v(h.x1, h.y1, d), v(h.x1, h.y1, 0));
    s.face(v(h.x0, h.y1, 0), v(h.x1, h.y1, 0), v(h.x1, h.y1, d), v(h.x0, h.y1, d));
    if (h.y0 > 0.01) {
      s.face(v(h.x0, h.y0, d), v(h.x1, h.y0, d), v(h.x1, h.y0, 0), v(h.x0, h.y0, 0));
    }
  }

  /** A board along the foot of the wall, or at any height, between the holes it meets. */
  void rail(Paint paint, double y0, double y1, double thick) {
    double x = from;
    List<Hole> met =
        holes.stream()
            .filter(h -> h.y0 < y1 && h.y1 > y0)
            .sorted((a, b) -> Double.compare(a.x0, b.x0))
            .toList();
    for (Hole h : met) {
      board(paint, x, h.x0 - 0.07, y0, y1, thick);
      x = h.x1 + 0.07;
    }
    board(paint, x, to, y0, y1, thick);
  }

  private void board(Paint paint, double x0, double x1, double y0, double y1, double thick) {
    if (x1 - x0 > 0.02) {
      detail.in(paint).box(x0, y0, -DEPTH - thick, x1, y1, -DEPTH + 0.005, 0.004);
    }
  }

  /** Lining and architrave of a door or arch. */
  void frame(Hole h, Paint paint, boolean round) {
    Sketch s = detail.in(paint);
    double w = 0.065;
    double f = -DEPTH - 0.014;
    double line = 0.02;
    s.box(h.x0 - w, 0, f, h.x0 + 0.004, h.y1 + w, -DEPTH + 0.004, 0.005);
    s.box(h.x1 - 0.004, 0, f, h.x1 + w, h.y1 + w, -DEPTH + 0.004, 0.005);
    s.box(h.x0, h.y1 - 0.004, f, h.x1, h.y1 + w, -DEPTH + 0.004, 0.005);
    s.box(h.x0 - 0.002, 0, f + 0.004, h.x0 + line, h.y1, 0, 0.003);
    s.box(h.x1 - line, 0, f + 0.004, h.x1 + 0.002, h.y1, 0, 0.003);
    s.box(h.x0, h.y1 - line, f + 0.004, h.x1, h.y1 + 0.002, 0, 0.003);
    detail.in(Paints.STONE).box(h.x0, -0.005, -DEPTH, h.x1, 0.006, 0, 0.002);
    if (round) {
      corner(s, h.x0 + line, h.y1 - line, 1, f + 0.004);
      corner(s, h.x1 - line, h.y1 - line, -1, f + 0.004);
    }
  }

  /** Fills an upper corner, so that an opening without a door reads as an arch. */
  private static void corner(Sketch s, double x, double y, int side, double front) {
    double r = 0.32;
    int n = 12;
    for (int k = 0; k < n; k++) {
      double a0 = Math.PI / 2 * k / n;
      double a1 = Math.PI / 2 * (k + 1) / n;
      Vec p0 = v(x + side * r * (1 - StrictMath.cos(a0)), y - r * (1 - StrictMath.sin(a0)), front);
      Vec p1 = v(x + side * r * (1 - StrictMath.cos(a1)), y - r * (1 - StrictMath.sin(a1)), front);
      Vec c = v(x, y, front);
      Vec n0 = v(side * StrictMath.cos(a0), -StrictMath.sin(a0), 0);
      Vec n1 = v(side * StrictMath.cos(a1), -StrictMath.sin(a1), 0);
      Vec out = v(0, 0, -1);
      int i0 = s.vertex(c, out);
      int i1 = s.vertex(p0, out);
      int i2 = s.vertex(p1, out);
      int j0 = s.vertex(p0, n0);
      int j1 = s.vertex(p1, n1);
      int j2 = s.vertex(v(p1.x(), p1.y(), 0), n1);
      int j3 = s.vertex(v(p0.x(), p0.y(), 0), n0);
      if (side > 0) {
        s.triangle(i0, i2, i1);
        s.quad(j0, j1, j2, j3);
      } else {
        s.triangle(i0, i1, i2);
        s.quad(j1, j0, j3, j2);
      }
    }
  }

  /** A window in the wall: frame, sill, bars and a pane on the wall line. */
  void window(Hole h, Paint paint, Paint pane, boolean bars) {
    Sketch s = detail.in(paint);
    double f = -DEPTH - 0.012;
    double w = 0.045;
    s.box(h.x0 - 0.03, h.y0 - 0.03, f, h.x0 + 0.015, h.y1 + 0.03, -DEPTH + 0.004, 0.004);
    s.box(h.x1 - 0.015, h.y0 - 0.03, f, h.x1 + 0.03, h.y1 + 0.03, -DEPTH + 0.004, 0.004);
    s.box(h.x0 - 0.03, h.y1 - 0.015, f, h.x1 + 0.03, h.y1 + 0.03, -DEPTH + 0.004, 0.004);
    s.box(h.x0 - 0.07, h.y0 - 0.035, -DEPTH - 0.13, h.x1 + 0.07, h.y0, 0, 0.008);
    double z0 = -0.035;
    s.box(h.x0, h.y0, z0, h.x0 + w, h.y1, 0, 0.006);
    s.box(h.x1 - w, h.y0, z0, h.x1, h.y1, 0, 0.006);
    s.box(h.x0, h.y1 - w, z0, h.x1, h.y1, 0, 0.006);
    s.box(h.x0, h.y0, z0, h.x1, h.y0 + w, 0, 0.006);
    if (bars) {
      int n = Math.max(1, (int) Math.round((h.x1 - h.x0) / 1.1));
      for (int k = 1; k < n; k++) {
        double x = h.x0 + (h.x1 - h.x0) * k / n;
        s.box(x - 0.022, h.y0, z0, x + 0.022, h.y1, 0, 0.006);
      }
    }
    detail.in(pane).panel(h.x0 + 0.01, h.y0 + 0.01, h.x1 - 0.01, h.y1 - 0.01, -0.012);
  }

  /** Upright oak slats on a dark ground, over the whole wall but its holes. */
  void slats(Paint paint, double y0, double y1) {
    int n = (int) ((to - from) / 0.075);
    for (int k = 0; k < n; k++) {
      double x = from + (to - from) * (k + 0.5) / n;
      if (holes.stream().noneMatch(h -> x > h.x0 - 0.12 && x < h.x1 + 0.12 && h.y1 > y0)) {
        slat(detail.in(paint), x, y0, y1);
      }
    }
  }

  /** A slat's front and its two sides; nobody sees the rest. */
  private static void slat(Sketch s, double x, double y0, double y1) {
    double f = -DEPTH - 0.026;
    double[][] profile = {
      {0.02, -DEPTH},
      {0.02, f + 0.004},
      {0.016, f},
      {-0.016, f},
      {-0.02, f + 0.004},
      {-0.02, -DEPTH}
    };
    for (int i = 0; i + 1 < profile.length; i++) {
      double[] a = profile[i];
      double[] b = profile[i + 1];
      s.face(
          v(x + a[0], y0, a[1]),
          v(x + b[0], y0, b[1]),
          v(x + b[0], y1, b[1]),
          v(x + a[0], y1, a[1]));
    }
  }

  private static Vec v(double x, double y, double z) {
    return new Vec(x, y, z);
  }
}
