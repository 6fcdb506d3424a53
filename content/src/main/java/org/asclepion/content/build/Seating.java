package org.asclepion.content.build;

import java.util.List;

/** What one sits on. Who sits faces -Z. */
final class Seating {
  private Seating() {}

  static List<Furnishing> all() {
    return List.of(
        Furnishing.of("chair")
            .solid(-0.25, 0, -0.25, 0.25, 0.45, 0.25)
            .solid(-0.24, 0.45, 0.17, 0.24, 0.86, 0.27)
            .seat(0, 0.46, 0.02, 0)
            .drawn(Seating::chair),
        Furnishing.of("office-chair")
            .solid(-0.26, 0, -0.26, 0.26, 0.48, 0.26)
            .solid(-0.24, 0.48, 0.18, 0.24, 1.0, 0.3)
            .seat(0, 0.48, 0.02, 0)
            .drawn(Seating::officeChair),
        Furnishing.of("armchair")
            .solid(-0.38, 0, -0.38, 0.38, 0.43, 0.38)
            .solid(-0.38, 0.43, 0.18, 0.38, 0.86, 0.4)
            .solid(-0.38, 0.43, -0.34, -0.26, 0.62, 0.3)
            .solid(0.26, 0.43, -0.34, 0.38, 0.62, 0.3)
            .seat(0, 0.45, -0.03, 0)
            .drawn(s -> lounge(s, 0.38, 1, Paints.SAGE_CLOTH)),
        Furnishing.of("sofa")
            .solid(-0.98, 0, -0.42, 0.98, 0.43, 0.42)
            .solid(-0.98, 0.43, 0.2, 0.98, 0.84, 0.44)
            .solid(-0.98, 0.43, -0.38, -0.84, 0.62, 0.3)
            .solid(0.84, 0.43, -0.38, 0.98, 0.62, 0.3)
            .seat(-0.56, 0.45, -0.04, 0)
            .seat(0, 0.45, -0.04, 0)
            .seat(0.56, 0.45, -0.04, 0)
            .drawn(Seating::sofa),
        Furnishing.of("stool")
            .solid(-0.2, 0, -0.2, 0.2, 0.5, 0.2)
            .seat(0, 0.5, 0, 0)
            .drawn(Seating::stool),
        Furnishing.of("bench")
            .solid(-0.75, 0, -0.22, 0.75, 0.45, 0.22)
            .seat(-0.38, 0.46, 0, 0)
            .seat(0.38, 0.46, 0, 0)
            .drawn(Seating::bench),
        Furnishing.of("garden-bench")
            .solid(-0.8, 0, -0.28, 0.8, 0.45, 0.26)
            .solid(-0.8, 0.45, 0.18, 0.8, 0.88, 0.34)
            .seat(-0.4, 0.45, -0.03, 0)
            .seat(0.4, 0.45, -0.03, 0)
            .drawn(Seating::gardenBench));
  }

  private static void chair(Sketch s) {
    Sketch wood = s.in(Paints.OAK);
    for (int side = -1; side <= 1; side += 2) {
      // Front leg, back leg running on into the back's post, and the rail that joins them.
      wood.round()
          .capsule(at(side * 0.215, 0.012, -0.2), 0.013, at(side * 0.2, 0.42, -0.19), 0.018, 8);
      wood.round()
          .bent(
              0.016,
              0.12,
              8,
              at(side * 0.215, 0.0, 0.235),
              at(side * 0.2, 0.43, 0.19),
              at(side * 0.2, 0.85, 0.262));
      wood.round().tube(0.011, 8, at(side * 0.205, 0.4, -0.19), at(side * 0.202, 0.4, 0.19));
    }
    wood.round().tube(0.011, 8, at(-0.2, 0.4, -0.19), at(0.2, 0.4, -0.19));
    wood.round().tube(0.011, 8, at(-0.2, 0.4, 0.19), at(0.2, 0.4, 0.19));
    wood.plate().rounded(0, 0, 0.47, 0.46, 0.07, 0.405, 0.425, 0.008);
    s.in(Paints.SAGE_CLOTH).round().cushion(at(0, 0.44, -0.005), 0.222, 0.026, 0.215, 0.35, 28);
    backRest(wood, s.in(Paints.SAGE_CLOTH));
  }

