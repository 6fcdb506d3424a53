package org.asclepion.content.build;

import java.util.List;

/** What stands outdoors. */
final class Garden {
  private Garden() {}

  static List<Furnishing> all() {
    return List.of(
        Furnishing.of("tree").solid(-0.2, 0, -0.2, 0.2, 2.2, 0.2).drawn(s -> tree(s, 1, 1)),
        Furnishing.of("tree-small")
            .solid(-0.12, 0, -0.12, 0.12, 1.6, 0.12)
            .drawn(s -> tree(s.scaled(0.6, 0.66, 0.6), 2, 5)),
        Furnishing.of("hedge").solid(-1.0, 0, -0.3, 1.0, 1.0, 0.3).drawn(Garden::hedge),
        Furnishing.of("flower-bed").solid(-1.0, 0, -0.4, 1.0, 0.4, 0.4).drawn(Garden::flowerBed),
        Furnishing.of("fountain")
            .solid(-1.25, 0, -0.52, 1.25, 0.5, 0.52)
            .solid(-1.25, 0, -0.52, 1.25, 0.5, 0.52, Math.PI / 4)
            .solid(-1.25, 0, -0.52, 1.25, 0.5, 0.52, Math.PI / 2)
            .solid(-1.25, 0, -0.52, 1.25, 0.5, 0.52, -Math.PI / 4)
            .drawn(Garden::fountain),
        Furnishing.of("garden-lamp").solid(-0.08, 0, -0.08, 0.08, 1.0, 0.08).drawn(Garden::lamp));
  }

  private static void tree(Sketch s, long seed, int shape) {
    Paint bark = Material.MATTE.in(0x8A7258);
    Sdf trunk =
        Sdf.limb(at(0, -0.05, 0), 0.2, at(0.03, 0.5, 0.02), 0.13)
            .join(Sdf.limb(at(0.03, 0.5, 0.02), 0.13, at(-0.04, 2.1, 0), 0.1), 0.15)
            .join(Sdf.limb(at(-0.02, 1.6, 0), 0.08, at(0.6, 2.7, 0.25), 0.04), 0.12)
            .join(Sdf.limb(at(-0.03, 1.8, 0), 0.08, at(-0.65, 2.8, -0.2), 0.04), 0.12)
            .join(Sdf.limb(at(-0.04, 2.1, 0), 0.09, at(0.05, 3.2, -0.3), 0.05), 0.12);
    for (int k = 0; k < 5; k++) {
      double a = 2 * Math.PI * k / 5 + seed;
      trunk =
          trunk.join(
              Sdf.limb(
                  at(0, 0.16, 0),
                  0.09,
                  at(0.34 * StrictMath.cos(a), -0.05, 0.34 * StrictMath.sin(a)),
                  0.05),
              0.12);
    }
    Skinner.draw(
        s.in(bark),
        trunk.rough(0.012, 0.09, seed),
        at(-0.85, -0.02, -0.6),
        at(0.85, 3.4, 0.6),
        0.09);
    double[][] puffs =
        shape == 1
            ? new double[][] {
              {0, 3.6, 0, 1.15},
              {0.85, 3.1, 0.3, 0.8},
              {-0.9, 3.15, -0.2, 0.85},
              {0.15, 3.0, -0.85, 0.75},
              {-0.2, 2.95, 0.85, 0.75},
              {0.35, 4.3, 0.1, 0.75}
            }
            : new double[][] {
              {0, 3.4, 0, 1.1},
              {0.5, 2.9, 0.4, 0.8},
              {-0.55, 2.95, -0.35, 0.8},
              {0.1, 4.2, 0, 0.8},
              {0, 4.9, 0.05, 0.45}
            };
    Sdf crown = Sdf.sphere(puffs[0][0], puffs[0][1], puffs[0][2], puffs[0][3]);
    for (double[] p : puffs) {
      crown = crown.join(Sdf.sphere(p[0], p[1], p[2], p[3]), 0.25);
    }
    s.foliage()
        .crown(
            crown,
            at(-2.1, 1.9, -2.0),
            at(2.1, 5.6, 2.0),
            0.26,
            shape == 1 ? 0x6E9A5B : 0x7FA562,
            380,
            seed);
  }

  static void hedge(Sketch s) {
    s.foliage()
        .crown(
            Sdf.box(0, 0.49, 0, 0.99, 0.5, 0.28, 0.12),
            at(-1.15, -0.02, -0.46),
            at(1.15, 1.16, 0.46),
            0.155,
            0x5F8B57,
            250,
            7);
  }

