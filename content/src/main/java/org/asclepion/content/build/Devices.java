package org.asclepion.content.build;

import java.util.List;

/** Machines and screens. Screens face -Z, but those built into a desk face who works there (+Z). */
final class Devices {
  private static final double WALL_SCREEN_HALF_WIDTH = 0.85;
  private static final double WALL_SCREEN_HALF_HEIGHT = 0.48;
  private static final double WALL_SCREEN_DEPTH = 0.0595;

  private Devices() {}

  static List<Furnishing> all() {
    return List.of(
        Furnishing.of("computer-monitor")
            .solid(-0.28, 0, -0.1, 0.28, 0.46, 0.1)
            .drawn(s -> monitor(s, 0)),
        Furnishing.of("imaging-console")
            .solid(-0.9, 0.7, -0.4, 0.9, 0.74, 0.4)
            .solid(-0.88, 0, -0.36, -0.82, 0.7, 0.36)
            .solid(0.82, 0, -0.36, 0.88, 0.7, 0.36)
            .solid(-0.72, 0.74, -0.32, 0.72, 1.2, -0.1)
            .drawn(Devices::console),
        Furnishing.of("anaesthesia-cart")
            .solid(-0.32, 0, -0.32, 0.32, 1.45, 0.32)
            .drawn(Devices::anaesthesia),
        Furnishing.of("vital-monitor")
            .solid(-0.2, 0, -0.2, 0.2, 1.5, 0.2)
            .drawn(Devices::vitalMonitor),
        Furnishing.of("mri-scanner")
            .solid(-1.05, 0, 0.2, 1.05, 2.05, 1.9)
            .solid(-0.3, 0, -1.9, 0.3, 0.72, 0.2)
            .seat(-0.1, 0.73, -1.1, Math.PI / 2)
            .drawn(Devices::mri),
        Furnishing.of("whiteboard")
            .onWall()
            .writing(1.8, 1.2, Whiteboards.DEPTH, false)
            .drawn(s -> Whiteboards.board(s, 0.9, 0.6, false)),
        Furnishing.of("whiteboard-small")
            .onWall()
            .writing(1.2, 0.8, Whiteboards.DEPTH, false)
            .drawn(s -> Whiteboards.board(s, 0.6, 0.4, false)),
        Furnishing.of("whiteboard-staff")
            .onWall()
            .writing(1.2, 0.8, Whiteboards.DEPTH, true)
            .drawn(s -> Whiteboards.board(s, 0.6, 0.4, true)),
        Furnishing.of("wall-screen")
            .onWall()
            .face(2 * WALL_SCREEN_HALF_WIDTH, 2 * WALL_SCREEN_HALF_HEIGHT, WALL_SCREEN_DEPTH)
            .drawn(Devices::wallScreen),
        Furnishing.of("light-box").onWall().drawn(Devices::lightBox));
  }

  /** A flat screen on a stand. */
  static void monitor(Sketch s, int picture) {
    s.in(Paints.STEEL).plate().rounded(0, 0.02, 0.24, 0.18, 0.03, 0, 0.01, 0.004);
    s.in(Paints.STEEL)
        .at(0, 0, 0.035)
        .turnedX(-0.06)
        .box(-0.025, 0.005, -0.008, 0.025, 0.26, 0.008, 0.004);
    Sketch screen = s.at(0, 0.29, 0);
    screen.in(Paints.LACQUER).box(-0.28, -0.165, -0.008, 0.28, 0.165, 0.02, 0.008);
    screen.in(Paints.BLACK_GLASS).box(-0.272, -0.157, -0.011, 0.272, 0.157, -0.004, 0.003);
    picture(screen, 0.262, 0.146, -0.0125, picture);
  }

