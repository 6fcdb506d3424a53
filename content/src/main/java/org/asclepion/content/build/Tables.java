package org.asclepion.content.build;

import java.util.List;

/** Tables, desks and shelves. Who works at a desk sits on its +Z side; visitors see its -Z side. */
final class Tables {
  private Tables() {}

  static List<Furnishing> all() {
    return List.of(
        Furnishing.of("reception-desk")
            .solid(-1.3, 0, -0.42, 1.3, 1.1, -0.16)
            .solid(-1.3, 0, -0.16, -1.22, 0.9, 0.42)
            .solid(1.22, 0, -0.16, 1.3, 0.9, 0.42)
            .solid(-1.22, 0.7, -0.16, 1.22, 0.74, 0.42)
            .drawn(Tables::reception),
        Furnishing.of("desk")
            .solid(-0.8, 0.7, -0.38, 0.8, 0.74, 0.38)
            .solid(-0.78, 0, -0.34, -0.36, 0.7, 0.34)
            .solid(0.74, 0, -0.34, 0.78, 0.7, 0.34)
            .solid(-0.36, 0.3, -0.3, 0.74, 0.7, -0.27)
            .drawn(Tables::desk),
        Furnishing.of("school-desk")
            .solid(-0.35, 0.7, -0.25, 0.35, 0.74, 0.25)
            .solid(-0.33, 0, -0.22, -0.28, 0.7, 0.22)
            .solid(0.28, 0, -0.22, 0.33, 0.7, 0.22)
            .drawn(Tables::schoolDesk),
        Furnishing.of("table-round")
            .solid(-0.4, 0, -0.4, 0.4, 0.72, 0.4)
            .drawn(s -> roundTable(s, 0.45, 0.72)),
        Furnishing.of("coffee-table")
            .solid(-0.5, 0, -0.3, 0.5, 0.4, 0.3)
            .drawn(Tables::coffeeTable),
        Furnishing.of("side-table")
            .solid(-0.21, 0, -0.21, 0.21, 0.5, 0.21)
            .drawn(s -> roundTable(s, 0.23, 0.5)),
        Furnishing.of("table-conference")
            .solid(-1.7, 0.7, -0.65, 1.7, 0.74, 0.65)
            .solid(-1.2, 0, -0.3, -0.9, 0.7, 0.3)
            .solid(0.9, 0, -0.3, 1.2, 0.7, 0.3)
            .drawn(Tables::conference),
        Furnishing.of("lectern").solid(-0.3, 0, -0.22, 0.3, 1.1, 0.22).drawn(Tables::lectern),
        Furnishing.of("bedside-table")
            .solid(-0.23, 0, -0.21, 0.23, 0.68, 0.21)
            .drawn(Tables::bedside),
        Furnishing.of("cabinet").solid(-0.5, 0, -0.22, 0.5, 0.92, 0.22).drawn(Tables::cabinet),
        Furnishing.of("cabinet-tall")
            .solid(-0.45, 0, -0.22, 0.45, 1.95, 0.22)
            .drawn(Tables::tallCabinet),
        Furnishing.of("bookshelf").solid(-0.45, 0, -0.16, 0.45, 1.9, 0.16).drawn(Tables::bookshelf),
        Furnishing.of("sink").solid(-0.35, 0, -0.26, 0.35, 0.88, 0.26).drawn(Tables::sink));
  }

