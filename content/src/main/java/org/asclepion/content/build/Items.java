package org.asclepion.content.build;

import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.asclepion.content.model.ItemModel;
import org.asclepion.content.model.LocalizedText;

/** What one may pick up; drawn about its centre, within its half extents. */
final class Items {
  /** An item and how it is drawn. */
  record Drawn(ItemModel model, Consumer<Sketch> drawing) {}

  private Items() {}

  static List<Drawn> all() {
    return List.of(
        item("cup", "Cup", "杯子", 0.055, 0.048, 0.042, 0.3, Items::cup),
        item("clipboard", "Clipboard", "写字夹板", 0.115, 0.012, 0.16, 0.35, Items::clipboard),
        item("stethoscope", "Stethoscope", "听诊器", 0.1, 0.02, 0.16, 0.2, Items::stethoscope),
        item("ball", "Ball", "皮球", 0.11, 0.11, 0.11, 0.3, Items::ball),
        item("teddy", "Teddy bear", "玩具熊", 0.12, 0.16, 0.1, 0.25, Items::teddy),
        item("book", "Book", "书", 0.075, 0.016, 0.105, 0.4, Items::book),
        item("tablet", "Tablet", "平板电脑", 0.125, 0.006, 0.09, 0.5, Items::tablet),
        item("thermometer", "Thermometer", "体温计", 0.022, 0.022, 0.075, 0.1, Items::thermometer));
  }

  private static Drawn item(
      String id,
      String en,
      String zh,
      double halfX,
      double halfY,
      double halfZ,
      double mass,
      Consumer<Sketch> drawing) {
    LocalizedText name = new LocalizedText(Map.of("en", en, "zh-Hans", zh));
    return new Drawn(new ItemModel(id, name, halfX, halfY, halfZ, mass), drawing);
  }

  private static void cup(Sketch s) {
    Sketch c = s.at(-0.013, -0.048, 0).in(Material.GLOSS, 0xE9F0EC);
    c.round()
        .lathe(
            32, 0, 0.002, 0.026, 0, 0.03, 0.003, 0.041, 0.03, 0.0415, 0.09, 0.0405, 0.0955, 0.0385,
            0.094, 0.038, 0.03, 0.027, 0.007, 0, 0.006);
    s.at(-0.013, -0.048, 0)
        .in(Paints.SAGE)
        .round()
        .lathe(32, 0.0418, 0.06, 0.0421, 0.061, 0.0421, 0.075, 0.0418, 0.076);
    c.round()
        .bent(
            0.0045,
            0.02,
            8,
            at(0.038, 0.075, 0),
            at(0.066, 0.075, 0),
            at(0.064, 0.025, 0),
            at(0.038, 0.025, 0));
    s.at(-0.013, -0.048, 0)
        .in(Material.GLOSS, 0xB98A52)
        .at(0, 0.075, 0)
        .round()
        .lathe(24, 0.0385, 0, 0, 0.0003);
  }

  private static void clipboard(Sketch s) {
    s.in(Paints.OAK).plate().rounded(0, 0, 0.23, 0.32, 0.012, -0.012, -0.006, 0.002);
    s.in(Material.MATTE, 0xFBFAF6)
        .plate()
        .rounded(0, 0.012, 0.205, 0.28, 0.002, -0.006, -0.0035, 0.0005);
    s.in(Paints.STEEL).plate().rounded(0, -0.137, 0.1, 0.034, 0.008, -0.006, 0.004, 0.003);
    s.in(Paints.STEEL)
        .round()
        .bent(
            0.0028,
            0.008,
            8,
            at(-0.03, -0.003, -0.14),
            at(-0.03, 0.008, -0.148),
            at(0.03, 0.008, -0.148),
            at(0.03, -0.003, -0.14));
    for (int k = 0; k < 7; k++) {
      double w = 0.1 + 0.07 * Noise.hash(k, 1, 1);
      s.in(Material.MATTE, k == 0 ? 0x7FA58A : 0xB9C0C2)
          .box(-0.085, -0.0035, -0.085 + k * 0.028, -0.085 + w, -0.0031, -0.079 + k * 0.028, 0);
    }
  }

