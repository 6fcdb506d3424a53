package org.asclepion.load;

/** A recorded or computed motion that can be played without end. Immutable; any thread. */
public final class Clip {
  /** Floats in a row of a clip: root x, z, yaw, then the limbs as in {@link Posture}. */
  static final int ROW = 24;

  static final double HZ = 60;

  private static final int EXTENT_FRAMES = 6;

  private final String name;
  private final float[] rows;

  Clip(String name, float[] rows) {
    this.name = name;
    this.rows = rows;
  }

  public String name() {
    return name;
  }

  int frames() {
    return rows.length / ROW;
  }

  /** The length of once there and back, seconds: clips are played forwards, then backwards. */
  public double period() {
    return 2 * (frames() - 1) / HZ;
  }

  /** How far the root goes from a place, to within a step of a tenth of a second. Metres. */
  double extentFrom(double x, double z) {
    double most = 0;
    for (int at = 0; at < rows.length; at += ROW * EXTENT_FRAMES) {
      most = Math.max(most, FreeSpace.length(rows[at] - x, rows[at + 1] - z));
    }
    return most;
  }

  /** The posture at a time, in seconds from any beginning. */
  public void at(double seconds, Posture into) {
    double period = period();
    double t = seconds - Math.floor(seconds / period) * period;
    double row = Math.min(t, period - t) * HZ;
    int from = Math.min(frames() - 2, (int) row);
    double s = row - from;
    int a = from * ROW;
    int b = a + ROW;
    into.x = mix(a, b, s);
    into.z = mix(a + 1, b + 1, s);
    into.yaw = mix(a + 2, b + 2, s);
    for (int limb = 0; limb < Posture.LIMBS; limb++) {
      int at = limb * Posture.LIMB;
      limb(a + 3 + at, b + 3 + at, s, into.limbs, at);
    }
  }

  private void limb(int a, int b, double s, float[] into, int at) {
    for (int i = 0; i < 3; i++) {
      into[at + i] = (float) mix(a + i, b + i, s);
    }
    double dot = 0;
    for (int i = 3; i < 7; i++) {
      dot += (double) rows[a + i] * rows[b + i];
    }
    double t = dot < 0 ? -s : s;
    // Not in an array: that would be garbage at every sample of every bot.
    double x = (1 - s) * rows[a + 3] + t * rows[b + 3];
    double y = (1 - s) * rows[a + 4] + t * rows[b + 4];
    double z = (1 - s) * rows[a + 5] + t * rows[b + 5];
    double w = (1 - s) * rows[a + 6] + t * rows[b + 6];
    double scale = 1 / Math.sqrt(x * x + y * y + z * z + w * w);
    into[at + 3] = (float) (x * scale);
    into[at + 4] = (float) (y * scale);
    into[at + 5] = (float) (z * scale);
    into[at + 6] = (float) (w * scale);
  }

  private double mix(int a, int b, double s) {
    return (1 - s) * rows[a] + s * rows[b];
  }
}