  private static void reception(Sketch s) {
    Sketch oak = s.in(Paints.OAK);
    // The front is made of upright slats over a dark reveal, between stone foot and stone counter.
    s.in(Paints.GRAPHITE).box(-1.27, 0, -0.36, 1.27, 0.09, -0.18, 0);
    s.in(Paints.WALNUT).box(-1.28, 0.09, -0.37, 1.28, 1.05, -0.17, 0.004);
    int slats = 52;
    for (int k = 0; k < slats; k++) {
      double x = -1.275 + 2.55 * (k + 0.5) / slats;
      oak.box(x - 0.017, 0.1, -0.395, x + 0.017, 1.04, -0.36, 0.007);
    }
    s.in(Material.STONE, 0xE2DED4).plate().rounded(0, -0.28, 2.66, 0.34, 0.04, 1.05, 1.1, 0.012);
    for (int side = -1; side <= 1; side += 2) {
      oak.block(side * 1.26, 0.45, 0.12, 0.05, 0.9, 0.6, 0.01);
    }
    s.in(Paints.OAK_LIGHT).plate().rounded(0, 0.13, 2.48, 0.58, 0.03, 0.71, 0.74, 0.008);
    drawers(s, -0.85, 0.14, 0.62, 0.69, 0.52);
    drawers(s, 0.85, 0.14, 0.62, 0.69, 0.52);
    // A small leaf in the front: this is the place to ask.
    Sketch mark = s.in(Paints.SAGE).at(0, 0.62, -0.4);
    mark.block(0, 0, -0.006, 0.11, 0.34, 0.018, 0.008);
    mark.block(0, 0, -0.006, 0.34, 0.11, 0.018, 0.008);
  }

  /** A chest of three drawers whose fronts face +Z. */
  private static void drawers(Sketch s, double x, double z, double w, double h, double d) {
    s.in(Paints.LACQUER).box(x - w / 2, 0.06, z - d / 2, x + w / 2, h, z + d / 2 - 0.02, 0.006);
    s.in(Paints.GRAPHITE)
        .box(x - w / 2 + 0.02, 0, z - d / 2 + 0.03, x + w / 2 - 0.02, 0.06, z + d / 2 - 0.06, 0);
    double step = (h - 0.07) / 3;
    for (int k = 0; k < 3; k++) {
      double y = 0.065 + step * k;
      s.in(Paints.LACQUER)
          .box(
              x - w / 2 + 0.003,
              y + 0.003,
              z + d / 2 - 0.02,
              x + w / 2 - 0.003,
              y + step - 0.003,
              z + d / 2,
              0.005);
      pull(s.at(x, y + step - 0.05, z + d / 2), 0.14);
    }
  }

  /** A bow handle standing off a front that faces +Z. */
  private static void pull(Sketch s, double w) {
    s.in(Paints.STEEL)
        .round()
        .bent(
            0.005,
            0.012,
            8,
            at(-w / 2, 0, -0.004),
            at(-w / 2, 0, 0.026),
            at(w / 2, 0, 0.026),
            at(w / 2, 0, -0.004));
  }

  /** An upright bar to open a door by, bent away from it. */
  private static void handle(Sketch s, double x, double low, double high, double in, double out) {
    s.in(Paints.STEEL)
        .round()
        .bent(0.005, 0.01, 8, at(x, low, in), at(x, low, out), at(x, high, out), at(x, high, in));
  }

  private static void desk(Sketch s) {
    s.in(Paints.OAK).plate().rounded(0, 0, 1.6, 0.76, 0.03, 0.71, 0.74, 0.01);
    drawers(s, -0.57, 0, 0.42, 0.71, 0.66);
    s.in(Paints.LACQUER).box(-0.37, 0.3, -0.3, 0.75, 0.71, -0.275, 0.006);
    s.in(Paints.LACQUER).box(0.73, 0, -0.33, 0.77, 0.71, 0.33, 0.01);
    s.in(Paints.GRAPHITE).at(0.55, 0.74, -0.25).round().cylinder(0.03, 0.004, 0.002, 20);
    // What lies on it: keyboard, mouse, a pad.
    keyboard(s.at(0.1, 0.74, 0.14));
    s.in(Paints.LINEN).block(0.55, 0.744, 0.1, 0.22, 0.008, 0.3, 0.003);
    s.in(Paints.WATER)
        .at(0.6, 0.752, 0.08)
        .turnedY(0.3)
        .round()
        .tube(0.004, 8, at(0, 0.004, -0.07), at(0, 0.004, 0.07));
  }

