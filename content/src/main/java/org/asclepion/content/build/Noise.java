package org.asclepion.content.build;

/** Numbers that look random and are the same on every machine. */
final class Noise {
  private Noise() {}

  /** From 0 (inclusive) to 1, decided by its arguments alone. */
  static double hash(long a, long b, long c) {
    long h = a * 0x9E3779B97F4A7C15L + b * 0xC2B2AE3D27D4EB4FL + c * 0x165667B19E3779F9L;
    h = (h ^ h >>> 30) * 0xBF58476D1CE4E5B9L;
    h = (h ^ h >>> 27) * 0x94D049BB133111EBL;
    return ((h ^ h >>> 31) >>> 11) * 0x1.0p-53;
  }

  /** Smooth value noise in [-1, 1] with features one unit wide. */
  static double smooth(double x, double y, double z) {
    long ix = (long) Math.floor(x);
    long iy = (long) Math.floor(y);
    long iz = (long) Math.floor(z);
    double fx = ease(x - ix);
    double fy = ease(y - iy);
    double fz = ease(z - iz);
    double sum = 0;
    for (int i = 0; i < 8; i++) {
      int dx = i & 1;
      int dy = i >> 1 & 1;
      int dz = i >> 2;
      double w = (dx == 0 ? 1 - fx : fx) * (dy == 0 ? 1 - fy : fy) * (dz == 0 ? 1 - fz : fz);
      sum += w * hash(ix + dx, iy + dy, iz + dz);
    }
    return 2 * sum - 1;
  }

  private static double ease(double t) {
    return t * t * (3 - 2 * t);
  }
}
