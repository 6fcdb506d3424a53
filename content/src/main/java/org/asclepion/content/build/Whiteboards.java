package org.asclepion.content.build;

/**
 * Whiteboards: a steel frame, an enamelled face, a tray with four pens and a sponge. One of the
 * staff has a frame of water blue and a hexagon, the staff's badge, on its upper edge. Static.
 */
final class Whiteboards {
  /** How far the face stands before the wall, metres. */
  static final double DEPTH = 0.026;

  private static final double FRAME = 0.02;

  private Whiteboards() {}

  static void board(Sketch s, double halfWidth, double halfHeight, boolean staff) {
    double x = halfWidth + FRAME;
    double y = halfHeight + FRAME;
    Paint frame = staff ? Material.SATIN.in(Paint.WATER) : Paints.STEEL;
    s.in(frame).box(-x, -y, -0.022, x, y, 0, 0.008);
    s.in(Material.GLOSS, 0xFAFAF7)
        .box(-halfWidth, -halfHeight, -DEPTH, halfWidth, halfHeight, -0.01, 0.003);
    double tray = Math.min(0.6, halfWidth * 0.7);
    s.in(Paints.STEEL).box(-tray, -y - 0.005, -0.09, tray, -y + 0.008, -0.02, 0.004);
    int[] pens = {Paint.INK, Paint.WATER, Paint.SAGE, Paint.ALERT};
    for (int k = 0; k < pens.length; k++) {
      double from = -tray * 0.8 + k * tray * 0.3;
      s.in(Material.SATIN, pens[k])
          .round()
          .capsule(
              new Vec(from, -y + 0.018, -0.055),
              0.009,
              new Vec(from + tray * 0.2, -y + 0.018, -0.06),
              0.008,
              8);
    }
    s.in(Paints.GRAPHITE).block(tray * 0.75, -y + 0.025, -0.055, 0.11, 0.032, 0.045, 0.008);
    if (staff) {
      hexagon(s, y);
    }
  }

  private static void hexagon(Sketch s, double top) {
    Vec[] corners = new Vec[7];
    for (int k = 0; k < corners.length; k++) {
      double angle = k * Math.PI / 3;
      corners[k] =
          new Vec(
              0.045 * StrictMath.cos(angle), top + 0.05 + 0.045 * StrictMath.sin(angle), -0.012);
    }
    s.in(Material.SATIN, Paint.WATER).round().tube(0.008, 6, corners);
  }
}
