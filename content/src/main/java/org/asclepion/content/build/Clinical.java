package org.asclepion.content.build;

import java.util.List;

/** What makes it a hospital. Beds have their head end towards +Z; one sits on their -X edge. */
final class Clinical {
  private static final double TOWARDS_MINUS_X = Math.PI / 2;

  private Clinical() {}

  static List<Furnishing> all() {
    return List.of(
        Furnishing.of("exam-bed")
            .solid(-0.33, 0, -0.95, 0.33, 0.62, 0.95)
            .seat(-0.14, 0.63, -0.15, TOWARDS_MINUS_X)
            .drawn(Clinical::examBed),
        Furnishing.of("hospital-bed")
            .solid(-0.48, 0, -1.05, 0.48, 0.56, 1.05)
            .solid(-0.48, 0.56, 0.98, 0.48, 1.0, 1.08)
            .seat(-0.26, 0.57, -0.2, TOWARDS_MINUS_X)
            .drawn(Clinical::hospitalBed),
        Furnishing.of("operating-table")
            .solid(-0.3, 0, -1.0, 0.3, 0.88, 1.0)
            .drawn(Clinical::operatingTable),
        Furnishing.of("surgical-lamp").drawn(Clinical::surgicalLamp),
        Furnishing.of("instrument-trolley")
            .solid(-0.36, 0, -0.24, 0.36, 0.9, 0.24)
            .drawn(Clinical::trolley),
        Furnishing.of("privacy-screen")
            .solid(-0.92, 0, -0.2, 0.92, 1.75, 0.2)
            .drawn(Clinical::privacyScreen),
        Furnishing.of("bed-curtain")
            .solid(-1.1, 0.2, -0.06, 1.1, 2.1, 0.06)
            .drawn(Clinical::curtain),
        Furnishing.of("iv-stand").solid(-0.12, 0, -0.12, 0.12, 1.9, 0.12).drawn(Clinical::ivStand));
  }

  private static void examBed(Sketch s) {
    Sketch frame = s.in(Paints.LACQUER);
    // A cupboard at the head end, legs at the foot, drawers in between.
    frame.box(-0.29, 0.07, -0.1, 0.29, 0.44, 0.86, 0.01);
    s.in(Paints.GRAPHITE).box(-0.26, 0, -0.06, 0.26, 0.07, 0.82, 0);
    Sketch side = s.turnedY(-Math.PI / 2);
    for (int k = 0; k < 2; k++) {
      double x = 0.14 + k * 0.48;
      side.in(Paints.OAK).box(x - 0.23, 0.085, 0.282, x + 0.23, 0.43, 0.304, 0.006);
      side.in(Paints.STEEL)
          .round()
          .bent(
              0.005,
              0.01,
              8,
              at(x - 0.07, 0.38, 0.3),
              at(x - 0.07, 0.38, 0.328),
              at(x + 0.07, 0.38, 0.328),
              at(x + 0.07, 0.38, 0.3));
    }
    for (int k = -1; k <= 1; k += 2) {
      s.in(Paints.STEEL)
          .round()
          .capsule(at(k * 0.25, 0.02, -0.84), 0.02, at(k * 0.25, 0.45, -0.84), 0.02, 12);
    }
    frame.plate().rounded(0, 0, 0.6, 1.86, 0.04, 0.44, 0.48, 0.012);
    Sketch pad = s.in(Material.SATIN, 0x8FB3A6);
    pad.at(0, 0.55, -0.3).round().cushion(at(0, 0, 0), 0.325, 0.068, 0.645, 0.16, 36);
    Sketch head = s.at(0, 0.545, 0.34).turnedX(-0.32);
    head.in(Material.SATIN, 0x8FB3A6)
        .round()
        .cushion(at(0, 0.005, 0.3), 0.325, 0.066, 0.3, 0.2, 36);
    frame.round().tube(0.014, 8, at(-0.2, 0.48, 0.72), at(-0.2, 0.66, 0.8));
    frame.round().tube(0.014, 8, at(0.2, 0.48, 0.72), at(0.2, 0.66, 0.8));
    // The paper: one length drawn over the bed from the roll at its head.
    paper(s.in(Material.MATTE, 0xFBFAF6));
    head.in(Paints.WHITE_CLOTH).round().cushion(at(0, 0.11, 0.42), 0.24, 0.055, 0.14, 0.55, 28);
    Sketch roll = head.at(0, 0.0, 0.66);
    roll.in(Material.MATTE, 0xFBFAF6).round().tube(0.05, 20, at(-0.24, 0, 0), at(0.24, 0, 0));
    roll.in(Paints.STEEL).round().tube(0.012, 10, at(-0.29, 0, 0), at(0.29, 0, 0));
    // A step to climb up by.
    s.in(Paints.STEEL).block(-0.44, 0.1, -0.35, 0.26, 0.02, 0.4, 0.006);
    s.in(Paints.RUBBER).block(-0.44, 0.113, -0.35, 0.24, 0.008, 0.38, 0.003);
    for (int k = 0; k < 4; k++) {
      double x = (k & 1) == 0 ? -0.55 : -0.33;
      double z = k < 2 ? -0.53 : -0.17;
      s.in(Paints.STEEL).round().tube(0.011, 8, at(x, 0, z), at(x, 0.1, z));
    }
  }

