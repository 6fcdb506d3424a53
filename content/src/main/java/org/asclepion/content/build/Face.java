package org.asclepion.content.build;

/** Draws a person's head: skull, ears, nose, eyes that look, lids, brows, a mouth that speaks. */
final class Face {
  static final double EYE_X = 0.0345;
  static final double EYE_Y = 1.597;
  static final double EYE_Z = -0.0725;
  static final double EYE_RADIUS = 0.0186;
  static final double MOUTH_Y = 1.5325;

  private Face() {}

  static Sdf head() {
    Sdf ear =
        Sdf.ellipsoid(0.0855, 1.583, 0.012, 0.0125, 0.031, 0.02)
            .without(Sdf.ellipsoid(0.099, 1.586, 0.006, 0.009, 0.019, 0.012), 0.008);
    Sdf sides = Sdf.ellipsoid(0.041, 1.554, -0.051, 0.031, 0.032, 0.032).join(ear, 0.01).mirrored();
    Sdf socket = Sdf.ellipsoid(EYE_X, EYE_Y + 0.002, -0.102, 0.024, 0.02, 0.018).mirrored();
    Sdf nose =
        Sdf.limb(Body.v(0, 1.6, -0.086), 0.0065, Body.v(0, 1.5695, -0.1085), 0.0135)
            .join(Sdf.sphere(0.0105, 1.564, -0.096, 0.0082).mirrored(), 0.01);
    return skull().join(sides, 0.02).without(socket, 0.02).join(nose, 0.016).join(neck(), 0.03);
  }

  /** Head and jaw without what stands out of them. */
  static Sdf skull() {
    return Sdf.ellipsoid(0, 1.612, 0.006, 0.0845, 0.1, 0.098)
        .join(Sdf.ellipsoid(0, 1.548, -0.018, 0.064, 0.07, 0.072), 0.05)
        .join(Sdf.sphere(0, 1.492, -0.052, 0.024), 0.045);
  }

  static Sdf neck() {
    return Sdf.limb(Body.v(0, 1.36, 0.016), 0.05, Body.v(0, 1.53, 0.014), 0.046);
  }

  static void draw(Sketch s, Skeleton bones) {
    Sdf head = head();
    Sketch skin = s.in(Material.SKIN, 0xFFFFFF).moving(bones.headAndNeck());
    Skinner.draw(
        skin,
        head,
        Body.v(-0.12, 1.385, -0.14),
        Body.v(0.12, 1.73, 0.13),
        0.0142,
        Face::complexion);
    for (int side = -1; side <= 1; side += 2) {
      eye(s, bones, side);
      brow(s, head, bones, side);
    }
    mouth(s, head, bones);
  }

  /** A little more colour on cheeks, nose and ears. */
  private static Paint complexion(Vec p) {
    double cheek = near(p, 0.05, 1.552, -0.075, 0.034);
    double nose = near(p, 0, 1.566, -0.112, 0.02);
    double ear = near(p, 0.09, 1.58, 0.01, 0.035);
    double warm = Math.min(1, 0.8 * cheek + 0.55 * nose + 0.5 * ear);
    Paint base = Material.SKIN.in(0xFFFFFF);
    return new Paint(Material.SKIN, base.r(), 1 - 0.23 * warm, 1 - 0.25 * warm);
  }

  private static double near(Vec p, double x, double y, double z, double r) {
    double dx = Math.abs(p.x()) - x;
    double d = (dx * dx + (p.y() - y) * (p.y() - y) + (p.z() - z) * (p.z() - z)) / (r * r);
    return Math.max(0, 1 - d);
  }

  /** A ball that turns, its iris laid on; a lid that closes over it, below one that stays. */
  private static void eye(Sketch s, Skeleton bones, int side) {
    double x = side * EYE_X;
    double r = EYE_RADIUS;
    Sketch ball = s.moving(bones.joint("eye", side)).in(Material.EYE, 0xF5F2EC);
    ball.round().ellipsoid(Body.v(x, EYE_Y, EYE_Z), r, r, r, 12);
    double front = EYE_Z - r;
    disc(ball.in(Material.EYE, 0x5A4330), x, front, 0.0102, 0.0005, 14);
    disc(ball.in(Material.EYE, 0x1E1916), x, front, 0.0055, 0.0009, 10);
    if (s.coarse()) {
      return;
    }
    ball.in(Material.EYE, 0xFFFFFF)
        .round()
        .ellipsoid(Body.v(x + 0.0035, EYE_Y + 0.0042, front + 0.0004), 0.0018, 0.0018, 0.0012, 6);
    Paint skin = Material.SKIN.in(0xF4E2DA);
    shell(s.moving(bones.head).in(skin), x, r * 1.085, 0.62, 1.5);
    Vec[] edge = shell(s.moving(bones.joint("lid", side)).in(skin), x, r * 1.045, 0.52, 2.0);
    s.moving(bones.joint("lid", side)).in(Material.EYE, 0x2A201B).round().tube(0.0012, 5, edge);
  }

