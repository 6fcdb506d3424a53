package org.asclepion.protocol.pose;

/**
 * The grids poses are rounded to: metres, radians and quaternions to integers and back. Static and
 * pure; any thread.
 *
 * <p>Rounding what a grid gave back always gives the same integers again, so a pose can pass
 * through client, server and receivers without drifting. Positions beyond a grid's range are
 * clamped to it; a number that is not finite is an {@link IllegalArgumentException}.
 *
 * <p>An orientation is the vector {@code (x, y, z) / (1 + w)} of its unit quaternion (modified
 * Rodrigues parameters) in steps of 1/400. The map is conformal: a step turns by 4 / (400 (1 +
 * |m|²)) radians, most at the centre, so the greatest error is 4 atan(√3 / 800) = 0.4962°. Both
 * signs of a quaternion mean the same turn; the sign given is kept while its vector fits a ball of
 * 1.25, which leaves a sender whose quaternions do not flip without jumps.
 */
public final class PoseGrid {
  /** Root positions: steps of 1/1024 m, so at most 0.49 mm off per axis. */
  public static final int ROOT_PER_METRE = 1024;

  /** Root range: -16,384 m to just below 16,384 m. */
  static final int ROOT_BITS = 25;

  /** Head and hands: steps of 1/512 m, so at most 0.98 mm off per axis. */
  public static final int LIMB_PER_METRE = 512;

  /** Limb range: -4 m to just below 4 m. */
  static final int LIMB_BITS = 12;

  /** Steps of yaw in a full turn: at most 0.176° off. */
  public static final int YAW_STEPS = 1024;

  static final int YAW_BITS = 10;
  static final int SAMPLE_BITS = 16;

  /** Displacements of a sample: -4 m to just below 4 m in steps of the root's grid. */
  static final int MOVE_BITS = 13;

  static final int ORIENTATION_SCALE = 400;
  static final int ORIENTATION_BITS = 10;

  /** Radius of the ball that holds every orientation vector, in steps. */
  static final int ORIENTATION_RADIUS = 500;

  /** The greatest orientation error in degrees, 4 atan(√3 / 800). */
  public static final double ORIENTATION_ERROR_DEGREES = 0.4963;

  public static int root(double metres) {
    return round(metres * ROOT_PER_METRE, ROOT_BITS);
  }

  public static double rootMetres(int steps) {
    return steps / (double) ROOT_PER_METRE;
  }

  /** A displacement between two samples. */
  public static int move(double metres) {
    return round(metres * ROOT_PER_METRE, MOVE_BITS);
  }

  public static int limb(double metres) {
    return round(metres * LIMB_PER_METRE, LIMB_BITS);
  }

  public static float limbMetres(int steps) {
    return steps / (float) LIMB_PER_METRE;
  }

  /** Any angle in radians to 0 … 1023. */
  public static int yaw(double radians) {
    double turns = finite(radians) / (2 * Math.PI);
    double steps = Math.floor((turns - Math.floor(turns)) * YAW_STEPS + 0.5);
    return (int) steps & (YAW_STEPS - 1);
  }

  /** To radians in (-π, π]. */
  public static double yawRadians(int steps) {
    int signed = steps > YAW_STEPS / 2 ? steps - YAW_STEPS : steps;
    return signed * (2 * Math.PI / YAW_STEPS);
  }

  /**
   * Rounds a quaternion of any length (of length zero: no turn) into three integers at {@code at}.
   */
  public static void orientation(double x, double y, double z, double w, int[] into, int at) {
    double length = Math.sqrt(finite(x * x + y * y + z * z + w * w));
    if (length < 1e-9) {
      into[at] = 0;
      into[at + 1] = 0;
      into[at + 2] = 0;
    } else if (!fits(x, y, z, length + w, into, at)) {
      boolean fits = fits(-x, -y, -z, length - w, into, at);
      assert fits;
    }
  }

  private static boolean fits(double x, double y, double z, double below, int[] into, int at) {
    double scale = ORIENTATION_SCALE / below;
    // Also false when the quotient is infinite or not a number, at the pole.
    if (!(Math.abs(x * scale) < 512 && Math.abs(y * scale) < 512 && Math.abs(z * scale) < 512)) {
      return false;
    }
    int a = (int) Math.floor(x * scale + 0.5);
    int b = (int) Math.floor(y * scale + 0.5);
    int c = (int) Math.floor(z * scale + 0.5);
    into[at] = a;
    into[at + 1] = b;
    into[at + 2] = c;
    return isOrientation(a, b, c);
  }

  static boolean isOrientation(int a, int b, int c) {
    return a * a + b * b + c * c <= ORIENTATION_RADIUS * ORIENTATION_RADIUS;
  }

  /** Gives the unit quaternion x, y, z, w of three integers into {@code into} at {@code at}. */
  public static void quaternion(int a, int b, int c, float[] into, int at) {
    double squares = a * a + b * b + c * c;
    double full = (double) ORIENTATION_SCALE * ORIENTATION_SCALE;
    double below = full + squares;
    into[at] = (float) (2.0 * ORIENTATION_SCALE * a / below);
    into[at + 1] = (float) (2.0 * ORIENTATION_SCALE * b / below);
    into[at + 2] = (float) (2.0 * ORIENTATION_SCALE * c / below);
    into[at + 3] = (float) ((full - squares) / below);
  }

  private static int round(double steps, int bits) {
    double limit = 1 << (bits - 1);
    double rounded = Math.floor(finite(steps) + 0.5);
    return (int) Math.max(-limit, Math.min(limit - 1, rounded));
  }

  private static double finite(double value) {
    if (!Double.isFinite(value)) {
      throw new IllegalArgumentException("not a finite number: " + value);
    }
    return value;
  }

  private PoseGrid() {}
}
