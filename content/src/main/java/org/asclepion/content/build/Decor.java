package org.asclepion.content.build;

import java.util.List;

/**
 * What makes it pleasant, and what tells the time. Pieces on a wall have their origin in the middle
 * of their back; pieces that hang from the ceiling stand, for the plan, on the floor below.
 */
final class Decor {
  private Decor() {}

  static List<Furnishing> all() {
    return List.of(
        Furnishing.of("plant-small")
            .solid(-0.09, 0, -0.09, 0.09, 0.18, 0.09)
            .drawn(Decor::smallPlant),
        Furnishing.of("plant-tall").solid(-0.2, 0, -0.2, 0.2, 1.2, 0.2).drawn(Decor::tallPlant),
        Furnishing.of("planter").solid(-0.6, 0, -0.18, 0.6, 0.75, 0.18).drawn(Decor::planter),
        Furnishing.of("floor-lamp").solid(-0.15, 0, -0.15, 0.15, 1.6, 0.15).drawn(Decor::floorLamp),
        Furnishing.of("pendant-lamp").drawn(Decor::pendant),
        Furnishing.of("rug").drawn(Decor::rug),
        Furnishing.of("rug-round").drawn(Decor::roundRug),
        Furnishing.of("waste-bin").solid(-0.14, 0, -0.14, 0.14, 0.42, 0.14).drawn(Decor::bin),
        Furnishing.of("water-dispenser")
            .solid(-0.17, 0, -0.17, 0.17, 1.25, 0.17)
            .drawn(Decor::water),
        Furnishing.of("coat-stand").solid(-0.18, 0, -0.18, 0.18, 1.75, 0.18).drawn(Decor::coats),
        Furnishing.of("toy-blocks").solid(-0.35, 0, -0.35, 0.35, 0.3, 0.35).drawn(Decor::toys),
        Furnishing.of("clock").onWall().drawn(Decor::clock),
        Furnishing.of("picture").onWall().drawn(Decor::picture),
        Furnishing.of("hand-sanitiser").onWall().drawn(Decor::sanitiser));
  }

  private static void pot(Sketch s, double r, double h, Paint paint) {
    s.in(paint)
        .round()
        .lathe(
            32, 0, 0, r * 0.68, 0, r * 0.74, 0.012, r * 0.98, h - 0.012, r, h - 0.004, r * 0.985, h,
            r * 0.93, h, r * 0.9, h - 0.03);
    s.in(Paints.SOIL).at(0, h - 0.034, 0).round().lathe(24, r * 0.91, 0, r * 0.5, 0.012, 0, 0.016);
  }

  private static void smallPlant(Sketch s) {
    pot(s, 0.095, 0.15, Paints.PORCELAIN);
    s.foliage().tuft(at(0, 0.125, 0), 26, 0.27, 0.017, 5);
  }

  private static void tallPlant(Sketch s) {
    pot(s, 0.21, 0.36, Material.MATTE.in(0xE3DACA));
    s.foliage().fig(at(0.02, 0.33, 0.01), 1.25, 0.12, 0.4, 17, 3);
    s.foliage().fig(at(-0.05, 0.33, 0.03), 0.95, 0.2, 2.6, 13, 9);
    s.foliage().fig(at(0.03, 0.33, -0.05), 0.7, 0.22, 4.5, 10, 4);
  }

  private static void planter(Sketch s) {
    s.in(Paints.OAK).box(-0.6, 0.03, -0.18, 0.6, 0.42, 0.18, 0.012);
    s.in(Paints.GRAPHITE).box(-0.57, 0, -0.15, 0.57, 0.03, 0.15, 0);
    s.in(Paints.SOIL).box(-0.57, 0.4, -0.15, 0.57, 0.424, 0.15, 0.004);
    for (int k = 0; k < 7; k++) {
      double x = -0.5 + k / 6.0;
      s.foliage()
          .tuft(
              at(x, 0.41, 0.03 * ((k & 1) * 2 - 1)),
              12,
              0.33 + 0.16 * Noise.hash(k, 1, 1),
              0.02,
              20 + k);
    }
  }