  private static void paper(Sketch s) {
    double[][] path = {
      {0.48, -0.957},
      {0.6, -0.95},
      {0.6235, -0.93},
      {0.624, -0.6},
      {0.6245, 0.0},
      {0.6225, 0.31},
      {0.645, 0.38},
      {0.725, 0.62},
      {0.775, 0.78},
      {0.8, 0.87},
      {0.79, 0.94}
    };
    int columns = 8;
    Vec[][] grid = new Vec[columns + 1][path.length];
    for (int i = 0; i <= columns; i++) {
      double x = -0.25 + 0.5 * i / columns;
      for (int j = 0; j < path.length; j++) {
        double crease = 0.0025 * Noise.smooth(x * 14, path[j][1] * 5, 3);
        grid[i][j] = new Vec(x, path[j][0] + crease + (j > 0 ? 0.003 : 0), path[j][1]);
      }
    }
    s.surface(grid, false);
  }

  private static void hospitalBed(Sketch s) {
    Sketch frame = s.in(Paints.LACQUER);
    Tables.wheels(s.scaled(1, 1.6, 1), 0.36, 0.85);
    s.in(Paints.GRAPHITE).plate().rounded(0, 0, 0.74, 1.7, 0.05, 0.15, 0.21, 0.015);
    for (int k = -1; k <= 1; k += 2) {
      s.in(Paints.STEEL).round().tube(0.03, 12, at(0, 0.2, k * 0.45), at(0, 0.38, k * 0.62));
    }
    frame.plate().rounded(0, 0, 0.92, 2.04, 0.05, 0.37, 0.42, 0.015);
    board(s, -1.05, 0.82);
    board(s, 1.03, 1.02);
    s.in(Paints.WHITE_CLOTH)
        .at(0, 0.49, -0.28)
        .round()
        .cushion(at(0, 0, 0), 0.44, 0.078, 0.72, 0.14, 36);
    Sketch back = s.at(0, 0.49, 0.42).turnedX(-0.42);
    back.in(Paints.WHITE_CLOTH).round().cushion(at(0, 0, 0.27), 0.44, 0.075, 0.31, 0.18, 36);
    back.in(Material.FABRIC, 0xFDFCF8)
        .at(0, 0.12, 0.33)
        .turnedX(-0.08)
        .round()
        .cushion(at(0, 0, 0), 0.33, 0.07, 0.2, 0.5, 32);
    blanket(s);
    for (int k = -1; k <= 1; k += 2) {
      Sketch rail = s.in(Paints.LACQUER);
      rail.round()
          .bent(
              0.016,
              0.1,
              10,
              at(k * 0.47, 0.42, 0.05),
              at(k * 0.48, 0.76, 0.08),
              at(k * 0.48, 0.8, 0.78),
              at(k * 0.47, 0.42, 0.82));
      rail.round().tube(0.011, 8, at(k * 0.476, 0.6, 0.08), at(k * 0.476, 0.6, 0.8));
      s.in(Paints.SAGE).block(k * 0.487, 0.7, 0.5, 0.02, 0.07, 0.16, 0.008);
    }
  }

  private static void board(Sketch s, double z, double top) {
    s.in(Paints.OAK)
        .at(0, 0, z)
        .turnedX(-Math.PI / 2)
        .plate()
        .rounded(0, -(top + 0.4) / 2, 0.92, top - 0.4, 0.1, -0.018, 0.018, 0.012);
    s.in(Paints.LACQUER)
        .at(0, 0, z)
        .round()
        .bent(
            0.02,
            0.1,
            10,
            at(-0.45, 0.4, 0),
            at(-0.45, top, 0),
            at(0.45, top, 0),
            at(0.45, 0.4, 0));
  }