  /** A flat cap on the front of an eye, raised above it by {@code lift} metres in its middle. */
  private static void disc(Sketch s, double x, double front, double radius, double lift, int n) {
    double r = EYE_RADIUS;
    int around = s.facets(n);
    int rings = s.coarse() ? 1 : 3;
    int middle = s.vertex(Body.v(x, EYE_Y, front - lift), new Vec(0, 0, -1));
    int[] inner = null;
    for (int k = 1; k <= rings; k++) {
      double q = radius * k / rings;
      double sag = r - Math.sqrt(r * r - q * q);
      double z = front + sag - lift * (k == rings ? 0.4 : 1);
      int[] ring = new int[around];
      for (int j = 0; j < around; j++) {
        double a = 2 * Math.PI * j / around;
        double dx = q * StrictMath.cos(a);
        double dy = q * StrictMath.sin(a);
        Vec normal = new Vec(dx, dy, -Math.sqrt(r * r - q * q)).unit();
        ring[j] = s.vertex(Body.v(x + dx, EYE_Y + dy, z), normal);
      }
      for (int j = 0; j < around; j++) {
        int next = (j + 1) % around;
        if (inner == null) {
          s.triangle(middle, ring[next], ring[j]);
        } else {
          s.quad(inner[j], inner[next], ring[next], ring[j]);
        }
      }
      inner = ring;
    }
  }

  /** Part of a ball round an eye, from a low edge that sinks in its middle up over the top. */
  private static Vec[] shell(Sketch s, double x, double r, double low, double high) {
    int n = 10;
    Vec[][] grid = new Vec[5][n + 1];
    for (int j = 0; j <= n; j++) {
      double lon = Math.PI * (2 - (double) j / n);
      for (int i = 0; i < 5; i++) {
        double edge = low - 0.14 * StrictMath.sin(lon);
        double rise = edge + (high - edge) * i / 4;
        double c = StrictMath.cos(rise);
        grid[i][j] =
            Body.v(
                x + r * c * StrictMath.cos(lon),
                EYE_Y + r * StrictMath.sin(rise),
                EYE_Z + r * c * StrictMath.sin(lon));
      }
    }
    s.surface(grid, false);
    return grid[0];
  }

  private static void brow(Sketch s, Sdf head, Skeleton bones, int side) {
    Sketch hair = s.in(Material.HAIR, 0xFFFFFF).moving(bones.joint("brow", side));
    Vec[] path = new Vec[6];
    for (int i = 0; i < 6; i++) {
      double t = i / 5.0;
      double x = side * (0.015 + 0.042 * t);
      double y = 1.6305 + 0.0085 * StrictMath.sin(Math.PI * (0.32 + 0.5 * t)) - 0.0065 * t;
      path[i] = Drape.front(head, x, y, 0.001);
    }
    double[] w = {0.0032, 0.0042, 0.0042, 0.0038, 0.0031, 0.0016};
    hair.round().taper(6, path, w);
  }

  /** Two lips, of which the lower goes with the jaw, and what is seen between them. */
  private static void mouth(Sketch s, Sdf head, Skeleton bones) {
    int upperJoint = bones.joint("mouth");
    int lowerJoint = bones.joint("lip");
    int n = 8;
    Vec[] upper = new Vec[n + 1];
    Vec[] lower = new Vec[n + 1];
    for (int i = 0; i <= n; i++) {
      double u = 2.0 * i / n - 1;
      double x = 0.0245 * u;
      double smile = MOUTH_Y - 0.003 + 0.0058 * u * u;
      double open = 0.0021 * (1 - u * u);
      upper[i] = Drape.front(head, x, smile + open, 0.0002);
      lower[i] = Drape.front(head, x, smile - open - 0.0012 * (1 - u * u), 0.0002);
    }
    Sketch.Weights low =
        p -> {
          double u = Math.min(1, Math.abs(p.x()) / 0.0245);
          return new double[] {upperJoint, lowerJoint, 1 - u * u * u * u};
        };
    // Between the lips: row by row from the lower to the upper.
    between(s, head, upper, lower, 0x51262A, 1, 0.0007, upperJoint, lowerJoint);
    if (!s.coarse()) {
      between(s, head, upper, lower, 0xE9E4DA, 0.34, 0.0011, upperJoint, lowerJoint);
    }
    Paint lip = Material.SKIN.in(0xE3A09A);
    lips(s.moving(upperJoint).in(lip), upper, 0.0024);
    lips(s.moving(low).in(lip), lower, 0.003);
  }

  /** A skin from the upper lip down to {@code share} of the way to the lower one. */
  private static void between(
      Sketch s,
      Sdf head,
      Vec[] upper,
      Vec[] lower,
      int colour,
      double share,
      double lift,
      int upperJoint,
      int lowerJoint) {
    int n = upper.length - 1;
    int rows = 3;
    for (int i = 0; i < n; i++) {
      for (int k = 0; k < rows; k++) {
        Sketch strip = s.in(Material.EYE, colour);
        int[] ids = new int[4];
        for (int c = 0; c < 4; c++) {
          int column = i + (c == 1 || c == 2 ? 1 : 0);
          double t = share * (k + (c < 2 ? 1 : 0)) / rows;
          double u = 2.0 * column / n - 1;
          double drop = t * (1 - u * u * u * u);
          Vec p = upper[column].lerp(lower[column], t);
          Vec at = Drape.front(head, p.x(), p.y(), lift);
          ids[c] =
              strip
                  .moving(q -> new double[] {upperJoint, lowerJoint, drop})
                  .vertex(at, new Vec(0, 0, -1));
        }
        strip.quad(ids[1], ids[0], ids[3], ids[2]);
      }
    }
  }

  private static void lips(Sketch s, Vec[] path, double thick) {
    double[] radii = new double[path.length];
    for (int i = 0; i < path.length; i++) {
      double u = 2.0 * i / (path.length - 1) - 1;
      radii[i] = thick * (1.08 - u * u);
    }
    s.round().taper(6, path, radii);
  }
}