  private static void stethoscope(Sketch s) {
    Sketch tube = s.in(Material.SATIN, 0x4F7F97);
    tube.round()
        .bent(
            0.0055,
            0.06,
            10,
            at(-0.055, -0.01, -0.02),
            at(-0.06, -0.012, 0.06),
            at(0, -0.012, 0.09),
            at(0.06, -0.012, 0.06),
            at(0.055, -0.01, -0.02));
    tube.round()
        .bent(
            0.0055,
            0.05,
            10,
            at(0, -0.012, 0.075),
            at(0.0, -0.012, 0.13),
            at(-0.06, -0.012, 0.145),
            at(-0.075, -0.01, 0.1));
    for (int k = -1; k <= 1; k += 2) {
      s.in(Paints.STEEL)
          .round()
          .bent(
              0.0038,
              0.04,
              8,
              at(k * 0.055, -0.01, -0.015),
              at(k * 0.06, 0.0, -0.1),
              at(k * 0.03, 0.002, -0.15));
      s.in(Paints.GRAPHITE)
          .round()
          .ellipsoid(at(k * 0.028, 0.002, -0.152), 0.0075, 0.007, 0.008, 10);
    }
    s.in(Paints.STEEL)
        .at(-0.076, -0.02, 0.088)
        .round()
        .lathe(28, 0, 0, 0.021, 0, 0.023, 0.003, 0.021, 0.008, 0.01, 0.014, 0.006, 0.024, 0, 0.025);
  }

  private static void ball(Sketch s) {
    int[] colours = {0xF2C879, 0x7FA58A, 0xF6F2E8, 0x5B93B5, 0xF6F2E8, 0xD99A86};
    int bands = 6;
    int rows = 18;
    for (int b = 0; b < bands; b++) {
      Vec[][] grid = new Vec[rows + 1][6];
      for (int i = 0; i <= rows; i++) {
        double lat = Math.PI * ((double) i / rows - 0.5);
        for (int j = 0; j < 6; j++) {
          double lon = 2 * Math.PI * (b + j / 5.0) / bands;
          grid[i][j] =
              at(
                  0.11 * StrictMath.cos(lat) * StrictMath.cos(lon),
                  0.11 * StrictMath.sin(lat),
                  -0.11 * StrictMath.cos(lat) * StrictMath.sin(lon));
        }
      }
      Sketch t = s.in(Material.SATIN, colours[b]);
      // A ball's normal is its own radius: bands meet without a seam.
      int[][] ids = new int[rows + 1][6];
      for (int i = 0; i <= rows; i++) {
        for (int j = 0; j < 6; j++) {
          ids[i][j] = t.vertex(grid[i][j], grid[i][j].unit());
        }
      }
      for (int i = 0; i < rows; i++) {
        for (int j = 0; j < 5; j++) {
          if (i > 0) {
            t.triangle(ids[i][j], ids[i][j + 1], ids[i + 1][j + 1]);
          }
          if (i < rows - 1) {
            t.triangle(ids[i][j], ids[i + 1][j + 1], ids[i + 1][j]);
          }
        }
      }
    }
  }