  /** A blanket laid over the foot of the bed, hanging a little at the sides, folded back once. */
  private static void blanket(Sketch s) {
    int columns = 16;
    int rows = 14;
    for (int layer = 0; layer < 2; layer++) {
      Vec[][] grid = new Vec[columns + 1][rows + 1];
      double z0 = layer == 0 ? -0.96 : 0.02;
      double z1 = layer == 0 ? 0.2 : 0.21;
      for (int i = 0; i <= columns; i++) {
        double u = -1 + 2.0 * i / columns;
        double over = Math.max(0, Math.abs(u) - 0.82) / 0.18;
        for (int j = 0; j <= rows; j++) {
          double v = (double) j / rows;
          double x = u * 0.475 + Math.signum(u) * 0.012 * Math.min(1, over * 2);
          double z = z0 + (z1 - z0) * v;
          double fold =
              0.006 * Noise.smooth(x * 5, z * 4, 8) + 0.004 * Noise.smooth(x * 14, z * 9, 2);
          double y = 0.578 + fold + layer * 0.013 - 0.15 * StrictMath.pow(over, 1.5);
          if (layer == 1 && (j == 0 || j == rows)) {
            y -= 0.012;
          }
          grid[i][j] = new Vec(x, y, z);
        }
      }
      s.in(layer == 0 ? Paints.WATER_CLOTH : Paints.WHITE_CLOTH).surface(grid, false);
    }
  }

  private static void operatingTable(Sketch s) {
    s.in(Paints.STEEL).plate().rounded(0, 0.1, 0.56, 1.1, 0.1, 0.02, 0.09, 0.02);
    Tables.wheels(s.at(0, -0.02, 0.1), 0.2, 0.45);
    s.in(Paints.LACQUER).plate().rounded(0, 0.1, 0.28, 0.42, 0.08, 0.09, 0.6, 0.02);
    s.in(Paints.STEEL).plate().rounded(0, 0.1, 0.22, 0.34, 0.06, 0.58, 0.76, 0.01);
    s.in(Paints.GRAPHITE).plate().rounded(0, 0, 0.5, 1.86, 0.04, 0.75, 0.79, 0.012);
    Sketch pad = s.in(Material.SATIN, 0x3F5560);
    double[][] parts = {{-0.98, -0.36}, {-0.35, 0.28}, {0.29, 0.7}, {0.71, 0.98}};
    for (double[] p : parts) {
      double half = (p[1] - p[0]) / 2;
      pad.round()
          .cushion(
              at(0, 0.835, (p[0] + p[1]) / 2), p[1] > 0.9 ? 0.16 : 0.27, 0.048, half, 0.16, 28);
    }
    for (int k = -1; k <= 1; k += 2) {
      s.in(Paints.STEEL).block(k * 0.275, 0.77, 0, 0.012, 0.03, 1.5, 0.004);
      Sketch arm = s.at(k * 0.27, 0.84, 0.42).turnedY(k * 0.25);
      arm.in(Paints.GRAPHITE).block(k * 0.28, -0.03, 0, 0.5, 0.02, 0.12, 0.006);
      arm.in(Material.SATIN, 0x3F5560)
          .round()
          .cushion(at(k * 0.3, 0, 0), 0.24, 0.03, 0.075, 0.22, 24);
    }
    s.in(Material.FABRIC, 0x7FB0A6)
        .at(0, 0.888, -0.35)
        .round()
        .cushion(at(0, 0, 0), 0.3, 0.01, 0.5, 0.1, 28);
  }

  private static void surgicalLamp(Sketch s) {
    double top = s.ceiling;
    Sketch arm = s.in(Paints.LACQUER);
    arm.at(0, top - 0.06, 0).round().cylinder(0.16, 0.06, 0.02, 32);
    arm.at(0, 2.45, 0).round().cylinder(0.04, top - 2.49, 0.005, 18);
    lampHead(s, 0.75, 0.2, 2.05, 0.34);
    lampHead(s, -0.62, -0.35, 2.12, 0.26);
  }

