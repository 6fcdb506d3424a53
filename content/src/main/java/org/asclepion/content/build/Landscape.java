package org.asclepion.content.build;

import java.util.List;
import org.asclepion.content.model.Hospital;
import org.asclepion.content.model.Room;
import org.asclepion.world.space.Point;

/**
 * What lies around the building as one sees it through a window: a meadow, trees and bushes where
 * no room is, hills in the haze. Owned by the thread that draws.
 */
record Landscape(Sketch sketch, Hospital hospital) {
  private static final double GROUND = -0.06;

  /** Draws it round a place, as far as it lies on one of the given sides (outward directions). */
  void around(double cx, double cz, List<Vec> outward) {
    meadow(cx, cz);
    hills(cx, cz);
    int trees = 0;
    for (int k = 0; k < 90 && trees < 11; k++) {
      double a = 2 * Math.PI * Noise.hash(k, 1, 77);
      double d = 9 + 26 * Noise.hash(k, 2, 77);
      double x = cx + d * StrictMath.cos(a);
      double z = cz + d * StrictMath.sin(a);
      if (!visible(x - cx, z - cz, outward) || near(x, z, 3.5)) {
        continue;
      }
      trees++;
      farTree(x, z, 0.8 + 0.6 * Noise.hash(k, 3, 77), k);
    }
    for (int k = 0; k < 26; k++) {
      double a = 2 * Math.PI * Noise.hash(k, 4, 78);
      double d = 5 + 12 * Noise.hash(k, 5, 78);
      double x = cx + d * StrictMath.cos(a);
      double z = cz + d * StrictMath.sin(a);
      if (visible(x - cx, z - cz, outward) && !near(x, z, 1.4)) {
        bush(x, z, k);
      }
    }
  }

  private static boolean visible(double dx, double dz, List<Vec> outward) {
    double l = Math.sqrt(dx * dx + dz * dz);
    return outward.stream().anyMatch(o -> (o.x() * dx + o.z() * dz) / l > 0.25);
  }

  /** Whether a room lies within {@code by} metres. */
  private boolean near(double x, double z, double by) {
    for (Room room : hospital.rooms()) {
      List<Point> o = room.template().outline();
      double x0 = o.stream().mapToDouble(Point::x).min().orElseThrow() - by;
      double x1 = o.stream().mapToDouble(Point::x).max().orElseThrow() + by;
      double z0 = o.stream().mapToDouble(Point::z).min().orElseThrow() - by;
      double z1 = o.stream().mapToDouble(Point::z).max().orElseThrow() + by;
      if (x > x0 && x < x1 && z > z0 && z < z1) {
        return true;
      }
    }
    return false;
  }

  private void meadow(double cx, double cz) {
    double[] radii = {0, 6, 12, 20, 32, 48, 75};
    int n = 40;
    Vec[][] grid = new Vec[radii.length][n];
    int[][] ids = new int[radii.length][n];
    for (int i = 0; i < radii.length; i++) {
      for (int j = 0; j < n; j++) {
        double a = 2 * Math.PI * j / n;
        double x = cx + radii[i] * StrictMath.cos(a);
        double z = cz - radii[i] * StrictMath.sin(a);
        double far = (double) i / (radii.length - 1);
        double dapple = 0.09 * Noise.smooth(x * 0.2, 0, z * 0.2);
        grid[i][j] = new Vec(x, GROUND, z);
        Paint p = Material.GRASS.in(0x9DB877).mix(0xBFD0B8, 0.75 * far * far).shade(0.98 + dapple);
        ids[i][j] = sketch.vertex(grid[i][j], Vec.UP, p);
      }
    }
    Sketch s = sketch.in(Material.GRASS.in(0x9DB877));
    for (int i = 0; i + 1 < radii.length; i++) {
      for (int j = 0; j < n; j++) {
        int k = (j + 1) % n;
        if (i == 0) {
          s.triangle(ids[0][j], ids[1][j], ids[1][k]);
        } else {
          s.quad(ids[i][j], ids[i + 1][j], ids[i + 1][k], ids[i][k]);
        }
      }
    }
  }

  private void hills(double cx, double cz) {
    int n = 72;
    int[] colours = {0xB7CDB4, 0xC6D8CC, 0xD3E1DC};
    for (int layer = 0; layer < 3; layer++) {
      double r = 52 + 9 * layer;
      Vec[][] grid = new Vec[2][n];
      for (int j = 0; j < n; j++) {
        double a = 2 * Math.PI * j / n;
        double h =
            3.5
                + 2.4 * layer
                + 2.6
                    * Noise.smooth(StrictMath.cos(a) * 3 + layer * 7, StrictMath.sin(a) * 3, layer);
        Vec at = new Vec(cx + r * StrictMath.cos(a), GROUND - 0.2, cz + r * StrictMath.sin(a));
        // Clockwise, so that the band faces inwards.
        grid[0][j] = at;
        grid[1][j] = at.plus(new Vec(0, h, 0));
      }
      sketch.in(Material.SCREEN, colours[layer]).surface(grid, true);
    }
  }

  private void farTree(double x, double z, double size, long seed) {
    Sketch s = sketch.at(x, GROUND, z).scaled(size, size, size);
    s.in(Material.MATTE, 0x8A7258)
        .round()
        .capsule(new Vec(0, 0, 0), 0.17, new Vec(0, 2.2, 0), 0.1, 7);
    Sdf crown =
        Sdf.sphere(0, 3.4, 0, 1.25)
            .join(Sdf.sphere(0.7, 2.8, 0.3 * ((seed & 1) * 2 - 1), 0.85), 0.3)
            .join(Sdf.sphere(-0.7, 2.9, -0.2, 0.9), 0.3);
    int colour = seed % 3 == 0 ? 0x86AD68 : seed % 3 == 1 ? 0x749F60 : 0x93B577;
    s.foliage()
        .crown(crown, new Vec(-2.1, 1.5, -1.9), new Vec(2.1, 5.2, 1.9), 0.45, colour, 50, seed);
  }

  private void bush(double x, double z, long seed) {
    double size = 0.7 + 0.6 * Noise.hash(seed, 1, 5);
    Sketch s = sketch.at(x, GROUND, z).scaled(size, size, size);
    Sdf body = Sdf.ellipsoid(0, 0.3, 0, 0.7, 0.5, 0.6).join(Sdf.sphere(0.4, 0.35, 0.1, 0.4), 0.2);
    s.foliage()
        .crown(
            body,
            new Vec(-1, -0.2, -0.9),
            new Vec(1.1, 1.1, 0.9),
            0.26,
            Foliage.green(Noise.hash(seed, 2, 5)),
            24,
            seed);
  }
}