  /** A gently curved back, of wood with a pad in front. */
  private static void backRest(Sketch wood, Sketch pad) {
    for (int layer = 0; layer < 2; layer++) {
      Sketch s = layer == 0 ? wood : pad;
      double y0 = layer == 0 ? 0.6 : 0.615;
      double y1 = layer == 0 ? 0.865 : 0.85;
      double thick = layer == 0 ? 0.016 : 0.026;
      double half = layer == 0 ? 0.215 : 0.2;
      double shift = layer == 0 ? 0 : -0.018;
      curvedSlab(s, half, y0, y1, thick, 0.222 + shift, 0.17, 0.035);
    }
  }

  /** An upright slab with soft rims that bends round who leans on it. */
  private static void curvedSlab(
      Sketch s,
      double half,
      double y0,
      double y1,
      double thick,
      double z,
      double lean,
      double bow) {
    int columns = 10;
    int rows = 5;
    Vec[][] grid = new Vec[columns + 1][rows * 2];
    for (int i = 0; i <= columns; i++) {
      double u = 1 - 2.0 * i / columns;
      double rim = StrictMath.pow(Math.max(0, 1 - StrictMath.pow(Math.abs(u), 8)), 0.5);
      for (int j = 0; j < rows * 2; j++) {
        double angle = 2 * Math.PI * (j + 0.5) / (rows * 2);
        double c = StrictMath.cos(angle);
        double d = StrictMath.sin(angle);
        double v = Math.signum(d) * StrictMath.pow(Math.abs(d), 0.45);
        double w = Math.signum(c) * StrictMath.pow(Math.abs(c), 0.6);
        double height = (y1 - y0) / 2 * (0.82 + 0.18 * rim);
        double y = (y0 + y1) / 2 + v * height;
        double depth = z + lean * (y - 0.6) - bow * u * u + w * thick / 2 * Math.max(rim, 0.02);
        grid[i][j] = new Vec(u * half, y, depth);
      }
    }
    s.surface(grid, true);
  }

  private static void officeChair(Sketch s) {
    Sketch metal = s.in(Paints.STEEL);
    for (int k = 0; k < 5; k++) {
      Sketch leg = metal.turnedY(2 * Math.PI * k / 5 + 0.3);
      leg.round().capsule(at(0.03, 0.1, 0), 0.02, at(0.27, 0.065, 0), 0.014, 8);
      leg.in(Paints.RUBBER)
          .at(0.27, 0.03, 0)
          .turnedX(Math.PI / 2)
          .at(0, -0.018, 0)
          .round()
          .cylinder(0.03, 0.036, 0.008, 14);
    }
    metal.at(0, 0.08, 0).round().cylinder(0.028, 0.33, 0.004, 14);
    s.in(Paints.GRAPHITE).plate().rounded(0, 0, 0.44, 0.42, 0.1, 0.4, 0.43, 0.012);
    s.in(Paints.WATER_CLOTH).round().cushion(at(0, 0.455, 0), 0.24, 0.035, 0.235, 0.4, 32);
    s.in(Paints.GRAPHITE)
        .round()
        .bent(0.018, 0.08, 8, at(0, 0.41, 0.1), at(0, 0.42, 0.29), at(0, 0.75, 0.3));
    curvedSlab(s.in(Paints.WATER_CLOTH), 0.22, 0.58, 1.0, 0.045, 0.235, 0.1, 0.05);
    for (int side = -1; side <= 1; side += 2) {
      s.in(Paints.GRAPHITE)
          .round()
          .bent(
              0.013,
              0.06,
              8,
              at(side * 0.2, 0.41, 0.02),
              at(side * 0.27, 0.43, 0.02),
              at(side * 0.27, 0.66, 0.02));
      s.in(Paints.RUBBER).plate().rounded(side * 0.27, 0, 0.06, 0.24, 0.025, 0.655, 0.68, 0.01);
    }
  }

  private static void lounge(Sketch s, double half, int seats, Paint cloth) {
    Sketch soft = s.in(cloth);
    double inner = half - 0.12;
    for (int side = -1; side <= 1; side += 2) {
      for (int end = -1; end <= 1; end += 2) {
        s.in(Paints.OAK)
            .round()
            .capsule(
                at(side * (half - 0.07), 0.01, end * 0.3),
                0.014,
                at(side * (half - 0.1), 0.17, end * 0.27),
                0.022,
                10);
      }
      soft.round().cushion(at(side * (half - 0.06), 0.38, -0.02), 0.062, 0.235, 0.345, 0.28, 26);
    }
    soft.plate().rounded(0, 0.02, 2 * half - 0.1, 0.68, 0.06, 0.16, 0.31, 0.03);
    soft.at(0, 0.5, 0.31)
        .turnedX(0.16)
        .round()
        .cushion(at(0, 0, 0), half - 0.02, 0.345, 0.085, 0.26, 32);
    double w = inner / seats;
    for (int k = 0; k < seats; k++) {
      double x = -inner + w * (2 * k + 1);
      soft.in(cloth.shade(1.08))
          .round()
          .cushion(at(x, 0.375, -0.05), w - 0.006, 0.082, 0.315, 0.25, 32);
      soft.in(cloth.shade(1.08))
          .at(x, 0.6, 0.205)
          .turnedX(0.2)
          .round()
          .cushion(at(0, 0, 0), w - 0.012, 0.18, 0.075, 0.36, 30);
    }
  }