  /** What a screen shows: 0 a chart of the day, 1 a scan, 2 vital signs, 3 a welcome. */
  static void picture(Sketch s, double hx, double hy, double z, int kind) {
    Sketch back = s.in(Material.SCREEN, kind == 1 ? 0x0E171C : kind == 2 ? 0x13242C : 0xF0F3EE);
    back.panel(-hx, -hy, hx, hy, z);
    double e = z - 0.0006;
    switch (kind) {
      case 1 -> scan(s, hx, hy, e);
      case 2 -> waves(s, hx, hy, e);
      case 3 -> {
        s.in(Material.SCREEN, 0x7FA58A).panel(-hx, -hy, hx, -hy * 0.82, e);
        hills(s, hx, hy, e);
      }
      default -> {
        // Seen from the front +X is on the left.
        s.in(Material.SCREEN, 0x5F8F74).panel(-hx, hy * 0.8, hx, hy, e);
        s.in(Material.SCREEN, 0xDFE7DF).panel(hx * 0.58, -hy, hx, hy * 0.8, e);
        for (int k = 0; k < 6; k++) {
          double y = hy * (0.58 - 0.27 * k);
          double w = hx * (0.5 + 0.5 * Noise.hash(k, 2, 7));
          s.in(Material.SCREEN, k == 2 ? 0x5B93B5 : 0xA9BBB0)
              .panel(hx * 0.62, y, hx * 0.94, y + hy * 0.09, e - 0.0004);
          s.in(Material.SCREEN, 0xC3CFD2).panel(hx * 0.48 - w, y, hx * 0.48, y + hy * 0.07, e);
        }
      }
    }
  }

  private static void hills(Sketch s, double hx, double hy, double z) {
    int n = 24;
    int[] colours = {0xCFE2E6, 0xA9C9B8, 0x7FA58A};
    for (int layer = 0; layer < 3; layer++) {
      Sketch t = s.in(Material.SCREEN, colours[layer]);
      for (int k = 0; k < n; k++) {
        double x0 = -hx + 2 * hx * k / n;
        double x1 = -hx + 2 * hx * (k + 1) / n;
        double y0 = hy * (0.35 - 0.4 * layer + 0.25 * Noise.smooth(k * 0.22 + layer * 9, layer, 1));
        double y1 =
            hy * (0.35 - 0.4 * layer + 0.25 * Noise.smooth((k + 1) * 0.22 + layer * 9, layer, 1));
        double d = z - layer * 0.0004;
        t.face(
            new Vec(x1, -hy * 0.82, d),
            new Vec(x0, -hy * 0.82, d),
            new Vec(x0, y0, d),
            new Vec(x1, y1, d));
      }
    }
  }

  private static void scan(Sketch s, double hx, double hy, double z) {
    for (int k = -1; k <= 1; k += 2) {
      double cx = k * hx * 0.48;
      double r = Math.min(hx * 0.4, hy * 0.82);
      int rings = 9;
      int n = 32;
      // A slice through a head: bright rim, grey folds, dark middle.
      for (int i = 0; i < rings; i++) {
        for (int j = 0; j < n; j++) {
          double v =
              Noise.smooth(
                  i * 0.9 + k * 7,
                  StrictMath.cos(2 * Math.PI * j / n) * 3,
                  StrictMath.sin(4 * Math.PI * j / n) * 2);
          double light = i == rings - 1 ? 0.75 : i == rings - 2 ? 0.12 : 0.38 + 0.22 * v;
          if (i < 3 && Math.abs(v) < 0.4) {
            light = 0.12;
          }
          Sketch t = s.in(Material.SCREEN.in(0xD5E4EA).shade(light));
          double r0 = r * i / rings;
          double r1 = r * (i + 1) / rings;
          double a0 = 2 * Math.PI * j / n;
          double a1 = 2 * Math.PI * (j + 1) / n;
          t.face(
              polar(cx, r0, a1, z),
              polar(cx, r0, a0, z),
              polar(cx, r1, a0, z),
              polar(cx, r1, a1, z));
        }
      }
    }
    s.in(Material.SCREEN, 0x6F8791).panel(-hx * 0.96, -hy * 0.95, -hx * 0.7, -hy * 0.9, z);
    s.in(Material.SCREEN, 0x6F8791).panel(hx * 0.6, hy * 0.86, hx * 0.96, hy * 0.91, z);
  }

  private static Vec polar(double cx, double r, double a, double z) {
    return new Vec(cx + r * 0.84 * StrictMath.cos(a), r * StrictMath.sin(a), z);
  }