  private static void teddy(Sketch s) {
    Sdf half =
        Sdf.ellipsoid(0, -0.035, 0, 0.062, 0.075, 0.055)
            .join(Sdf.ellipsoid(0, 0.072, -0.008, 0.056, 0.052, 0.05), 0.02)
            .join(Sdf.sphere(0.045, 0.122, 0, 0.024), 0.012)
            .join(Sdf.limb(at(0.05, 0.015, -0.01), 0.024, at(0.092, -0.03, -0.04), 0.024), 0.02)
            .join(Sdf.limb(at(0.04, -0.09, -0.01), 0.032, at(0.06, -0.122, -0.06), 0.03), 0.02);
    Skinner.draw(
        s.in(Material.FABRIC, 0xB98E5F),
        half.mirrored(),
        at(-0.13, -0.17, -0.11),
        at(0.13, 0.165, 0.08),
        0.0125,
        p -> {
          boolean inner =
              Math.abs(p.x()) > 0.03 && p.y() > 0.1 && p.z() < -0.012 && Math.abs(p.x()) < 0.06;
          boolean belly = p.z() < -0.036 && p.y() < 0.01 && Math.abs(p.x()) < 0.04 && p.y() > -0.09;
          return Material.FABRIC.in(inner || belly ? 0xE3CDA6 : 0xB98E5F);
        });
    s.in(Material.FABRIC, 0xE3CDA6).round().ellipsoid(at(0, 0.057, -0.052), 0.026, 0.02, 0.02, 20);
    s.in(Material.GLOSS, 0x3A2C22).round().ellipsoid(at(0, 0.067, -0.07), 0.009, 0.006, 0.005, 12);
    for (int k = -1; k <= 1; k += 2) {
      s.in(Material.GLOSS, 0x2B241E)
          .round()
          .ellipsoid(at(k * 0.02, 0.088, -0.05), 0.0058, 0.0065, 0.004, 12);
      s.in(Material.FABRIC, 0xE3CDA6)
          .round()
          .ellipsoid(at(k * 0.061, -0.124, -0.084), 0.019, 0.021, 0.007, 14);
    }
    s.in(Paints.SAGE_CLOTH).round().tube(0.008, 8, ringOf(0.045, 0.022));
    s.in(Paints.SAGE_CLOTH).round().ellipsoid(at(0.016, 0.02, -0.055), 0.016, 0.01, 0.006, 12);
    s.in(Paints.SAGE_CLOTH).round().ellipsoid(at(-0.016, 0.02, -0.055), 0.016, 0.01, 0.006, 12);
  }

  private static Vec[] ringOf(double r, double y) {
    Vec[] ring = new Vec[25];
    for (int i = 0; i <= 24; i++) {
      double a = 2 * Math.PI * i / 24;
      ring[i] = at(r * StrictMath.sin(a), y, -0.004 + r * 0.95 * StrictMath.cos(a));
    }
    return ring;
  }

  private static void book(Sketch s) {
    s.in(Material.MATTE, 0xF3EDDD).box(-0.066, -0.013, -0.101, 0.07, 0.013, 0.101, 0.002);
    Sketch cover = s.in(Material.SATIN, 0x4E7F97);
    cover.box(-0.073, 0.0125, -0.105, 0.075, 0.016, 0.105, 0.0012);
    cover.box(-0.073, -0.016, -0.105, 0.075, -0.0125, 0.105, 0.0012);
    cover.box(-0.075, -0.016, -0.105, -0.068, 0.016, 0.105, 0.003);
    s.in(Paints.OAK_LIGHT).box(-0.035, 0.0158, -0.06, 0.045, 0.0163, -0.03, 0);
    s.in(Material.SATIN, 0xF2C879).box(-0.02, 0.0158, 0.01, 0.03, 0.0163, 0.014, 0);
  }

  private static void tablet(Sketch s) {
    s.in(Paints.GRAPHITE).plate().rounded(0, 0, 0.25, 0.18, 0.014, -0.006, 0.004, 0.003);
    s.in(Paints.BLACK_GLASS).plate().rounded(0, 0, 0.244, 0.174, 0.012, 0.0035, 0.0052, 0.0008);
    Sketch face = s.turnedX(Math.PI / 2);
    Devices.picture(face, 0.112, 0.077, -0.0053, 2);
  }

  private static void thermometer(Sketch s) {
    Sdf body =
        Sdf.limb(at(0, -0.004, 0.05), 0.017, at(0, -0.002, -0.02), 0.012)
            .join(Sdf.limb(at(0, 0, -0.02), 0.012, at(0, 0.002, -0.062), 0.01), 0.01);
    Skinner.draw(s.in(Paints.LACQUER), body, at(-0.03, -0.03, -0.085), at(0.03, 0.03, 0.08), 0.006);
    s.in(Paints.BLACK_GLASS)
        .at(0, 0.0125, 0.03)
        .turnedX(-0.07)
        .block(0, 0, 0, 0.02, 0.005, 0.034, 0.003);
    s.in(Material.SCREEN, 0xBFE3D2)
        .at(0, 0.0152, 0.03)
        .turnedX(-0.07)
        .block(0, 0, 0, 0.015, 0.0008, 0.026, 0);
    s.in(Paints.SAGE).at(0, 0.0115, 0.0).round().cylinder(0.006, 0.004, 0.0015, 14);
  }

  private static Vec at(double x, double y, double z) {
    return new Vec(x, y, z);
  }
}