  private static void floorLamp(Sketch s) {
    s.in(Paints.GRAPHITE).round().cylinder(0.14, 0.025, 0.01, 36);
    s.in(Paints.BRASS).round().tube(0.01, 12, at(0, 0.02, 0), at(0, 1.42, 0));
    for (int k = 0; k < 3; k++) {
      double a = 2 * Math.PI * k / 3 + 0.5;
      s.in(Paints.OAK)
          .round()
          .capsule(
              at(0.13 * StrictMath.cos(a), 0.02, 0.13 * StrictMath.sin(a)),
              0.01,
              at(0, 0.42, 0),
              0.008,
              8);
    }
    shade(s.at(0, 1.32, 0), 0.19, 0.14, 0.28);
  }

  /** A linen shade with the bulb's light in it. */
  private static void shade(Sketch s, double low, double high, double h) {
    s.in(Material.LAMP, 0xF8E6C4)
        .round()
        .lathe(40, low, 0, high, h, high - 0.004, h, low - 0.005, 0);
    s.in(Paints.LINEN).round().lathe(40, low + 0.001, -0.004, low + 0.002, 0.012);
    s.in(Paints.LINEN).round().lathe(40, high + 0.001, h - 0.012, high + 0.001, h + 0.003);
  }

  private static void pendant(Sketch s) {
    double top = s.ceiling;
    double y = Math.min(2.25, top - 0.55);
    s.in(Paints.LACQUER).at(0, top - 0.03, 0).round().cylinder(0.06, 0.03, 0.008, 24);
    s.in(Paints.GRAPHITE).round().tube(0.003, 6, at(0, y + 0.2, 0), at(0, top - 0.02, 0));
    s.in(Paints.OAK)
        .at(0, y, 0)
        .round()
        .lathe(44, 0.3, 0, 0.302, 0.006, 0.27, 0.08, 0.16, 0.16, 0.05, 0.2, 0, 0.21);
    s.in(Paints.LACQUER)
        .at(0, y, 0)
        .round()
        .lathe(44, 0, 0.19, 0.05, 0.185, 0.15, 0.148, 0.262, 0.07, 0.296, 0.001);
    s.in(Paints.LAMP).round().ellipsoid(at(0, y + 0.06, 0), 0.07, 0.07, 0.07, 20);
  }

  private static void rug(Sketch s) {
    s.in(Material.FABRIC, 0xD9D2C1).plate().rounded(0, 0, 2.4, 1.7, 0.05, 0, 0.012, 0.005);
    s.in(Material.FABRIC, 0x9DB5A2).plate().rounded(0, 0, 2.16, 1.46, 0.03, 0.011, 0.0135, 0.001);
    s.in(Material.FABRIC, 0xE7E1D3).plate().rounded(0, 0, 2.06, 1.36, 0.02, 0.0125, 0.0148, 0.001);
    for (int k = -2; k <= 2; k++) {
      s.in(Material.FABRIC, 0xC4D2C6)
          .plate()
          .rounded(k * 0.4, 0, 0.1, 1.2, 0.04, 0.014, 0.0158, 0.0005);
    }
  }

  private static void roundRug(Sketch s) {
    int[] colours = {0x9DB5A2, 0xE7E1D3, 0xB9CDBD, 0xEDE8DB};
    double[] radii = {1.2, 1.12, 0.8, 0.74};
    for (int k = 0; k < 4; k++) {
      s.in(Material.FABRIC, colours[k])
          .at(0, k * 0.0013, 0)
          .round()
          .lathe(56, radii[k], 0, radii[k] - 0.004, 0.011, radii[k] - 0.02, 0.0125, 0, 0.0125);
    }
  }

  private static void bin(Sketch s) {
    s.in(Paints.LACQUER)
        .round()
        .lathe(32, 0, 0, 0.115, 0, 0.12, 0.01, 0.14, 0.39, 0.143, 0.4, 0.13, 0.405, 0.12, 0.38);
    s.in(Paints.GRAPHITE).at(0, 0.37, 0).round().lathe(32, 0.125, 0, 0.05, 0.03, 0, 0.034);
    s.in(Paints.GRAPHITE).block(0, 0.03, -0.14, 0.09, 0.015, 0.06, 0.005);
  }