  private static void waves(Sketch s, double hx, double hy, double z) {
    int[] colours = {0x8FD6A4, 0x7FC3E0, 0xF2C879};
    for (int row = 0; row < 3; row++) {
      Sketch t = s.in(Material.SCREEN, colours[row]);
      double base = hy * (0.55 - row * 0.56);
      int n = 64;
      double before = base;
      for (int k = 0; k <= n; k++) {
        double phase = (k % 21) / 21.0;
        double beat =
            row == 0
                ? phase < 0.1
                    ? -0.3 * phase
                    : phase < 0.16 ? 1 : phase < 0.22 ? -0.35 : 0.08 * StrictMath.sin(phase * 6)
                : row == 1
                    ? StrictMath.pow(Math.max(0, StrictMath.sin(phase * Math.PI)), 2) * 0.8 - 0.2
                    : 0.5 * StrictMath.sin(k * 0.16);
        double y = base + beat * hy * 0.24;
        double x1 = hx * (0.93 - 1.3 * k / n);
        double x0 = hx * (0.93 - 1.3 * Math.max(0, k - 1) / n);
        double w = hy * 0.018;
        if (k > 0) {
          t.face(
              new Vec(x0, before - w, z),
              new Vec(x1, y - w, z),
              new Vec(x1, y + w, z),
              new Vec(x0, before + w, z));
        }
        before = y;
      }
      for (int d = 0; d < 2; d++) {
        double x = -hx * (0.5 + 0.24 * d);
        t.panel(x - hx * 0.08, base - hy * 0.13, x + hx * 0.08, base + hy * 0.17, z);
        s.in(Material.SCREEN, 0x13242C)
            .panel(
                x - hx * 0.035,
                base - hy * (d == 0 ? 0.08 : 0.02),
                x + hx * 0.035,
                base + hy * 0.12,
                z - 0.0004);
      }
    }
  }

  private static void console(Sketch s) {
    s.in(Paints.OAK_LIGHT).plate().rounded(0, 0, 1.8, 0.8, 0.04, 0.71, 0.74, 0.01);
    for (int k = -1; k <= 1; k += 2) {
      s.in(Paints.LACQUER).box(k * 0.85 - 0.02, 0, -0.35, k * 0.85 + 0.02, 0.71, 0.35, 0.01);
      Sketch screen = s.at(k * 0.34, 0.74, -0.2).turnedY(Math.PI + k * 0.16).scaled(1.12, 1.12, 1);
      monitor(screen, k < 0 ? 1 : 0);
    }
    s.in(Paints.LACQUER).box(-0.83, 0.25, -0.3, 0.83, 0.71, -0.28, 0.006);
    Tables.keyboard(s.at(0, 0.74, 0.2));
    s.in(Paints.GRAPHITE).plate().rounded(0.55, 0.16, 0.22, 0.2, 0.03, 0.74, 0.765, 0.008);
    s.in(Material.SATIN, Paint.ALERT).at(0.6, 0.765, 0.16).round().cylinder(0.02, 0.012, 0.004, 18);
    s.in(Paints.SAGE).at(0.52, 0.765, 0.16).round().cylinder(0.014, 0.008, 0.003, 16);
  }

  private static void vitalMonitor(Sketch s) {
    for (int k = 0; k < 5; k++) {
      Sketch leg = s.in(Paints.STEEL).turnedY(2 * Math.PI * k / 5 + 0.2);
      leg.round().capsule(new Vec(0.02, 0.09, 0), 0.015, new Vec(0.24, 0.06, 0), 0.011, 8);
      leg.in(Paints.RUBBER)
          .at(0.24, 0.027, 0)
          .turnedX(Math.PI / 2)
          .at(0, -0.012, 0)
          .round()
          .cylinder(0.027, 0.024, 0.006, 14);
    }
    s.in(Paints.STEEL).round().tube(0.016, 12, new Vec(0, 0.08, 0), new Vec(0, 1.28, 0));
    s.in(Paints.STEEL)
        .round()
        .bent(
            0.005,
            0.05,
            8,
            new Vec(-0.14, 0.8, -0.02),
            new Vec(-0.13, 0.7, -0.16),
            new Vec(0.13, 0.7, -0.16),
            new Vec(0.14, 0.8, -0.02));
    s.in(Paints.STEEL).block(0, 0.7, -0.08, 0.27, 0.012, 0.17, 0.004);
    Sketch head = s.at(0, 1.36, -0.02).turnedX(0.1);
    head.in(Paints.LACQUER).block(0, 0, 0, 0.37, 0.29, 0.1, 0.025);
    head.in(Paints.BLACK_GLASS).block(0, 0.01, -0.05, 0.335, 0.245, 0.01, 0.004);
    picture(head.at(0, 0.01, 0), 0.158, 0.112, -0.0562, 2);
    head.in(Paints.LACQUER)
        .round()
        .bent(
            0.009,
            0.04,
            8,
            new Vec(-0.08, 0.14, 0.01),
            new Vec(-0.07, 0.19, 0.01),
            new Vec(0.07, 0.19, 0.01),
            new Vec(0.08, 0.14, 0.01));
    s.in(Material.GLOSS, 0x8BA4AE)
        .round()
        .bent(
            0.003,
            0.1,
            6,
            new Vec(0.17, 1.3, 0),
            new Vec(0.24, 1.1, 0),
            new Vec(0.05, 0.8, -0.1),
            new Vec(0.03, 0.715, -0.1));
  }

