package org.asclepion.content.build;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Draws round things into a sketch: turned, swept and blown. Owned by the thread that draws. */
record Round(Sketch sketch) {
  /**
   * Turns a profile about +Y. Pairs of radius and height, from the bottom up along the outside (and
   * down the inside, if it is hollow); corners sharper than 50° stay sharp.
   */
  void lathe(int segments, double... profile) {
    int n = profile.length / 2;
    int around = Math.max(Math.min(8, segments), (int) Math.round(segments * 0.7));
    List<double[]> strip = new ArrayList<>();
    for (int i = 0; i + 1 < n; i++) {
      double[] a = {profile[2 * i], profile[2 * i + 1]};
      double[] b = {profile[2 * i + 2], profile[2 * i + 3]};
      double[] normal = outward(a, b);
      double[] na = normal;
      double[] nb = normal;
      if (i > 0) {
        na = blended(normal, outward(new double[] {profile[2 * i - 2], profile[2 * i - 1]}, a));
      }
      if (i + 2 < n) {
        nb = blended(normal, outward(b, new double[] {profile[2 * i + 4], profile[2 * i + 5]}));
      }
      strip.add(new double[] {a[0], a[1], na[0], na[1], b[0], b[1], nb[0], nb[1]});
    }
    for (double[] s : strip) {
      ring(around, s);
    }
  }

  private static double[] outward(double[] a, double[] b) {
    double dx = b[0] - a[0];
    double dy = b[1] - a[1];
    double l = Math.max(1e-12, Math.sqrt(dx * dx + dy * dy));
    return new double[] {dy / l, -dx / l};
  }

  private static double[] blended(double[] n, double[] neighbour) {
    double dot = n[0] * neighbour[0] + n[1] * neighbour[1];
    if (dot < 0.64) {
      return n;
    }
    double x = n[0] + neighbour[0];
    double y = n[1] + neighbour[1];
    double l = Math.sqrt(x * x + y * y);
    return new double[] {x / l, y / l};
  }

  private void ring(int segments, double[] s) {
    int[] low = new int[segments + 1];
    int[] high = new int[segments + 1];
    for (int j = 0; j <= segments; j++) {
      double angle = 2 * Math.PI * j / segments;
      double c = StrictMath.cos(angle);
      double d = -StrictMath.sin(angle);
      low[j] = sketch.vertex(new Vec(s[0] * c, s[1], s[0] * d), new Vec(s[2] * c, s[3], s[2] * d));
      high[j] = sketch.vertex(new Vec(s[4] * c, s[5], s[4] * d), new Vec(s[6] * c, s[7], s[6] * d));
    }
    for (int j = 0; j < segments; j++) {
      if (s[0] > 1e-9) {
        sketch.triangle(low[j], low[j + 1], high[j + 1]);
      }
      if (s[4] > 1e-9) {
        sketch.triangle(low[j], high[j + 1], high[j]);
      }
    }
  }

  /** An upright cylinder standing at the origin, its rims rounded. */
  void cylinder(double radius, double height, double bevel, int segments) {
    double b = Math.min(bevel, Math.min(radius, height) * 0.45);
    lathe(
        segments,
        0,
        0,
        radius - b,
        0,
        radius - b * 0.3,
        b * 0.3,
        radius,
        b,
        radius,
        height - b,
        radius - b * 0.3,
        height - b * 0.3,
        radius - b,
        height,
        0,
        height);
  }

  void ellipsoid(Vec centre, double rx, double ry, double rz, int segments) {
    cushion(centre, rx, ry, rz, 1, segments);
  }

  /**
   * A soft pillow: an ellipsoid for {@code roundness} 1, nearly a box for 0.2, with half extents.
   */
  void cushion(Vec centre, double hx, double hy, double hz, double roundness, int segments) {
    int around = Math.max(Math.min(10, segments), 4 * (int) Math.round(segments * 0.155));
    around = sketch.facets(around);
    int rows = sketch.coarse() ? 3 : Math.max(6, around / 2);
    Vec[][] grid = new Vec[rows + 1][around];
    for (int i = 0; i <= rows; i++) {
      double lat = Math.PI * ((double) i / rows - 0.5);
      double up = power(StrictMath.sin(lat), roundness);
      double out = power(Math.max(0, StrictMath.cos(lat)), roundness);
      for (int j = 0; j < around; j++) {
        double lon = 2 * Math.PI * (j + 0.5) / around;
        grid[i][j] =
            centre.plus(
                new Vec(
                    hx * out * power(StrictMath.cos(lon), roundness),
                    hy * up,
                    -hz * out * power(StrictMath.sin(lon), roundness)));
      }
      if (i == 0 || i == rows) {
        for (int j = 0; j < around; j++) {
          grid[i][j] = centre.plus(new Vec(0, i == 0 ? -hy : hy, 0));
        }
      }
    }
    sketch.surface(grid, true);
  }