  private static void water(Sketch s) {
    s.in(Paints.LACQUER).box(-0.16, 0.02, -0.15, 0.16, 0.92, 0.17, 0.025);
    s.in(Paints.GRAPHITE).box(-0.13, 0.6, -0.155, 0.13, 0.84, -0.13, 0.01);
    s.in(Paints.STEEL).box(-0.11, 0.585, -0.2, 0.11, 0.6, -0.13, 0.005);
    for (int k = -1; k <= 1; k += 2) {
      s.in(k < 0 ? Paints.WATER : Material.SATIN.in(0xC98A72))
          .block(k * 0.05, 0.79, -0.17, 0.035, 0.05, 0.05, 0.01);
    }
    s.in(Material.WATER, 0x9CCBE2)
        .at(0, 0.92, 0.01)
        .round()
        .lathe(
            32, 0.05, 0, 0.06, 0.03, 0.13, 0.07, 0.135, 0.1, 0.128, 0.15, 0.135, 0.2, 0.135, 0.31,
            0.1, 0.35, 0, 0.36);
    s.in(Paints.WHITE_CLOTH).at(0.19, 0.62, 0.0).round().cylinder(0.035, 0.28, 0.006, 20);
  }

  private static void coats(Sketch s) {
    for (int k = 0; k < 4; k++) {
      Sketch q = s.turnedY(Math.PI / 2 * k + 0.4).in(Paints.OAK);
      q.round().bent(0.013, 0.1, 8, at(0.24, 0.012, 0), at(0.05, 0.1, 0), at(0, 0.35, 0));
      q.round()
          .bent(
              0.01,
              0.06,
              8,
              at(0, 1.5, 0),
              at(0.05, 1.62, 0),
              at(0.14, 1.66, 0),
              at(0.18, 1.74, 0));
      q.round().ellipsoid(at(0.18, 1.745, 0), 0.017, 0.017, 0.017, 10);
    }
    s.in(Paints.OAK).round().capsule(at(0, 0.08, 0), 0.02, at(0, 1.78, 0), 0.017, 12);
    // A coat somebody left, and a scarf.
    Sdf coat =
        Sdf.limb(at(0.17, 1.55, 0.02), 0.05, at(0.19, 1.42, 0.02), 0.12)
            .join(Sdf.box(0.19, 1.1, 0.02, 0.13, 0.36, 0.07, 0.06), 0.12)
            .rough(0.012, 0.09, 3);
    Skinner.draw(
        s.turnedY(0.4).in(Material.FABRIC, 0x8CA5B3),
        coat,
        at(0, 0.6, -0.16),
        at(0.4, 1.7, 0.2),
        0.045);
    s.turnedY(2.0)
        .in(Material.FABRIC, 0xD9B98A)
        .round()
        .bent(
            0.022,
            0.06,
            8,
            at(0.14, 1.1, -0.04),
            at(0.16, 1.66, -0.02),
            at(0.18, 1.66, 0.03),
            at(0.18, 1.2, 0.05));
  }

  private static void toys(Sketch s) {
    s.in(Paints.OAK_LIGHT).plate().rounded(0, 0, 0.68, 0.68, 0.12, 0.18, 0.21, 0.01);
    for (int k = 0; k < 4; k++) {
      double x = (k & 1) == 0 ? -0.24 : 0.24;
      double z = k < 2 ? -0.24 : 0.24;
      s.in(Paints.OAK)
          .round()
          .capsule(at(x, 0.016, z), 0.018, at(x * 0.94, 0.19, z * 0.94), 0.022, 10);
    }
    int[] colours = {Paint.SAGE, Paint.SUN, Paint.WATER, 0xD99A86};
    for (int k = 0; k < 7; k++) {
      double x = -0.18 + 0.13 * (k % 4) + 0.03 * Noise.hash(k, 1, 2);
      double z = k < 4 ? -0.1 : 0.12;
      double y = k == 6 ? 0.31 : 0.21;
      if (k == 6) {
        x = -0.1;
        z = -0.1;
      }
      s.in(Material.SATIN, colours[k % 4])
          .at(x, y + 0.045, z)
          .turnedY(Noise.hash(k, 3, 3))
          .block(0, 0, 0, 0.085, 0.085, 0.085, 0.012);
    }
    s.in(Material.SATIN, Paint.SUN)
        .at(0.17, 0.21, 0.15)
        .round()
        .lathe(24, 0, 0, 0.06, 0, 0.065, 0.02, 0.02, 0.12, 0, 0.125);
  }