  static void keyboard(Sketch s) {
    s.in(Paints.LACQUER).plate().rounded(0, 0, 0.42, 0.14, 0.012, 0, 0.014, 0.005);
    for (int row = 0; row < 4; row++) {
      s.in(Material.SATIN, 0xD6D3CB)
          .block(0, 0.0155, -0.048 + row * 0.031, 0.39, 0.006, 0.025, 0.003);
    }
    s.in(Paints.LACQUER)
        .at(0.3, 0, 0)
        .round()
        .cushion(at(0, 0.012, 0), 0.031, 0.016, 0.052, 0.8, 16);
  }

  private static void schoolDesk(Sketch s) {
    s.in(Paints.OAK_LIGHT).plate().rounded(0, 0, 0.7, 0.5, 0.04, 0.715, 0.74, 0.008);
    s.in(Paints.IVORY).box(-0.3, 0.6, -0.2, 0.3, 0.615, 0.2, 0.004);
    s.in(Paints.IVORY).box(-0.3, 0.6, -0.21, 0.3, 0.715, -0.195, 0.004);
    for (int side = -1; side <= 1; side += 2) {
      double x = side * 0.305;
      s.in(Paints.STEEL)
          .round()
          .bent(
              0.013,
              0.04,
              8,
              at(x, 0.015, -0.22),
              at(x, 0.6, -0.2),
              at(x, 0.71, 0),
              at(x, 0.6, 0.2),
              at(x, 0.015, 0.22));
      s.in(Paints.STEEL).round().tube(0.009, 8, at(x, 0.25, -0.21), at(x, 0.25, 0.21));
    }
    s.in(Paints.WATER).block(-0.12, 0.75, 0.02, 0.16, 0.018, 0.22, 0.004);
    s.in(Paints.WHITE_CLOTH).block(0.14, 0.743, 0.04, 0.21, 0.005, 0.29, 0.002);
  }

  private static void roundTable(Sketch s, double r, double h) {
    double f = Math.min(1, r / 0.4);
    s.in(Paints.OAK)
        .at(0, h - 0.028, 0)
        .round()
        .lathe(44, 0, 0, r - 0.03, 0, r, 0.018, r - 0.002, 0.024, r - 0.008, 0.028, 0, 0.028);
    s.in(Paints.OAK)
        .at(0, 0.02, 0)
        .round()
        .lathe(
            24,
            0.05 * f + 0.015,
            0,
            0.036 * f + 0.008,
            0.1,
            0.03 * f + 0.006,
            h / 2,
            0.036 * f + 0.008,
            h - 0.12,
            0.07 * f + 0.02,
            h - 0.05);
    s.in(Paints.LACQUER)
        .round()
        .lathe(40, 0, 0, r * 0.6, 0, r * 0.6, 0.008, r * 0.56, 0.02, 0.06 * f, 0.034, 0, 0.034);
  }

  private static void coffeeTable(Sketch s) {
    s.in(Paints.OAK).plate().rounded(0, 0, 1.0, 0.6, 0.14, 0.37, 0.4, 0.012);
    s.in(Paints.OAK_LIGHT).plate().rounded(0, 0, 0.82, 0.44, 0.1, 0.16, 0.178, 0.007);
    for (int k = 0; k < 4; k++) {
      double x = (k & 1) == 0 ? -0.38 : 0.38;
      double z = k < 2 ? -0.2 : 0.2;
      s.in(Paints.OAK)
          .round()
          .capsule(at(x * 1.08, 0.012, z * 1.1), 0.014, at(x, 0.375, z), 0.02, 10);
    }
    // Something to read while one waits.
    s.in(Paints.WATER).at(-0.2, 0.4, 0.05).turnedY(0.3).block(0, 0.006, 0, 0.21, 0.01, 0.28, 0.003);
    s.in(Paints.LINEN)
        .at(-0.19, 0.411, 0.05)
        .turnedY(-0.1)
        .block(0, 0.005, 0, 0.2, 0.009, 0.27, 0.003);
    s.in(Paints.SAGE)
        .at(-0.19, 0.42, 0.05)
        .turnedY(0.12)
        .block(0, 0.005, 0, 0.19, 0.008, 0.26, 0.003);
  }