  private static void lampHead(Sketch s, double x, double z, double y, double r) {
    Sketch arm = s.in(Paints.LACQUER);
    Vec hub = at(0, 2.5, 0);
    Vec elbow = at(x, 2.5 + (x > 0 ? 0.02 : -0.04), z);
    arm.round().capsule(hub, 0.035, elbow, 0.03, 14);
    Vec head = at(x * 0.45, y + 0.1, z * 0.3);
    arm.round().bent(0.018, 0.12, 10, elbow, at(x, y + 0.14, z), head);
    double lean = x > 0 ? 0.18 : -0.22;
    Sketch dish = s.at(head.x(), head.y() - 0.09, head.z()).turnedZ(lean);
    dish.in(Paints.LACQUER)
        .round()
        .lathe(
            44, 0, 0.012, r - 0.02, 0.012, r - 0.012, 0, r, 0.012, r - 0.03, 0.06, r * 0.5, 0.09,
            0.06, 0.1, 0, 0.1);
    for (int k = 0; k < 7; k++) {
      double a = 2 * Math.PI * k / 6;
      double d = k == 6 ? 0 : r * 0.62;
      dish.in(Paints.LAMP)
          .at(d * StrictMath.cos(a), 0.002, d * StrictMath.sin(a))
          .round()
          .cylinder(r * 0.2, 0.011, 0.003, 20);
    }
    dish.in(Paints.GRAPHITE).at(0, -0.1, 0).round().cylinder(0.016, 0.11, 0.008, 12);
  }

  private static void trolley(Sketch s) {
    for (int k = 0; k < 4; k++) {
      double x = (k & 1) == 0 ? -0.32 : 0.32;
      double z = k < 2 ? -0.2 : 0.2;
      s.in(Paints.STEEL).round().tube(0.011, 10, at(x, 0.08, z), at(x, 0.87, z));
    }
    Tables.wheels(s, 0.32, 0.2);
    for (double y : new double[] {0.28, 0.84}) {
      s.in(Paints.STEEL).plate().rounded(0, 0, 0.7, 0.46, 0.04, y, y + 0.014, 0.005);
      s.in(Paints.STEEL)
          .round()
          .bent(
              0.006,
              0.04,
              8,
              at(-0.34, y + 0.04, -0.22),
              at(0.34, y + 0.04, -0.22),
              at(0.34, y + 0.04, 0.22),
              at(-0.34, y + 0.04, 0.22),
              at(-0.34, y + 0.04, -0.21));
    }
    s.in(Material.FABRIC, 0x86B3A9).plate().rounded(0, 0, 0.62, 0.4, 0.02, 0.854, 0.862, 0.003);
    for (int k = 0; k < 9; k++) {
      double x = -0.26 + k * 0.05;
      double l = 0.06 + 0.04 * Noise.hash(k, 3, 3);
      s.in(Paints.STEEL).round().capsule(at(x, 0.867, -l), 0.003, at(x, 0.867, l), 0.005, 8);
    }
    s.in(Paints.STEEL)
        .at(0.24, 0.862, 0.02)
        .round()
        .lathe(24, 0, 0, 0.05, 0, 0.075, 0.03, 0.078, 0.032, 0.072, 0.03, 0.046, 0.006, 0, 0.006);
    s.in(Paints.WATER).block(-0.15, 0.36, 0, 0.26, 0.13, 0.3, 0.02);
    s.in(Paints.PORCELAIN).block(0.17, 0.345, 0, 0.24, 0.1, 0.28, 0.02);
  }

  private static void privacyScreen(Sketch s) {
    double[][] hinges = {{-0.9, -0.12}, {-0.32, 0.14}, {0.32, -0.14}, {0.9, 0.12}};
    for (int k = 0; k < 3; k++) {
      double x0 = hinges[k][0];
      double z0 = hinges[k][1];
      double dx = hinges[k + 1][0] - x0;
      double dz = hinges[k + 1][1] - z0;
      double w = Math.sqrt(dx * dx + dz * dz);
      Sketch leaf = s.at(x0, 0, z0).turnedY(StrictMath.atan2(-dz, dx));
      leaf.in(Paints.OAK)
          .round()
          .bent(
              0.014,
              0.06,
              10,
              at(0.015, 0.07, 0),
              at(0.015, 1.74, 0),
              at(w - 0.015, 1.74, 0),
              at(w - 0.015, 0.07, 0));
      leaf.in(Paints.OAK).round().tube(0.011, 8, at(0.015, 0.2, 0), at(w - 0.015, 0.2, 0));
      folds(leaf.in(Material.FABRIC, 0xDCE6DD), 0.035, w - 0.035, 0.22, 1.7, 0.012, 9);
    }
    for (double[] h : hinges) {
      s.in(Paints.RUBBER)
          .at(h[0], 0.035, h[1])
          .turnedX(Math.PI / 2)
          .at(0, -0.011, 0)
          .round()
          .cylinder(0.033, 0.022, 0.007, 16);
      s.in(Paints.STEEL).at(h[0], 0.05, h[1]).round().cylinder(0.008, 0.04, 0.001, 8);
    }
  }

