package org.asclepion.content.build;

import org.asclepion.content.model.Aperture;

/**
 * Draws door leaves: hinged at the origin, which is the foot of the opening's edge; closed, the
 * leaf reaches along +X and is as thick on both sides of z = 0.
 */
final class Leaves {
  private static final double THICK = 0.042;

  private Leaves() {}

  static void draw(Sketch s, Aperture aperture) {
    double x0 = 0.023;
    double x1 = aperture.width() - 0.023;
    double y0 = 0.009;
    double y1 = aperture.height() - 0.023;
    double half = THICK / 2;
    double g1 = x1 - 0.2;
    double g0 = g1 - 0.11;
    double gy0 = 0.95;
    double gy1 = Math.min(1.85, y1 - 0.2);
    Sketch oak = s.in(Paints.OAK).pattern(Noise.hash(aperture.id().hashCode(), 1, 1), 0.3, false);
    oak.box(x0, y0, -half, g0, y1, half, 0.004);
    oak.box(g1, y0, -half, x1, y1, half, 0.004);
    oak.box(g0 - 0.002, y0, -half, g1 + 0.002, gy0, half, 0.003);
    oak.box(g0 - 0.002, gy1, -half, g1 + 0.002, y1, half, 0.003);
    Sketch bead = s.in(Paints.OAK_LIGHT);
    for (int side = -1; side <= 1; side += 2) {
      double z = side * half;
      bead.block(g0, (gy0 + gy1) / 2, z, 0.014, gy1 - gy0 + 0.02, 0.01, 0.003);
      bead.block(g1, (gy0 + gy1) / 2, z, 0.014, gy1 - gy0 + 0.02, 0.01, 0.003);
      bead.block((g0 + g1) / 2, gy0, z, g1 - g0, 0.014, 0.01, 0.003);
      bead.block((g0 + g1) / 2, gy1, z, g1 - g0, 0.014, 0.01, 0.003);
      handle(s, x1 - 0.075, side, half);
      s.in(Paints.STEEL)
          .block((x0 + x1) / 2, 0.13, side * (half + 0.0008), x1 - x0 - 0.06, 0.2, 0.002, 0.0008);
    }
    Sketch glass = s.in(Material.TINTED, 0xDDE8E8);
    glass.panel(g0, gy0, g1, gy1, -0.003);
    glass.turnedY(Math.PI).panel(-g1, gy0, -g0, gy1, -0.003);
    for (double y : new double[] {0.25, y1 / 2, y1 - 0.25}) {
      s.in(Paints.STEEL).at(0.018, y - 0.05, 0).round().cylinder(0.008, 0.1, 0.002, 12);
    }
  }

  private static void handle(Sketch s, double x, int side, double half) {
    Sketch steel = s.in(Paints.STEEL);
    steel.block(x, 1.02, side * (half + 0.003), 0.045, 0.19, 0.008, 0.004);
    double z = side * (half + 0.05);
    steel
        .round()
        .bent(
            0.0095,
            0.025,
            10,
            new Vec(x, 1.05, side * half),
            new Vec(x, 1.05, z),
            new Vec(x - 0.13, 1.05, z),
            new Vec(x - 0.135, 1.05, side * (half + 0.035)));
    s.in(Paints.GRAPHITE).block(x, 0.965, side * (half + 0.0075), 0.008, 0.02, 0.002, 0);
  }
}
