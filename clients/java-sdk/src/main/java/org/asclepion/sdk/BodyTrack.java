package org.asclepion.sdk;

import org.asclepion.protocol.pose.PoseColumns;
import org.asclepion.protocol.pose.PoseGrid;

/**
 * The last states of one body and the curve through them. Between two states positions follow a
 * cubic Hermite curve whose slopes come from the neighbours, orientations turn the shortest way;
 * beyond the newest, motion goes on for a short while and fades. A teleport is a jump, never a
 * flight. Owned by the client's loop.
 */
final class BodyTrack {
  private static final int KEPT = 32;
  private static final int[] LIMBS = {
    PoseColumns.HEAD, PoseColumns.LEFT_HAND, PoseColumns.RIGHT_HAND
  };

  /** Columns of a state: root x y z yaw, then 7 per limb. */
  private static final int ROOT = 4;

  private static final int COLUMNS = ROOT + 21;

  /** Faster than this is a teleport; people run at 4.2 m/s. */
  private static final double TELEPORT_METRES_PER_SECOND = 12;

  private static final double TELEPORT_METRES = 0.6;

  /** After this many periods without a change the body was standing. */
  private static final int REST_PERIODS = 4;

  /** How long motion goes on by itself, fading. */
  private static final long EXTRAPOLATION_NANOS = 100_000_000;

  /** Nearly stands still until the first of the rare updates is there, so as not to guess. */
  private static final double LAG_UP = 0.85;

  /** Catches up at a quarter above its speed. */
  private static final double LAG_DOWN = 0.25;

  private final long[] times = new long[KEPT];
  private final double[][] states = new double[KEPT][COLUMNS];
  private final float[] limb = new float[7];
  private int newest = -1;
  private int count;
  private int[] lastRow = new int[0];
  private long lastPeriodNanos;
  private double lagNanos;
  private double targetLagNanos;
  private long laggedTo = Long.MIN_VALUE;

  /**
   * Takes in the body's row as of {@code time} if it differs from what is known.
   *
   * @param tickNanos between two ticks of the room
   * @param ticks between two updates of this body while it moves
   */
  void add(long time, long tickNanos, int ticks, PoseColumns poses, int row) {
    long periodNanos = tickNanos * ticks;
    // The first update after a change of pace comes at the old one or the new one.
    long patienceNanos = REST_PERIODS * Math.max(periodNanos, lastPeriodNanos);
    lastPeriodNanos = periodNanos;
    targetLagNanos = periodNanos - tickNanos;
    if (count == 0) {
      lagNanos = targetLagNanos;
    }
    if (!differs(poses, row)) {
      return;
    }
    if (count > 0) {
      if (time <= times[newest]) {
        return;
      }
      if (time - times[newest] > patienceNanos) {
        double[] resting = states[newest].clone();
        System.arraycopy(resting, 0, push(time - periodNanos), 0, COLUMNS);
      }
    }
    double lastYaw = count > 0 ? states[newest][3] : 0;
    double[] state = push(time);
    state[0] = PoseGrid.rootMetres(poses.get(row, PoseColumns.ROOT_X));
    state[1] = PoseGrid.rootMetres(poses.get(row, PoseColumns.ROOT_Y));
    state[2] = PoseGrid.rootMetres(poses.get(row, PoseColumns.ROOT_Z));
    double yaw = PoseGrid.yawRadians(poses.get(row, PoseColumns.YAW));
    // Unwound, so that between two yaws lies the shorter way.
    state[3] = lastYaw + Math.IEEEremainder(yaw - lastYaw, 2 * Math.PI);
    for (int i = 0; i < LIMBS.length; i++) {
      poses.limb(row, LIMBS[i], limb);
      for (int j = 0; j < 7; j++) {
        state[ROOT + 7 * i + j] = limb[j];
      }
    }
  }

  boolean isEmpty() {
    return count == 0;
  }

  /**
   * The time that is shown of this body when others are shown at {@code time}: a body that is told
   * of rarely is shown later by that, and slides there when it changes.
   */
  long lagging(long time) {
    if (laggedTo != Long.MIN_VALUE && time > laggedTo) {
      double passed = time - laggedTo;
      double off = targetLagNanos - lagNanos;
      lagNanos += Math.max(-passed * LAG_DOWN, Math.min(passed * LAG_UP, off));
    }
    laggedTo = Math.max(laggedTo, time);
    return time - (long) lagNanos;
  }

  void at(long time, BodyPose into) {
    int after = 0;
    while (after < count && times[index(after)] > time) {
      after++;
    }
    // Now the state numbered `after`, counted from the newest, is the last one not later than time.
    if (after == count) {
      hold(states[index(count - 1)], into);
    } else if (after == 0) {
      beyond(time, into);
    } else {
      between(time, after, into);
    }
  }