  /** Cloth hanging in folds between two edges in the plane z = 0; to be seen from both sides. */
  private static void folds(
      Sketch s, double x0, double x1, double y0, double y1, double depth, int waves) {
    int columns = waves * 4;
    for (int face = 0; face < 2; face++) {
      Vec[][] grid = new Vec[3][columns + 1];
      for (int i = 0; i < 3; i++) {
        double v = i / 2.0;
        for (int j = 0; j <= columns; j++) {
          double u = (double) j / columns;
          double swing = StrictMath.sin(u * waves * 2 * Math.PI) * (1.1 - 0.35 * v);
          double z = depth * swing + (face == 0 ? 0.003 : -0.003);
          double x = face == 0 ? x0 + (x1 - x0) * u : x1 - (x1 - x0) * u;
          if (face == 1) {
            z = depth * StrictMath.sin((1 - u) * waves * 2 * Math.PI) * (1.1 - 0.35 * v) - 0.003;
          }
          grid[i][j] = new Vec(x, y0 + (y1 - y0) * v, z);
        }
      }
      s.surface(grid, false);
    }
  }

  private static void curtain(Sketch s) {
    double top = Math.min(s.ceiling, 2.35);
    s.in(Paints.STEEL).round().tube(0.014, 10, at(-1.12, top - 0.12, 0), at(1.12, top - 0.12, 0));
    for (int k = -1; k <= 1; k += 2) {
      s.in(Paints.STEEL)
          .round()
          .tube(0.008, 8, at(k * 1.08, top - 0.12, 0), at(k * 1.08, s.ceiling, 0));
    }
    folds(s.in(Material.FABRIC, 0xBFD3C6), -1.1, 1.1, 0.22, top - 0.14, 0.045, 17);
  }

  private static void ivStand(Sketch s) {
    for (int k = 0; k < 5; k++) {
      Sketch leg = s.in(Paints.STEEL).turnedY(2 * Math.PI * k / 5);
      leg.round().capsule(at(0.02, 0.09, 0), 0.013, at(0.26, 0.06, 0), 0.01, 8);
      leg.in(Paints.RUBBER)
          .at(0.26, 0.026, 0)
          .turnedX(Math.PI / 2)
          .at(0, -0.012, 0)
          .round()
          .cylinder(0.026, 0.024, 0.006, 14);
    }
    s.in(Paints.STEEL).round().tube(0.011, 12, at(0, 0.08, 0), at(0, 1.95, 0));
    s.in(Paints.STEEL)
        .round()
        .bent(
            0.006,
            0.03,
            8,
            at(-0.13, 1.98, 0),
            at(-0.12, 1.93, 0),
            at(0.12, 1.93, 0),
            at(0.13, 1.98, 0));
    s.in(Material.WATER, 0xDDEBF0)
        .at(0.11, 1.76, 0)
        .round()
        .cushion(at(0, 0, 0), 0.055, 0.13, 0.025, 0.5, 20);
    s.in(Paints.LACQUER).at(0.11, 1.62, 0).round().cylinder(0.012, 0.03, 0.004, 10);
    s.in(Material.GLOSS, 0xD7E3E6)
        .round()
        .bent(0.0025, 0.2, 6, at(0.11, 1.62, 0), at(0.11, 1.2, 0.02), at(0.05, 1.05, 0.03));
    pump(s.at(0, 1.15, 0.0));
  }

  private static void pump(Sketch s) {
    s.in(Paints.LACQUER).block(0, 0, -0.06, 0.17, 0.2, 0.11, 0.015);
    s.in(Paints.SCREEN_DARK).panel(-0.06, 0.01, 0.06, 0.075, -0.1165);
    s.in(Material.SCREEN, 0x9FD8B4).panel(-0.045, 0.035, 0.015, 0.05, -0.1175);
    for (int k = -1; k <= 1; k++) {
      s.in(Paints.SAGE).block(k * 0.04, -0.045, -0.116, 0.024, 0.02, 0.008, 0.004);
    }
  }

  private static Vec at(double x, double y, double z) {
    return new Vec(x, y, z);
  }
}
