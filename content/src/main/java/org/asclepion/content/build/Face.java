package org.asclepion.content.build;

/** Draws a person's head: skull, ears, nose, eyes that look, brows, a mouth that moves. */
final class Face {
  static final double EYE_X = 0.0345;
  static final double EYE_Y = 1.597;
  static final double EYE_Z = -0.077;
  static final double MOUTH_Y = 1.5325;

  private Face() {}

  static Sdf head() {
    Sdf ear =
        Sdf.ellipsoid(0.0855, 1.583, 0.012, 0.0125, 0.031, 0.02)
            .without(Sdf.ellipsoid(0.099, 1.586, 0.006, 0.009, 0.019, 0.012), 0.008);
    Sdf sides = Sdf.ellipsoid(0.041, 1.554, -0.051, 0.031, 0.032, 0.032).join(ear, 0.01).mirrored();
    Sdf socket = Sdf.ellipsoid(EYE_X, EYE_Y + 0.002, -0.102, 0.024, 0.02, 0.018).mirrored();
    Sdf skull =
        Sdf.ellipsoid(0, 1.612, 0.006, 0.0845, 0.1, 0.098)
            .join(Sdf.ellipsoid(0, 1.548, -0.018, 0.064, 0.07, 0.072), 0.05)
            .join(Sdf.sphere(0, 1.492, -0.052, 0.024), 0.045)
            .join(sides, 0.02)
            .without(socket, 0.02);
    Sdf nose =
        Sdf.limb(Body.v(0, 1.6, -0.086), 0.0065, Body.v(0, 1.5695, -0.1085), 0.0135)
            .join(Sdf.sphere(0.0105, 1.564, -0.096, 0.0082).mirrored(), 0.01);
    Sdf neck = Sdf.limb(Body.v(0, 1.36, 0.016), 0.05, Body.v(0, 1.53, 0.014), 0.046);
    return skull.join(nose, 0.016).join(neck, 0.03);
  }

  static void draw(Sketch s, Skeleton bones) {
    Sdf head = head();
    Sketch skin = s.in(Material.SKIN, 0xFFFFFF).moving(bones.headAndNeck());
    Skinner.draw(
        skin,
        head,
        Body.v(-0.12, 1.385, -0.14),
        Body.v(0.12, 1.73, 0.13),
        0.0112,
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

  private static void eye(Sketch s, Skeleton bones, int side) {
    double x = side * EYE_X;
    Sketch ball = s.moving(bones.joint("eye", side));
    ball.in(Material.EYE, 0xF7F5F1)
        .round()
        .ellipsoid(Body.v(x, EYE_Y, EYE_Z), 0.0183, 0.0194, 0.0135, 18);
    Sketch pupil = s.moving(bones.joint("pupil", side));
    double z = EYE_Z - 0.0118;
    pupil
        .in(Material.EYE, 0x5A4330)
        .round()
        .ellipsoid(Body.v(x, EYE_Y, z), 0.0106, 0.0112, 0.0028, 16);
    pupil
        .in(Material.EYE, 0x1E1916)
        .round()
        .ellipsoid(Body.v(x, EYE_Y, z - 0.0011), 0.0059, 0.0062, 0.0024, 12);
    pupil
        .in(Material.EYE, 0xFFFFFF)
        .round()
        .ellipsoid(Body.v(x + 0.0035, EYE_Y + 0.0042, z - 0.0026), 0.0019, 0.0019, 0.0012, 8);
    // The upper lid, and the line of lashes along its edge.
    Sketch lid = s.moving(bones.head);
    int n = 10;
    Vec[][] grid = new Vec[4][n + 1];
    Vec[] lashes = new Vec[n + 1];
    for (int j = 0; j <= n; j++) {
      double lon = Math.PI * (2 - (double) j / n);
      for (int i = 0; i < 4; i++) {
        double rise = 0.55 - 0.14 * StrictMath.sin(lon) + (1.5 - 0.55) * i / 3.0;
        double c = StrictMath.cos(rise);
        grid[i][j] =
            Body.v(
                x + 0.0202 * c * StrictMath.cos(lon),
                EYE_Y + 0.0212 * StrictMath.sin(rise),
                EYE_Z + 0.0158 * c * StrictMath.sin(lon));
      }
      lashes[j] = grid[0][j];
    }
    lid.in(Material.SKIN, 0xF4E2DA).surface(grid, false);
    lid.in(Material.EYE, 0x2A201B).round().tube(0.0013, 5, lashes);
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

  private static void mouth(Sketch s, Sdf head, Skeleton bones) {
    Sketch m = s.moving(bones.joint("mouth"));
    int n = 8;
    Vec[] upper = new Vec[n + 1];
    Vec[] lower = new Vec[n + 1];
    Vec[] inner = new Vec[n + 1];
    for (int i = 0; i <= n; i++) {
      double u = 2.0 * i / n - 1;
      double x = 0.0245 * u;
      double smile = MOUTH_Y - 0.003 + 0.0058 * u * u;
      double open = 0.0021 * (1 - u * u);
      upper[i] = Drape.front(head, x, smile + open, 0.0002);
      lower[i] = Drape.front(head, x, smile - open - 0.0012 * (1 - u * u), 0.0002);
      inner[i] = Drape.front(head, x, smile, 0.0004);
    }
    m.in(Material.EYE, 0x5B2A2A).round().tube(0.0016, 6, inner);
    Paint lip = Material.SKIN.in(0xE3A09A);
    lips(m.in(lip), upper, 0.0024);
    lips(m.in(lip), lower, 0.003);
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