  private static void flowerBed(Sketch s) {
    Sketch stone = s.in(Material.STONE, 0xCFC9BC);
    for (int k = 0; k < 7; k++) {
      double x = -1.0 + 2.0 * k / 7;
      for (int side = -1; side <= 1; side += 2) {
        double h = 0.14 + 0.02 * Noise.hash(k, side, 1);
        stone.box(
            x + 0.004, 0, side * 0.36 - 0.05, x + 2.0 / 7 - 0.004, h, side * 0.36 + 0.05, 0.02);
      }
    }
    for (int side = -1; side <= 1; side += 2) {
      stone.box(side * 0.95 - 0.05, 0, -0.31, side * 0.95 + 0.05, 0.15, 0.0, 0.02);
      stone.box(side * 0.95 - 0.05, 0, 0.0, side * 0.95 + 0.05, 0.14, 0.31, 0.02);
    }
    s.in(Paints.SOIL).box(-0.92, 0.0, -0.33, 0.92, 0.11, 0.33, 0.02);
    int[] colours = {0xF2C879, 0xE8A0A0, 0xFAF6EC, 0x9A8FCB, 0xE9B48C};
    for (int k = 0; k < 46; k++) {
      double x = -0.84 + 1.68 * Noise.hash(k, 1, 1);
      double z = -0.26 + 0.52 * Noise.hash(k, 2, 1);
      if (k % 3 == 0) {
        s.foliage().tuft(at(x, 0.1, z), 7, 0.2 + 0.1 * Noise.hash(k, 3, 1), 0.013, k);
      }
      double h = 0.16 + 0.16 * Noise.hash(k, 4, 1);
      int patch = (int) Math.floor((x + 0.84) / 0.42 + 0.4 * Noise.hash(k, 6, 1));
      s.foliage()
          .flower(
              at(x, 0.1, z),
              h,
              6,
              0.045 + 0.02 * Noise.hash(k, 5, 1),
              colours[Math.floorMod(patch, 5)],
              k);
    }
  }

  private static void fountain(Sketch s) {
    Sketch stone = s.in(Material.STONE, 0xD6D0C3);
    stone
        .round()
        .lathe(
            64, 1.2, 0, 1.22, 0.03, 1.22, 0.36, 1.25, 0.4, 1.25, 0.44, 1.23, 0.46, 1.04, 0.46, 1.02,
            0.44, 1.02, 0.1);
    stone.in(Material.STONE, 0x8FA7A6).at(0, 0.1, 0).round().lathe(64, 1.03, 0, 0, 0.001);
    s.in(Material.WATER, 0x9CCBD6).at(0, 0.37, 0).round().lathe(64, 1.03, 0, 0.3, 0.004, 0, 0.004);
    stone
        .round()
        .lathe(
            40, 0.3, 0.1, 0.26, 0.3, 0.12, 0.4, 0.1, 0.75, 0.14, 0.86, 0.4, 0.94, 0.5, 1.0, 0.5,
            1.03, 0.47, 1.04, 0.44, 1.0, 0.2, 0.95, 0, 0.94);
    s.in(Material.WATER, 0xA9D4DD).at(0, 1.012, 0).round().lathe(40, 0.46, 0, 0, 0.004);
    stone.round().lathe(24, 0.08, 0.94, 0.05, 1.05, 0.05, 1.2, 0.08, 1.24, 0.03, 1.3, 0, 1.31);
    // Threads of water that arch from the bowl's rim.
    for (int k = 0; k < 10; k++) {
      double a = 2 * Math.PI * k / 10;
      Vec[] path = new Vec[7];
      for (int i = 0; i < 7; i++) {
        double t = i / 6.0;
        double r = 0.49 + 0.22 * t;
        path[i] = at(r * StrictMath.cos(a), 1.03 + 0.04 * t - 0.7 * t * t, r * StrictMath.sin(a));
      }
      s.in(Material.WATER, 0xC9E6EC).round().tube(0.008, 6, path);
    }
    for (int k = 0; k < 6; k++) {
      double a = 2 * Math.PI * k / 6 + 0.3;
      Vec[] path = new Vec[7];
      for (int i = 0; i < 7; i++) {
        double t = i / 6.0;
        path[i] =
            at(
                0.26 * t * StrictMath.cos(a),
                1.3 + 0.5 * t - 0.78 * t * t,
                0.26 * t * StrictMath.sin(a));
      }
      s.in(Material.WATER, 0xC9E6EC).round().tube(0.006, 6, path);
    }
  }

  private static void lamp(Sketch s) {
    s.in(Paints.GRAPHITE).round().cylinder(0.08, 0.03, 0.01, 24);
    s.in(Paints.GRAPHITE).round().tube(0.03, 16, at(0, 0.02, 0), at(0, 0.82, 0));
    s.in(Paints.LAMP).at(0, 0.82, 0).round().cylinder(0.05, 0.12, 0.01, 24);
    s.in(Paints.GRAPHITE)
        .at(0, 0.94, 0)
        .round()
        .lathe(32, 0, 0, 0.1, 0, 0.105, 0.012, 0.09, 0.03, 0, 0.045);
  }

  private static Vec at(double x, double y, double z) {
    return new Vec(x, y, z);
  }
}