  private static void conference(Sketch s) {
    s.in(Paints.OAK).plate().rounded(0, 0, 3.4, 1.3, 0.55, 0.705, 0.74, 0.014);
    s.in(Paints.WALNUT).plate().rounded(0, 0, 3.2, 1.1, 0.45, 0.68, 0.706, 0.01);
    for (int side = -1; side <= 1; side += 2) {
      s.in(Paints.LACQUER)
          .at(side * 1.05, 0, 0)
          .plate()
          .rounded(0, 0, 0.24, 0.56, 0.1, 0.02, 0.69, 0.02);
      s.in(Paints.GRAPHITE)
          .at(side * 1.05, 0, 0)
          .plate()
          .rounded(0, 0, 0.5, 0.76, 0.12, 0, 0.025, 0.01);
    }
    s.in(Paints.GRAPHITE).plate().rounded(0, 0, 0.6, 0.14, 0.05, 0.738, 0.7435, 0.002);
    s.in(Paints.BLACK_GLASS)
        .at(0, 0.742, 0)
        .round()
        .lathe(28, 0, 0, 0.07, 0, 0.075, 0.012, 0.05, 0.035, 0, 0.04);
  }

  private static void lectern(Sketch s) {
    s.in(Paints.OAK).plate().rounded(0, 0, 0.56, 0.42, 0.05, 0, 0.035, 0.012);
    s.in(Paints.OAK).box(-0.21, 0.035, -0.16, 0.21, 1.0, -0.13, 0.01);
    for (int side = -1; side <= 1; side += 2) {
      s.in(Paints.OAK).box(side * 0.21 - 0.014, 0.035, -0.16, side * 0.21 + 0.014, 1.0, 0.14, 0.01);
    }
    s.in(Paints.OAK_LIGHT).box(-0.2, 0.55, -0.13, 0.2, 0.568, 0.12, 0.005);
    Sketch top = s.at(0, 1.04, 0).turnedX(0.22);
    top.in(Paints.OAK).plate().rounded(0, 0, 0.6, 0.44, 0.04, -0.014, 0.014, 0.009);
    top.in(Paints.OAK).block(0, 0.024, 0.205, 0.56, 0.022, 0.014, 0.005);
    top.in(Paints.WHITE_CLOTH).block(-0.08, 0.017, 0.03, 0.21, 0.005, 0.29, 0.002);
    top.in(Paints.GRAPHITE)
        .round()
        .bent(0.006, 0.08, 8, at(0.24, 0.01, -0.16), at(0.24, 0.2, -0.14), at(0.16, 0.26, -0.03));
    top.in(Paints.RUBBER)
        .round()
        .capsule(at(0.155, 0.264, -0.02), 0.013, at(0.13, 0.278, 0.02), 0.013, 10);
    Sketch mark = s.in(Paints.SAGE).at(0, 0.6, -0.162);
    mark.block(0, 0, 0, 0.06, 0.18, 0.012, 0.005);
    mark.block(0, 0, 0, 0.18, 0.06, 0.012, 0.005);
  }

  private static void bedside(Sketch s) {
    s.in(Paints.LACQUER).box(-0.22, 0.08, -0.19, 0.22, 0.65, 0.2, 0.012);
    s.in(Paints.OAK).plate().rounded(0, 0, 0.46, 0.42, 0.03, 0.65, 0.68, 0.009);
    Sketch front = s.turnedY(Math.PI);
    front.in(Paints.OAK_LIGHT).box(-0.205, 0.46, 0.185, 0.205, 0.63, 0.205, 0.006);
    pull(front.at(0, 0.55, 0.205), 0.12);
    front.in(Paints.LACQUER).box(-0.205, 0.1, 0.185, 0.205, 0.45, 0.205, 0.006);
    front
        .in(Paints.STEEL)
        .round()
        .bent(
            0.005,
            0.01,
            8,
            at(0.16, 0.2, 0.2),
            at(0.16, 0.2, 0.23),
            at(0.16, 0.36, 0.23),
            at(0.16, 0.36, 0.2));
    wheels(s, 0.18, 0.15);
    s.in(Material.GLASS, 0xDCEBEF)
        .at(0.1, 0.68, 0.05)
        .round()
        .lathe(20, 0, 0.004, 0.028, 0.004, 0.036, 0.11, 0.033, 0.11, 0.026, 0.012, 0, 0.012);
    s.in(Paints.SAGE)
        .at(-0.1, 0.68, 0.02)
        .turnedY(0.2)
        .block(0, 0.012, 0, 0.12, 0.022, 0.17, 0.004);
  }