  private void between(long time, int before, BodyPose into) {
    double[] a = states[index(before)];
    double[] b = states[index(before - 1)];
    long from = times[index(before)];
    long to = times[index(before - 1)];
    if (isJump(before, before - 1)) {
      hold(a, into);
      return;
    }
    double span = to - from;
    double s = (time - from) / span;
    boolean hasPrevious = before + 1 < count && !isJump(before + 1, before);
    boolean hasNext = before - 2 >= 0 && !isJump(before - 1, before - 2);
    double[] p = hasPrevious ? states[index(before + 1)] : a;
    double[] n = hasNext ? states[index(before - 2)] : b;
    double pSpan = hasPrevious ? to - times[index(before + 1)] : span;
    double nSpan = hasNext ? times[index(before - 2)] - from : span;
    double h1 = s * s * (3 - 2 * s);
    double h2 = s * (1 - s) * (1 - s);
    double h3 = s * s * (s - 1);
    for (int column = 0; column < COLUMNS; column++) {
      double slopeA = (b[column] - p[column]) / pSpan * span;
      double slopeB = (n[column] - a[column]) / nSpan * span;
      double value = a[column] + h1 * (b[column] - a[column]) + h2 * slopeA + h3 * slopeB;
      put(column, value, into);
    }
    turn(a, b, s, into);
  }

  private void beyond(long time, BodyPose into) {
    double[] b = states[index(0)];
    if (count < 2 || isJump(1, 0)) {
      hold(b, into);
      return;
    }
    double[] a = states[index(1)];
    double ahead = Math.min(time - times[index(0)], EXTRAPOLATION_NANOS);
    double fade = 1 - ahead / (2.0 * EXTRAPOLATION_NANOS);
    double s = ahead * fade / (times[index(0)] - times[index(1)]);
    for (int column = 0; column < COLUMNS; column++) {
      put(column, b[column] + s * (b[column] - a[column]), into);
    }
    // Orientations rest: a head that turns on by itself looks worse than one that waits.
    turn(b, b, 0, into);
  }

  private static void hold(double[] state, BodyPose into) {
    for (int column = 0; column < COLUMNS; column++) {
      put(column, state[column], into);
    }
  }

  private static void put(int column, double value, BodyPose into) {
    switch (column) {
      case 0 -> into.x = value;
      case 1 -> into.y = value;
      case 2 -> into.z = value;
      case 3 -> into.yaw = value;
      default -> into.limb((column - ROOT) / 7)[(column - ROOT) % 7] = (float) value;
    }
  }

  /** Orientations on the straight line between two quaternions, brought back to length 1. */
  private static void turn(double[] a, double[] b, double s, BodyPose into) {
    for (int i = 0; i < LIMBS.length; i++) {
      int at = ROOT + 7 * i + 3;
      double dot = 0;
      for (int j = at; j < at + 4; j++) {
        dot += a[j] * b[j];
      }
      double other = dot < 0 ? -s : s;
      double squares = 0;
      for (int j = at; j < at + 4; j++) {
        double value = (1 - s) * a[j] + other * b[j];
        squares += value * value;
      }
      double scale = squares < 1e-12 ? 0 : 1 / Math.sqrt(squares);
      float[] to = into.limb(i);
      for (int j = 0; j < 4; j++) {
        to[3 + j] =
            scale == 0
                ? (float) a[at + j]
                : (float) (((1 - s) * a[at + j] + other * b[at + j]) * scale);
      }
    }
  }

  private boolean isJump(int earlier, int later) {
    double[] a = states[index(earlier)];
    double[] b = states[index(later)];
    double seconds = (times[index(later)] - times[index(earlier)]) / 1e9;
    double metres = Math.hypot(b[0] - a[0], b[2] - a[2]);
    return metres > TELEPORT_METRES && metres > TELEPORT_METRES_PER_SECOND * seconds;
  }

  private boolean differs(PoseColumns poses, int row) {
    boolean differs = lastRow.length == 0;
    if (differs) {
      lastRow = new int[PoseColumns.COLUMNS];
    }
    for (int column = 0; column < PoseColumns.COLUMNS; column++) {
      differs |= lastRow[column] != poses.get(row, column);
      lastRow[column] = poses.get(row, column);
    }
    return differs;
  }

  private double[] push(long time) {
    newest = (newest + 1) % KEPT;
    count = Math.min(count + 1, KEPT);
    times[newest] = time;
    return states[newest];
  }

  /** The place of the state so many before the newest. */
  private int index(int back) {
    return Math.floorMod(newest - back, KEPT);
  }
}