  private static void clock(Sketch s) {
    Sketch face = s.turnedX(-Math.PI / 2);
    face.in(Paints.OAK)
        .round()
        .lathe(48, 0, 0, 0.165, 0, 0.17, 0.01, 0.168, 0.04, 0.16, 0.044, 0.15, 0.036, 0.149, 0.02);
    face.in(Material.MATTE, 0xFAF8F2).at(0, 0.02, 0).round().lathe(48, 0.151, 0, 0, 0.0005);
    for (int k = 0; k < 12; k++) {
      Sketch tick = s.turnedZ(Math.PI / 6 * k).in(Material.MATTE, Paint.INK);
      double w = k % 3 == 0 ? 0.008 : 0.004;
      tick.box(-w / 2, 0.118, -0.024, w / 2, 0.14, -0.0205, 0);
    }
    s.turnedZ(0.9)
        .in(Material.MATTE, Paint.INK)
        .box(-0.005, -0.015, -0.027, 0.005, 0.075, -0.0245, 0.001);
    s.turnedZ(-1.05)
        .in(Material.MATTE, Paint.INK)
        .box(-0.0035, -0.02, -0.029, 0.0035, 0.118, -0.0265, 0.001);
    face.in(Paints.BRASS).at(0, 0.02, 0).round().cylinder(0.009, 0.013, 0.003, 16);
  }

  private static void picture(Sketch s) {
    double hx = 0.46;
    double hy = 0.33;
    for (int k = -1; k <= 1; k += 2) {
      s.in(Paints.OAK)
          .box(-hx, k * (hy - 0.012) - 0.012, -0.03, hx, k * (hy - 0.012) + 0.012, 0, 0.005);
      s.in(Paints.OAK)
          .box(k * (hx - 0.012) - 0.012, -hy, -0.03, k * (hx - 0.012) + 0.012, hy, 0, 0.005);
    }
    s.in(Material.MATTE, 0xFBF9F3).box(-hx + 0.02, -hy + 0.02, -0.012, hx - 0.02, hy - 0.02, 0, 0);
    // A morning: sky, sun, three ridges of hills, as a print in the middle of its mount.
    double px = 0.34;
    double py = 0.215;
    bands(s, px, py);
  }

  private static void bands(Sketch s, double px, double py) {
    int n = 28;
    int[] colours = {0xC9DEE3, 0xAFCBC2, 0x8FB39C, 0x6C9478};
    for (int layer = 0; layer < 4; layer++) {
      for (int k = 0; k < n; k++) {
        double x0 = -px + 2 * px * k / n;
        double x1 = -px + 2 * px * (k + 1) / n;
        double d = -0.0124 - layer * 0.0008;
        double y0 = layer == 0 ? py : ridge(k, layer, py);
        double y1 = layer == 0 ? py : ridge(k + 1, layer, py);
        Paint top = Material.MATTE.in(layer == 0 ? 0xEFE6D2 : colours[layer]);
        Sketch t = s.in(Material.MATTE, colours[layer]);
        Vec front = new Vec(0, 0, -1);
        t.quad(
            t.vertex(at(x1, -py, d), front),
            t.vertex(at(x0, -py, d), front),
            t.vertex(at(x0, y0, d), front, top),
            t.vertex(at(x1, y1, d), front, top));
      }
    }
    s.in(Material.MATTE, 0xF4CE86)
        .at(-0.12, 0.1, -0.0126)
        .turnedX(-Math.PI / 2)
        .round()
        .lathe(32, 0.045, 0, 0, 0.0003);
  }

  private static double ridge(int k, int layer, double py) {
    return py * (0.42 - 0.36 * layer + 0.28 * Noise.smooth(k * 0.19 + layer * 5.3, layer, 4));
  }

  private static void sanitiser(Sketch s) {
    s.in(Paints.LACQUER).box(-0.06, -0.13, -0.1, 0.06, 0.13, 0, 0.018);
    s.in(Material.GLOSS, 0xBFE0E6).box(-0.035, -0.02, -0.104, 0.035, 0.09, -0.09, 0.008);
    s.in(Paints.GRAPHITE).box(-0.04, -0.15, -0.11, 0.04, -0.115, -0.03, 0.008);
    s.in(Paints.SAGE).box(-0.02, 0.1, -0.106, 0.02, 0.115, -0.09, 0.003);
  }

  private static Vec at(double x, double y, double z) {
    return new Vec(x, y, z);
  }
}