  private static double power(double v, double e) {
    return Math.abs(v) < 1e-9 ? 0 : Math.signum(v) * StrictMath.pow(Math.abs(v), e);
  }

  /**
   * A limb with round ends between two points, thick {@code ra} at one and {@code rb} at the other.
   */
  void capsule(Vec a, double ra, Vec b, double rb, int segments) {
    Vec axis = b.minus(a);
    double length = axis.length();
    Vec up = axis.unit();
    int half = segments < 12 ? 2 : 3;
    int around = sketch.facets(segments);
    List<Vec[]> rows = new ArrayList<>();
    for (int i = 0; i <= half; i++) {
      double t = Math.PI / 2 * (1 - (double) i / half);
      rows.add(circle(a, up, -ra * StrictMath.sin(t), ra * StrictMath.cos(t), around));
    }
    for (int i = 0; i <= half; i++) {
      double t = Math.PI / 2 * i / half;
      rows.add(circle(a, up, length + rb * StrictMath.sin(t), rb * StrictMath.cos(t), around));
    }
    sketch.surface(rows.toArray(Vec[][]::new), true);
  }

  /** A round bar through points, with flat closed ends. */
  void tube(double radius, int segments, Vec... path) {
    double[] radii = new double[path.length];
    Arrays.fill(radii, radius);
    taper(segments, path, radii);
  }

  /** The same, with a radius for every point. */
  void taper(int segments, Vec[] path, double[] radii) {
    int n = path.length;
    int around = sketch.facets(segments);
    List<Vec[]> rows = new ArrayList<>();
    Vec side = null;
    for (int i = 0; i < n; i++) {
      Vec back = i == 0 ? path[1].minus(path[0]) : path[i].minus(path[i - 1]);
      Vec ahead = i == n - 1 ? path[n - 1].minus(path[n - 2]) : path[i + 1].minus(path[i]);
      Vec along = back.unit().plus(ahead.unit()).unit();
      side = side == null ? anyAcross(along) : side.minus(along.times(side.dot(along))).unit();
      Vec third = along.cross(side);
      double miter = 1 / Math.max(0.5, along.dot(ahead.unit()));
      if (i == 0) {
        rows.add(ringAt(path[i], side, third, 0, around));
      }
      rows.add(ringAt(path[i], side, third, radii[i] * miter, around));
      if (i == n - 1) {
        rows.add(ringAt(path[i], side, third, 0, around));
      }
    }
    sketch.surface(rows.toArray(Vec[][]::new), true);
  }

  /** A bar whose corners are rounded with a radius of {@code bend} metres. */
  void bent(double radius, double bend, int segments, Vec... path) {
    List<Vec> points = new ArrayList<>();
    points.add(path[0]);
    for (int i = 1; i + 1 < path.length; i++) {
      Vec in = path[i - 1].minus(path[i]);
      Vec out = path[i + 1].minus(path[i]);
      double cut = Math.min(bend, 0.48 * Math.min(in.length(), out.length()));
      Vec p0 = path[i].plus(in.unit().times(cut));
      Vec p2 = path[i].plus(out.unit().times(cut));
      for (int k = 0; k <= 3; k++) {
        double t = k / 3.0;
        points.add(p0.lerp(path[i], t).lerp(path[i].lerp(p2, t), t));
      }
    }
    points.add(path[path.length - 1]);
    tube(radius, segments, points.toArray(Vec[]::new));
  }

  private static Vec anyAcross(Vec along) {
    Vec other = Math.abs(along.y()) < 0.9 ? Vec.UP : new Vec(1, 0, 0);
    return other.cross(along).unit();
  }

  private static Vec[] circle(Vec base, Vec up, double along, double radius, int segments) {
    Vec side = anyAcross(up);
    return ringAt(base.plus(up.times(along)), side, up.cross(side), radius, segments);
  }

  private static Vec[] ringAt(Vec centre, Vec side, Vec third, double radius, int segments) {
    Vec[] ring = new Vec[segments];
    for (int j = 0; j < segments; j++) {
      double angle = 2 * Math.PI * j / segments;
      ring[j] =
          centre
              .plus(side.times(radius * StrictMath.cos(angle)))
              .plus(third.times(radius * StrictMath.sin(angle)));
    }
    return ring;
  }
}
