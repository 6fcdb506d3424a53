package org.asclepion.load;

import java.util.Arrays;
import org.asclepion.protocol.pose.PoseColumns;
import org.asclepion.protocol.pose.PoseGrid;

/**
 * The last samples a bot sent, as its motion was before any rounding, to hold against what others
 * receive. Owned by the bots' loop.
 */
final class Truth {
  /** Two seconds at 30 Hz; what comes later counts as lost. */
  private static final int KEPT = 64;

  private static final int LIMB_VALUES = Posture.LIMBS * Posture.LIMB;

  private final int[] numbers = new int[KEPT];
  private final long[] sentNanos = new long[KEPT];
  private final double[] roots = new double[KEPT * 3];
  private final float[] limbs = new float[KEPT * LIMB_VALUES];
  private final float[] decoded = new float[Posture.LIMB];
  private double worstMetres;
  private double worstRadians;

  Truth() {
    Arrays.fill(numbers, -1);
  }

  void sent(int number, long nanos, Posture posture) {
    int at = number % KEPT;
    numbers[at] = number;
    sentNanos[at] = nanos;
    roots[at * 3] = posture.x;
    roots[at * 3 + 1] = posture.z;
    roots[at * 3 + 2] = posture.yaw;
    System.arraycopy(posture.limbs, 0, limbs, at * LIMB_VALUES, LIMB_VALUES);
  }

  boolean knows(int number) {
    return numbers[number % KEPT] == number;
  }

  long sentNanos(int number) {
    return sentNanos[number % KEPT];
  }

  double x(int number) {
    return roots[number % KEPT * 3];
  }

  double z(int number) {
    return roots[number % KEPT * 3 + 1];
  }

  /** The body was held up: everything since is as far off. */
  void shift(double dx, double dz) {
    for (int i = 0; i < KEPT; i++) {
      roots[i * 3] += dx;
      roots[i * 3 + 1] += dz;
    }
  }

  /** Compares a received row; the answers are {@link #worstMetres} and {@link #worstRadians}. */
  void compare(int number, PoseColumns poses, int row) {
    int at = number % KEPT;
    worstMetres =
        Math.max(
            Math.abs(PoseGrid.rootMetres(poses.get(row, PoseColumns.ROOT_X)) - roots[at * 3]),
            Math.abs(PoseGrid.rootMetres(poses.get(row, PoseColumns.ROOT_Z)) - roots[at * 3 + 1]));
    double yaw = PoseGrid.yawRadians(poses.get(row, PoseColumns.YAW));
    worstRadians = Math.abs(Math.IEEEremainder(yaw - roots[at * 3 + 2], 2 * Math.PI));
    for (int limb = 0; limb < Posture.LIMBS; limb++) {
      poses.limb(row, PoseColumns.HEAD + 6 * limb, decoded);
      compare(at * LIMB_VALUES + limb * Posture.LIMB);
    }
  }

  private void compare(int at) {
    double plus = 0;
    double minus = 0;
    for (int i = 0; i < 3; i++) {
      worstMetres = Math.max(worstMetres, Math.abs(decoded[i] - limbs[at + i]));
    }
    for (int i = 3; i < 7; i++) {
      double d = decoded[i] - limbs[at + i];
      double s = decoded[i] + limbs[at + i];
      plus += d * d;
      minus += s * s;
    }
    // The chord between unit quaternions is half the angle, for angles this small.
    worstRadians = Math.max(worstRadians, 2 * Math.sqrt(Math.min(plus, minus)));
  }

  /** On the worst axis. */
  double worstMetres() {
    return worstMetres;
  }

  double worstRadians() {
    return worstRadians;
  }
}