  static void wheels(Sketch s, double x, double z) {
    for (int k = 0; k < 4; k++) {
      double px = (k & 1) == 0 ? -x : x;
      double pz = k < 2 ? -z : z;
      s.in(Paints.STEEL).at(px, 0.05, pz).round().cylinder(0.008, 0.05, 0.002, 8);
      s.in(Paints.RUBBER)
          .at(px - 0.011, 0.033, pz)
          .turnedZ(-Math.PI / 2)
          .round()
          .cylinder(0.033, 0.022, 0.007, 16);
    }
  }

  private static void cabinet(Sketch s) {
    s.in(Paints.GRAPHITE).box(-0.47, 0, -0.16, 0.47, 0.08, 0.2, 0);
    s.in(Paints.LACQUER).box(-0.5, 0.08, -0.2, 0.5, 0.89, 0.22, 0.008);
    s.in(Material.STONE, 0xDDD9CF).plate().rounded(0, 0, 1.02, 0.46, 0.015, 0.89, 0.92, 0.008);
    Sketch front = s.turnedY(Math.PI);
    for (int k = -1; k <= 1; k += 2) {
      front
          .in(Paints.OAK)
          .box(k * 0.25 - 0.244, 0.095, 0.196, k * 0.25 + 0.244, 0.65, 0.218, 0.006);
      front.in(Paints.OAK).box(k * 0.25 - 0.244, 0.66, 0.196, k * 0.25 + 0.244, 0.88, 0.218, 0.006);
      pull(front.at(k * 0.25, 0.77, 0.218), 0.16);
      handle(front, k * 0.05, 0.42, 0.58, 0.214, 0.242);
    }
    for (int k = 0; k < 3; k++) {
      s.in(k == 1 ? Paints.SAGE : Paints.PORCELAIN)
          .at(-0.35 + k * 0.13, 0.92, 0.05)
          .round()
          .lathe(20, 0, 0, 0.045, 0, 0.048, 0.01, 0.048, 0.1, 0.04, 0.112, 0.04, 0.13, 0, 0.13);
    }
    s.in(Paints.WATER).block(0.28, 0.96, 0.03, 0.24, 0.08, 0.13, 0.012);
    s.in(Paints.WHITE_CLOTH).block(0.28, 1.0, 0.03, 0.12, 0.02, 0.03, 0.01);
  }

  private static void tallCabinet(Sketch s) {
    s.in(Paints.GRAPHITE).box(-0.43, 0, -0.17, 0.43, 0.08, 0.2, 0);
    s.in(Paints.LACQUER).box(-0.45, 0.08, -0.2, 0.45, 1.95, 0.22, 0.008);
    Sketch front = s.turnedY(Math.PI);
    for (int k = -1; k <= 1; k += 2) {
      double x = k * 0.224;
      front.in(Paints.LACQUER).box(x - 0.219, 0.09, 0.198, x + 0.219, 0.9, 0.22, 0.006);
      Sketch oak = front.in(Paints.OAK);
      oak.box(x - 0.219, 0.91, 0.198, x + 0.219, 0.97, 0.22, 0.006);
      oak.box(x - 0.219, 1.88, 0.198, x + 0.219, 1.94, 0.22, 0.006);
      oak.box(x - 0.219, 0.97, 0.198, x - 0.165, 1.88, 0.22, 0.006);
      oak.box(x + 0.165, 0.97, 0.198, x + 0.219, 1.88, 0.22, 0.006);
      front.in(Material.SATIN, 0xC9D8D4).box(x - 0.166, 0.969, 0.201, x + 0.166, 1.881, 0.206, 0);
      for (int r = 0; r < 3; r++) {
        front
            .in(Paints.STEEL)
            .box(x - 0.166, 1.18 + 0.23 * r, 0.2, x + 0.166, 1.19 + 0.23 * r, 0.209, 0.002);
      }
      handle(front, k * 0.03, 1.1, 1.3, 0.216, 0.245);
    }
  }