  private static void anaesthesia(Sketch s) {
    Tables.wheels(s, 0.26, 0.26);
    s.in(Paints.LACQUER).box(-0.31, 0.09, -0.26, 0.31, 0.8, 0.3, 0.02);
    for (int k = 0; k < 3; k++) {
      double y = 0.13 + k * 0.22;
      s.in(Paints.IVORY).box(-0.28, y, -0.275, 0.28, y + 0.2, -0.25, 0.006);
      s.in(Paints.STEEL)
          .round()
          .bent(
              0.006,
              0.012,
              8,
              new Vec(-0.1, y + 0.15, -0.27),
              new Vec(-0.1, y + 0.15, -0.3),
              new Vec(0.1, y + 0.15, -0.3),
              new Vec(0.1, y + 0.15, -0.27));
    }
    s.in(Paints.STEEL).plate().rounded(0, -0.04, 0.64, 0.6, 0.03, 0.8, 0.82, 0.007);
    s.in(Paints.LACQUER).box(-0.31, 0.82, 0.02, 0.31, 1.18, 0.3, 0.02);
    int[] caps = {0x7C93B8, 0xC7A95E, 0x7FA58A};
    for (int k = 0; k < 3; k++) {
      s.in(Paints.GRAPHITE).block(-0.2 + k * 0.13, 0.97, 0.0, 0.1, 0.2, 0.06, 0.012);
      s.in(Material.SATIN, caps[k])
          .at(-0.2 + k * 0.13, 1.08, -0.01)
          .round()
          .cylinder(0.042, 0.045, 0.008, 20);
    }
    // The bellows, seen through their glass.
    s.in(Material.SATIN, 0x6D8790)
        .at(0.2, 0.83, -0.12)
        .round()
        .lathe(
            24, 0, 0, 0.06, 0, 0.05, 0.025, 0.06, 0.05, 0.05, 0.075, 0.06, 0.1, 0.05, 0.125, 0.06,
            0.15, 0, 0.16);
    s.in(Material.GLASS, 0xDCEBEF)
        .at(0.2, 0.82, -0.12)
        .round()
        .lathe(24, 0.072, 0, 0.072, 0.22, 0.05, 0.26, 0, 0.27);
    Sketch screen = s.at(0, 1.36, 0.08).turnedX(0.1);
    screen.in(Paints.LACQUER).block(0, 0, 0, 0.44, 0.31, 0.07, 0.02);
    screen.in(Paints.BLACK_GLASS).block(0, 0.005, -0.035, 0.41, 0.275, 0.01, 0.004);
    picture(screen.at(0, 0.005, 0), 0.195, 0.127, -0.0412, 2);
    s.in(Paints.GRAPHITE).round().tube(0.025, 12, new Vec(0, 1.16, 0.15), new Vec(0, 1.36, 0.12));
    s.in(Material.SATIN, 0xB8CBD0)
        .round()
        .bent(
            0.016,
            0.12,
            10,
            new Vec(-0.3, 0.78, -0.2),
            new Vec(-0.42, 0.7, -0.3),
            new Vec(-0.42, 1.1, -0.36),
            new Vec(-0.25, 1.15, -0.36));
    s.in(Material.SATIN, 0x86A9B0)
        .round()
        .cushion(new Vec(-0.34, 0.62, -0.2), 0.06, 0.11, 0.06, 0.8, 16);
    for (int k = 0; k < 2; k++) {
      s.in(Material.SATIN, k == 0 ? 0xE7E4DC : 0x6E8794)
          .at(-0.13 + k * 0.26, 0.12, 0.36)
          .round()
          .lathe(
              20, 0, 0, 0.06, 0, 0.07, 0.02, 0.07, 0.5, 0.05, 0.57, 0.02, 0.6, 0.02, 0.65, 0, 0.65);
    }
  }

