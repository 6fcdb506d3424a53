package org.asclepion.content.build;

/** The forms people are made of, in the figure's own space. Stateless. */
final class Body {
  /** Height, half width, half depth, middle's z: the trunk from seat to neck. */
  private static final double[][] TRUNK = {
    {0.80, 0.148, 0.098, 0.0}, {0.90, 0.156, 0.108, 0.002}, {0.97, 0.150, 0.104, 0.0},
    {1.05, 0.138, 0.094, -0.002}, {1.13, 0.136, 0.093, -0.004}, {1.22, 0.143, 0.101, -0.004},
    {1.30, 0.150, 0.104, 0.0}, {1.36, 0.134, 0.093, 0.006}, {1.405, 0.092, 0.073, 0.011},
    {1.45, 0.058, 0.055, 0.014}, {1.50, 0.050, 0.050, 0.014}
  };

  /** The same with a skirt that falls from the waist to above the knee. */
  private static final double[][] SKIRTED = {
    {0.55, 0.205, 0.160, 0.0}, {0.70, 0.190, 0.146, 0.0}, {0.82, 0.174, 0.126, 0.0},
    {0.92, 0.164, 0.114, 0.0}, {1.05, 0.146, 0.099, -0.002}, {1.13, 0.142, 0.097, -0.004},
    {1.22, 0.147, 0.104, -0.004}, {1.30, 0.153, 0.106, 0.0}, {1.36, 0.136, 0.095, 0.006},
    {1.405, 0.095, 0.076, 0.011}, {1.45, 0.062, 0.059, 0.014}, {1.50, 0.054, 0.054, 0.014}
  };

  private Body() {}

  /** A body of oval slices between two heights. */
  static Sdf tower(double[][] table, double bottom, double top) {
    return (x, y, z) -> {
      double yy = Math.clamp(y, bottom, top);
      double w = curve(table, yy, 1);
      double d = curve(table, yy, 2);
      double dz = z - curve(table, yy, 3);
      double q = Math.sqrt((x / w) * (x / w) + (dz / d) * (dz / d));
      double g = Math.sqrt((x / w / w) * (x / w / w) + (dz / d / d) * (dz / d / d));
      double side = g < 1e-6 ? -d : q * (q - 1) / g / Math.max(1, q);
      double end = Math.max(y - top, bottom - y);
      double a = Math.max(side + 0.012, 0);
      double b = Math.max(end + 0.012, 0);
      return Math.min(Math.max(side, end), -0.012) + Math.sqrt(a * a + b * b);
    };
  }

  private static double curve(double[][] t, double y, int k) {
    int i = 1;
    while (i < t.length - 2 && y > t[i + 1][0]) {
      i++;
    }
    if (y < t[1][0]) {
      i = 0;
    }
    int before = Math.max(0, i - 1);
    int after = Math.min(t.length - 1, i + 2);
    double u = Math.clamp((y - t[i][0]) / (t[i + 1][0] - t[i][0]), 0, 1);
    double step = t[i + 1][0] - t[i][0];
    double m0 = (t[i + 1][k] - t[before][k]) / (t[i + 1][0] - t[before][0]) * step;
    double m1 = (t[after][k] - t[i][k]) / (t[after][0] - t[i][0]) * step;
    double a = t[i][k];
    double b = t[i + 1][k];
    return a + u * (m0 + u * (3 * (b - a) - 2 * m0 - m1 + u * (2 * (a - b) + m0 + m1)));
  }

  /** Chest, shoulders and waist down to a hem. */
  static Sdf top(double hem) {
    return tower(TRUNK, hem, 1.445).join(shoulders(0.05), 0.05);
  }

  static Sdf coat(double hem) {
    return tower(SKIRTED, hem, 1.44).join(shoulders(0.052), 0.05).grown(0.012);
  }

  private static Sdf shoulders(double r) {
    return Sdf.limb(
            v(0.085, 1.382, 0.012), r * 0.82, v(Skeleton.SHOULDER_X - 0.008, 1.354, 0.01), r)
        .mirrored();
  }

  /** An arm at +X from the shoulder to a height, with the given thickness. */
  static Sdf arm(double shoulder, double elbow, double wrist, double to) {
    Vec bend = v(Skeleton.ELBOW_X, 1.1, 0.016);
    Sdf whole =
        Sdf.limb(v(Skeleton.SHOULDER_X, 1.36, 0.01), shoulder, bend, elbow)
            .or(Sdf.limb(bend, elbow, v(Skeleton.ARM_X, 0.86, 0.002), wrist));
    Sdf above = (x, y, z) -> to - y;
    return whole.within(above);
  }

  /** Both legs and the seat, down to the ankles. */
  static Sdf trousers(double ankle) {
    Vec knee = v(Skeleton.LEG_X + 0.003, 0.49, -0.004);
    Sdf leg =
        Sdf.limb(v(0.084, 0.9, 0.004), 0.084, knee, 0.063)
            .or(Sdf.limb(knee, 0.063, v(Skeleton.LEG_X + 0.005, 0.06, 0.012), 0.055));
    Sdf above = (x, y, z) -> ankle - y;
    return leg.mirrored().join(tower(TRUNK, 0.85, 1.0).grown(-0.006), 0.03).within(above);
  }

  /** A foot in its shoe, at +X. */
  static Sdf shoe() {
    double x = Skeleton.LEG_X + 0.006;
    Sdf upper =
        Sdf.ellipsoid(x, 0.04, -0.05, 0.044, 0.046, 0.118)
            .join(Sdf.limb(v(x, 0.05, 0.03), 0.042, v(x, 0.1, 0.018), 0.038), 0.03)
            .join(Sdf.sphere(x, 0.04, 0.045, 0.042), 0.03);
    Sdf ground = (px, y, z) -> 0.012 - y;
    return upper.within(ground);
  }

  static Sdf sole() {
    double x = Skeleton.LEG_X + 0.006;
    return Sdf.box(x, 0.011, -0.045, 0.044, 0.011, 0.125, 0.01)
        .within(Sdf.ellipsoid(x, 0.01, -0.045, 0.05, 0.06, 0.138));
  }

  /** A body reflected to the other side. */
  static Sdf side(Sdf right, int side) {
    return side > 0 ? right : (x, y, z) -> right.at(-x, y, z);
  }

  static Vec v(double x, double y, double z) {
    return new Vec(x, y, z);
  }
}