  private static void bookshelf(Sketch s) {
    Sketch oak = s.in(Paints.OAK);
    for (int side = -1; side <= 1; side += 2) {
      oak.box(side * 0.437 - 0.013, 0, -0.16, side * 0.437 + 0.013, 1.9, 0.16, 0.005);
    }
    s.in(Paints.OAK_LIGHT).box(-0.43, 0.05, 0.145, 0.43, 1.88, 0.155, 0);
    int[] colours = {
      0x7FA58A, 0x5B93B5, 0xE0D3B8, 0xC9A97C, 0x8F9FA6, 0xD8B4A0, 0xF0EBDD, 0x6A7F72
    };
    for (int row = 0; row < 6; row++) {
      double y = 0.04 + row * 0.368;
      oak.box(-0.43, y, -0.155, 0.43, y + 0.024, 0.15, 0.005);
      if (row == 5) {
        continue;
      }
      double x = -0.415;
      for (int k = 0; x < 0.39; k++) {
        double w = 0.022 + 0.03 * Noise.hash(row, k, 1);
        double h = 0.2 + 0.1 * Noise.hash(row, k, 2);
        double d = 0.17 + 0.06 * Noise.hash(row, k, 3);
        if (Noise.hash(row, k / 5, 4) < 0.22) {
          x += 0.09;
          continue;
        }
        int colour = colours[(int) (Noise.hash(row, k, 5) * colours.length)];
        if (x + w < 0.42) {
          s.in(Material.MATTE, colour)
              .box(x, y + 0.024, 0.13 - d, x + w - 0.002, y + 0.024 + h, 0.13, 0.004);
        }
        x += w;
      }
    }
  }

  private static void sink(Sketch s) {
    s.in(Paints.GRAPHITE).box(-0.33, 0, -0.2, 0.33, 0.08, 0.24, 0);
    s.in(Paints.LACQUER).box(-0.35, 0.08, -0.24, 0.35, 0.78, 0.26, 0.008);
    Sketch front = s.turnedY(Math.PI);
    for (int k = -1; k <= 1; k += 2) {
      front
          .in(Paints.OAK)
          .box(k * 0.172 - 0.168, 0.095, 0.236, k * 0.172 + 0.168, 0.765, 0.256, 0.006);
      front
          .in(Paints.STEEL)
          .round()
          .bent(
              0.005,
              0.01,
              8,
              at(k * 0.03, 0.52, 0.25),
              at(k * 0.03, 0.52, 0.28),
              at(k * 0.03, 0.68, 0.28),
              at(k * 0.03, 0.68, 0.25));
    }
    Sdf slab = Sdf.box(0, 0.83, 0, 0.36, 0.055, 0.265, 0.02);
    Sdf bowl = Sdf.ellipsoid(0, 0.91, -0.02, 0.26, 0.13, 0.17);
    Skinner.draw(
        s.in(Paints.PORCELAIN),
        slab.without(bowl, 0.03),
        at(-0.4, 0.75, -0.31),
        at(0.4, 0.92, 0.31),
        0.034);
    s.in(Paints.STEEL)
        .round()
        .bent(
            0.012,
            0.05,
            12,
            at(0, 0.87, 0.2),
            at(0, 1.08, 0.2),
            at(0, 1.06, 0.04),
            at(0, 1.01, 0.03));
    s.in(Paints.STEEL)
        .round()
        .bent(0.007, 0.02, 8, at(0.05, 0.88, 0.2), at(0.05, 0.93, 0.2), at(0.05, 0.95, 0.1));
    s.in(Paints.STEEL).at(0, 0.778, -0.02).round().cylinder(0.025, 0.006, 0.002, 16);
  }

  private static Vec at(double x, double y, double z) {
    return new Vec(x, y, z);
  }
}