  private static void mri(Sketch s) {
    Sketch white = s.in(Material.SATIN, 0xF4F3EE);
    // The magnet: a rounded block with a bore that flares at both ends.
    Sdf block = Sdf.box(0, 1.02, 1.05, 1.04, 1.03, 0.84, 0.34);
    Sdf bore =
        (x, y, z) -> {
          double r = Math.sqrt(x * x + (y - 1.05) * (y - 1.05));
          double d = Math.abs(z - 1.05) / 0.84;
          double flare = 0.14 * StrictMath.pow(Math.clamp((d - 0.55) / 0.45, 0, 1), 2);
          return r - (0.36 + flare);
        };
    Skinner.draw(
        white,
        block.without(bore, 0.08),
        new Vec(-1.12, -0.06, 0.12),
        new Vec(1.12, 2.14, 1.98),
        0.085);
    Sketch front = s.at(0, 1.05, 0.21);
    // A ring of light round the bore, and the controls beside it.
    ring(front.in(Material.SCREEN, 0xBFE3E0), 0.56, 0.58, -0.001);
    for (int k = -1; k <= 1; k += 2) {
      Sketch panel = front.at(k * 0.8, 0.0, -0.012);
      panel.in(Paints.BLACK_GLASS).block(0, 0, 0.004, 0.16, 0.2, 0.02, 0.008);
      panel.in(Material.SCREEN, 0x9CCFE0).panel(-0.05, 0.02, 0.05, 0.07, -0.0075);
      for (int b = 0; b < 3; b++) {
        panel
            .in(Material.SCREEN, b == 1 ? 0x8FD6A4 : 0xD9E6E8)
            .panel(-0.045 + b * 0.035, -0.06, -0.025 + b * 0.035, -0.04, -0.0075);
      }
    }
    s.in(Paints.SAGE).box(-0.9, 0.0, 0.26, 0.9, 0.06, 0.3, 0.01);
    // The couch.
    s.in(Material.SATIN, 0xF4F3EE).plate().rounded(0, -0.95, 0.5, 1.7, 0.16, 0.03, 0.52, 0.05);
    s.in(Paints.GRAPHITE).plate().rounded(0, -0.95, 0.46, 1.66, 0.14, 0, 0.04, 0);
    s.in(Material.SATIN, 0xF4F3EE).plate().rounded(0, -0.6, 0.6, 2.5, 0.14, 0.56, 0.64, 0.025);
    s.in(Paints.STEEL).plate().rounded(0, -0.8, 0.36, 1.9, 0.05, 0.5, 0.57, 0.0);
    s.in(Material.SATIN, 0x7E9FA8)
        .round()
        .cushion(new Vec(0, 0.68, -0.75), 0.25, 0.045, 1.02, 0.16, 36);
    s.in(Paints.WHITE_CLOTH).round().cushion(new Vec(0, 0.745, 0.06), 0.17, 0.045, 0.12, 0.55, 24);
    s.in(Material.SATIN, 0xE9EEEC)
        .at(0, 0.7, 0.42)
        .turnedX(Math.PI / 2)
        .round()
        .lathe(
            28, 0.17, -0.15, 0.19, -0.13, 0.19, 0.13, 0.17, 0.15, 0.155, 0.13, 0.155, -0.13, 0.17,
            -0.15);
  }

  private static void ring(Sketch s, double r0, double r1, double z) {
    int n = 56;
    for (int j = 0; j < n; j++) {
      double a0 = 2 * Math.PI * j / n;
      double a1 = 2 * Math.PI * (j + 1) / n;
      s.face(circle(r0, a1, z), circle(r0, a0, z), circle(r1, a0, z), circle(r1, a1, z));
    }
  }

  private static Vec circle(double r, double a, double z) {
    return new Vec(r * StrictMath.cos(a), r * StrictMath.sin(a), z);
  }

  private static void wallScreen(Sketch s) {
    s.in(Paints.GRAPHITE).box(-0.86, -0.49, -0.05, 0.86, 0.49, 0, 0.01);
    s.in(Paints.BLACK_GLASS).box(-0.865, -0.495, -0.058, 0.865, 0.495, -0.04, 0.005);
    picture(s, WALL_SCREEN_HALF_WIDTH, WALL_SCREEN_HALF_HEIGHT, -WALL_SCREEN_DEPTH, 3);
  }

  private static void lightBox(Sketch s) {
    s.in(Paints.LACQUER).box(-0.46, -0.28, -0.06, 0.46, 0.28, 0, 0.015);
    s.in(Material.SCREEN, 0xEAF3F4).panel(-0.43, -0.25, 0.43, 0.25, -0.0612);
    picture(s.at(0, 0.01, 0), 0.4, 0.225, -0.0625, 1);
  }
}
