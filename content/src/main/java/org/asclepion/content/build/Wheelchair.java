package org.asclepion.content.build;

/** Draws a wheelchair under a seated figure. Owned by the thread that draws. */
final class Wheelchair {
  private static final int FRAME = 0x3A434B;
  private static final int TYRE = 0x2A2C2E;
  private static final int SEAT = 0x47525A;

  private final Sketch sketch;
  private final Skeleton bones;

  Wheelchair(Sketch sketch, Skeleton bones) {
    this.sketch = sketch;
    this.bones = bones;
  }

  void draw() {
    int root = bones.joint("root");
    Sketch s = sketch.moving(root);
    s.in(Material.CLOTH, SEAT).box(-0.22, 0.395, -0.28, 0.22, 0.435, 0.17, 0.012);
    s.in(Material.CLOTH, SEAT).box(-0.22, 0.46, 0.165, 0.22, 0.86, 0.195, 0.012);
    Sketch bar = s.in(Material.EYE, FRAME);
    for (int side = -1; side <= 1; side += 2) {
      double x = side * 0.235;
      // From the handle down the back, along the seat and to the foot rest.
      bar.round()
          .bent(
              0.0125,
              0.06,
              7,
              Body.v(x, 0.93, 0.3),
              Body.v(x, 0.93, 0.18),
              Body.v(x, 0.4, 0.18),
              Body.v(x, 0.4, -0.32),
              Body.v(x * 0.9, 0.1, -0.43));
      bar.round()
          .bent(
              0.011, 0.04, 7, Body.v(x, 0.62, 0.18), Body.v(x, 0.62, -0.2), Body.v(x, 0.4, -0.22));
      s.in(Material.CLOTH, SEAT).box(x - 0.024, 0.625, -0.2, x + 0.024, 0.655, 0.12, 0.01);
      s.in(Material.EYE, FRAME)
          .box(
              x * 0.9 - 0.07 * side - 0.07,
              0.07,
              -0.53,
              x * 0.9 - 0.07 * side + 0.07,
              0.085,
              -0.38,
              0.004);
      wheel(side);
      caster(s, side);
    }
  }

  private void wheel(int side) {
    Sketch s = sketch.moving(bones.joint("wheel", side));
    Vec hub = Body.v(side * 0.3, 0.3, 0.1);
    hoop(s.in(Material.CLOTH, TYRE), hub, 0.285, 0.0155, 22);
    hoop(s.in(Material.EYE, 0xB9BFC2), hub.plus(Body.v(side * 0.03, 0, 0)), 0.245, 0.007, 18);
    for (int k = 0; k < s.facets(10); k++) {
      double a = 2 * Math.PI * k / s.facets(10);
      Vec rim = hub.plus(Body.v(0, 0.28 * StrictMath.sin(a), 0.28 * StrictMath.cos(a)));
      s.in(Material.EYE, 0xB9BFC2).round().tube(0.003, 4, hub, rim);
    }
    s.in(Material.EYE, FRAME)
        .round()
        .capsule(hub.minus(Body.v(0.02, 0, 0)), 0.02, hub.plus(Body.v(0.02, 0, 0)), 0.02, 8);
  }

  private void caster(Sketch s, int side) {
    Vec hub = Body.v(side * 0.21, 0.075, -0.3);
    hoop(s.in(Material.CLOTH, TYRE), hub, 0.058, 0.016, 12);
    s.in(Material.EYE, FRAME).round().tube(0.01, 6, hub, Body.v(side * 0.225, 0.4, -0.27));
  }

  private static void hoop(Sketch s, Vec hub, double radius, double thick, int segments) {
    int n = s.facets(segments);
    int m = s.coarse() ? 4 : 6;
    Vec[][] grid = new Vec[m + 1][n];
    for (int i = 0; i <= m; i++) {
      double b = 2 * Math.PI * i / m;
      for (int j = 0; j < n; j++) {
        double a = 2 * Math.PI * j / n;
        double r = radius + thick * StrictMath.cos(b);
        grid[i][j] =
            hub.plus(
                Body.v(thick * StrictMath.sin(b), r * StrictMath.cos(a), r * StrictMath.sin(a)));
      }
    }
    s.surface(grid, true);
  }
}
