package org.asclepion.content.build;

/** Lays things onto a body: patches, bands, badges. Stateless. */
final class Drape {
  private Drape() {}

  /** The point of a body's front at (x, y), {@code lift} metres off its surface. */
  static Vec front(Sdf body, double x, double y, double lift) {
    return along(body, new Vec(x, y, -0.6), new Vec(0, 0, 1), lift);
  }

  static Vec back(Sdf body, double x, double y, double lift) {
    return along(body, new Vec(x, y, 0.6), new Vec(0, 0, -1), lift);
  }

  private static Vec along(Sdf body, Vec from, Vec way, double lift) {
    Vec p = from;
    Vec nearest = from;
    double least = Double.MAX_VALUE;
    for (int i = 0; i < 160 && p.minus(from).length() < 1.1; i++) {
      double d = body.at(p.x(), p.y(), p.z());
      if (d < least) {
        least = d;
        nearest = p;
      }
      if (d < 0.00005) {
        break;
      }
      p = p.plus(way.times(d * 0.7));
    }
    // What misses the body hangs beside it, rather than behind.
    return nearest.minus(way.times(lift));
  }

  /**
   * A patch over the front of a body between four corners (x, y), in order counter-clockwise as the
   * wearer sees it: low-left, low-right, high-right, high-left; its rim turns into the body.
   */
  static void patch(Sketch s, Sdf body, double lift, int columns, int rows, double... c) {
    int across = s.coarse() ? (columns + 2) / 3 : columns;
    int up = s.coarse() ? (rows + 2) / 3 : rows;
    Vec[][] grid = new Vec[up + 3][across + 3];
    for (int i = 0; i < up + 3; i++) {
      for (int j = 0; j < across + 3; j++) {
        boolean rim = i == 0 || j == 0 || i == up + 2 || j == across + 2;
        double u = Math.clamp((j - 1.0) / across, 0, 1);
        double v = Math.clamp((i - 1.0) / up, 0, 1);
        double x = mix(mix(c[0], c[2], u), mix(c[6], c[4], u), v);
        double y = mix(mix(c[1], c[3], u), mix(c[7], c[5], u), v);
        grid[i][across + 2 - j] = front(body, x, y, rim ? -0.004 : lift);
      }
    }
    s.surface(grid, false);
  }

  /** An upright rectangular patch. */
  static void rect(
      Sketch s,
      Sdf body,
      double lift,
      int columns,
      int rows,
      double x0,
      double y0,
      double x1,
      double y1) {
    patch(s, body, lift, columns, rows, x0, y0, x1, y0, x1, y1, x0, y1);
  }

  /** The corners of a patch at +X, for either side. */
  static double[] side(int side, double... c) {
    return side > 0 ? c : new double[] {-c[2], c[3], -c[0], c[1], -c[6], c[7], -c[4], c[5]};
  }

  private static double mix(double a, double b, double t) {
    return a + (b - a) * t;
  }

  /** An upright band round the neck, open in front by {@code gap} radians to each side. */
  static void collar(
      Sketch s, double y0, double y1, double r0, double r1, double gap, double droop) {
    double[][] profile = {
      {r0 - 0.003, y0}, {r1 - 0.003, y1}, {r1 + 0.003, y1 + 0.002}, {r0 + 0.005, y0}
    };
    int n = s.facets(22);
    Vec[][] grid = new Vec[4][n + 1];
    for (int i = 0; i < 4; i++) {
      for (int j = 0; j <= n; j++) {
        double t = (double) j / n;
        double a = Math.PI / 2 + gap + (2 * Math.PI - 2 * gap) * t;
        double fall = droop * StrictMath.pow(Math.abs(2 * t - 1), 3);
        double r = profile[i][0];
        grid[3 - i][j] =
            new Vec(
                r * StrictMath.cos(a), profile[i][1] - fall, 0.014 - r * 0.96 * StrictMath.sin(a));
      }
    }
    s.surface(grid, false);
  }

  /** A frame on a body's front whose +Y points off the body and whose +Z points up. */
  static Sketch pinned(Sketch s, Sdf body, double x, double y) {
    Vec p = front(body, x, y, 0);
    Vec right = front(body, x + 0.01, y, 0);
    Vec up = front(body, x, y + 0.01, 0);
    Vec z = up.minus(p).unit();
    Vec normal = right.minus(p).cross(up.minus(p)).unit().times(-1);
    Vec across = normal.cross(z).unit();
    return s.framed(new Frame(across, normal, z, p));
  }
}