  private static void sofa(Sketch s) {
    lounge(s, 0.98, 3, Material.FABRIC.in(0xA9BDB0));
    s.in(Paints.SAND_CLOTH)
        .at(-0.68, 0.58, 0.1)
        .turnedY(0.25)
        .turnedX(0.35)
        .round()
        .cushion(at(0, 0, 0), 0.19, 0.17, 0.06, 0.5, 28);
    s.in(Paints.WATER_CLOTH)
        .at(0.7, 0.57, 0.1)
        .turnedY(-0.2)
        .turnedX(0.4)
        .round()
        .cushion(at(0, 0, 0), 0.18, 0.16, 0.06, 0.5, 28);
  }

  private static void stool(Sketch s) {
    for (int k = 0; k < 5; k++) {
      Sketch leg = s.in(Paints.STEEL).turnedY(2 * Math.PI * k / 5);
      leg.round().capsule(at(0.02, 0.09, 0), 0.018, at(0.2, 0.062, 0), 0.012, 8);
      leg.in(Paints.RUBBER)
          .at(0.2, 0.027, 0)
          .turnedX(Math.PI / 2)
          .at(0, -0.015, 0)
          .round()
          .cylinder(0.027, 0.03, 0.007, 14);
    }
    s.in(Paints.STEEL).at(0, 0.08, 0).round().cylinder(0.024, 0.36, 0.003, 14);
    s.in(Paints.GRAPHITE).at(0, 0.42, 0).round().cylinder(0.15, 0.02, 0.008, 28);
    s.in(Material.SATIN, 0x86ACA0)
        .at(0, 0.435, 0)
        .round()
        .lathe(36, 0, 0, 0.17, 0, 0.19, 0.012, 0.196, 0.03, 0.19, 0.05, 0.17, 0.062, 0, 0.066);
  }

  private static void bench(Sketch s) {
    for (int side = -1; side <= 1; side += 2) {
      s.in(Paints.STEEL)
          .round()
          .bent(
              0.014,
              0.05,
              10,
              at(side * 0.6, 0.0, -0.19),
              at(side * 0.6, 0.385, -0.19),
              at(side * 0.6, 0.385, 0.19),
              at(side * 0.6, 0.0, 0.19));
    }
    s.in(Paints.OAK).plate().rounded(0, 0, 1.5, 0.44, 0.05, 0.39, 0.42, 0.01);
    for (int k = -1; k <= 1; k += 2) {
      s.in(Paints.SAGE_CLOTH).round().cushion(at(k * 0.37, 0.44, 0), 0.355, 0.026, 0.205, 0.3, 32);
    }
  }

  private static void gardenBench(Sketch s) {
    Sketch wood = s.in(Material.WOOD, 0xB89468);
    for (int side = -1; side <= 1; side += 2) {
      double x = side * 0.7;
      Sketch iron = s.in(Paints.GRAPHITE);
      iron.round()
          .bent(
              0.02,
              0.08,
              8,
              at(x, 0, -0.25),
              at(x, 0.41, -0.22),
              at(x, 0.4, 0.16),
              at(x, 0.9, 0.32));
      iron.round().bent(0.02, 0.06, 8, at(x, 0, 0.3), at(x, 0.4, 0.12));
      iron.round().bent(0.016, 0.06, 8, at(x, 0.4, -0.2), at(x, 0.64, -0.22), at(x, 0.62, 0.24));
      wood.plate().rounded(x, 0, 0.06, 0.46, 0.02, 0.635, 0.66, 0.008);
    }
    for (int k = 0; k < 5; k++) {
      wood.block(0, 0.435, -0.22 + k * 0.095, 1.56, 0.026, 0.078, 0.008);
    }
    for (int k = 0; k < 4; k++) {
      wood.at(0, 0.52 + k * 0.105, 0.175 + k * 0.034)
          .turnedX(0.31)
          .block(0, 0, 0, 1.56, 0.082, 0.024, 0.008);
    }
  }

  private static Vec at(double x, double y, double z) {
    return new Vec(x, y, z);
  }
}
