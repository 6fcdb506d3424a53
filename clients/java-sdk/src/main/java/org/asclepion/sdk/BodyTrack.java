package org.asclepion.sdk;

import org.asclepion.protocol.pose.PoseColumns;
import org.asclepion.protocol.pose.PoseGrid;

/**
 * The last states of one body and the curve through them. Between two states positions follow a
 * cubic Hermite curve whose slopes come from the neighbours, orientations turn the shortest way;
 * beyond the newest, motion goes on for a short while and comes back. A teleport is a jump, never a
 * flight. A function of what was added; what is shown of it and when is {@link ShownBody}'s. Owned
 * by the client's loop.
 */
final class BodyTrack {
  /** Two seconds at 30 Hz: the longest stall that is caught up with, and some more. */
  private static final int KEPT = 64;

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

  /** How long motion goes on by itself, and back: at most by a seventh of it. */
  private static final long EXTRAPOLATION_NANOS = 240_000_000;

  /** After this many periods of the room without a word of the body it is not carried on. */
  private static final double SILENT_PERIODS = 1.5;

  /** As fast as a server lets a body run. */
  private static final double RUN_METRES_PER_SECOND = 4.2;

  private static final long SECOND = 1_000_000_000;

  /** What {@link #add} gives when the body did not stand before. */
  static final long NEVER = Long.MIN_VALUE;

  private final long[] times = new long[KEPT];
  private final double[][] states = new double[KEPT][COLUMNS];
  private final float[] limb = new float[7];
  private int newest = -1;
  private int count;
  private int[] lastRow = new int[0];
  private long lastPeriodNanos;
  private long heardNanos;

  /** What the sender took for the way to a state, by the numbers of its samples. */
  private final long[] took = new long[KEPT];

  /** Metres walked up to a state; what was teleported does not count. */
  private final double[] ways = new double[KEPT];

  /**
   * Takes in the body's row as of {@code time} if it differs from what is known. After a silence
   * the body stood; but samples that a line held back come together, and were a way of their own,
   * as long as their numbers say.
   *
   * @param tickNanos between two ticks of the room
   * @param ticks between two updates of this body while it moves
   * @return since when the body moves again, or {@link #NEVER} when it did not stand
   */
  long add(long time, long tickNanos, int ticks, PoseColumns poses, int row) {
    long periodNanos = tickNanos * ticks;
    // The first update after a change of pace comes at the old one or the new one.
    long longestNanos = Math.max(periodNanos, lastPeriodNanos);
    lastPeriodNanos = periodNanos;
    heardNanos = Math.max(heardNanos, time);
    int samples =
        count == 0
            ? 0
            : (poses.get(row, PoseColumns.SAMPLE) - lastRow[PoseColumns.SAMPLE]) & 0xFFFF;
    if (!differs(poses, row) || (count > 0 && time <= times[newest])) {
      return NEVER;
    }
    long tookNanos = samples < 0x8000 ? samples * tickNanos : 0;
    long since = NEVER;
    if (count > 0 && time - times[newest] > REST_PERIODS * longestNanos) {
      long moving = time - Math.max(periodNanos, tookNanos);
      if (moving > times[newest]) {
        since = moving;
        double[] resting = states[newest].clone();
        System.arraycopy(resting, 0, push(since, 0), 0, COLUMNS);
        measure();
      }
    }
    double lastYaw = count > 0 ? states[newest][3] : 0;
    double[] state = push(time, tookNanos);
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
    measure();
    return since;
  }

  /** The time of the state so many before the newest; {@link #NEVER} where there is none. */
  long timeOf(int back) {
    return back < count ? times[index(back)] : NEVER;
  }

  /** Metres per second over the last second known. */
  double speed() {
    if (count == 0) {
      return 0;
    }
    int back = 0;
    while (back + 1 < count && times[newest] - times[index(back)] < SECOND) {
      back++;
    }
    long nanos = Math.max(SECOND, times[newest] - times[index(back)]);
    return Math.min(RUN_METRES_PER_SECOND, (ways[newest] - ways[index(back)]) / (nanos / 1e9));
  }

  /** Whether the body is set down elsewhere after {@code from} and not after {@code to}. */
  boolean teleports(long from, long to) {
    for (int back = 0; back + 1 < count && times[index(back)] > from; back++) {
      if (times[index(back)] <= to && isJump(back + 1, back)) {
        return true;
      }
    }
    return false;
  }

  /**
   * How far a motion has been carried on when that much time has passed since the newest state: on,
   * and back again, for where no news follow the body stopped where it was seen last.
   */
  long reach(long aheadNanos) {
    boolean moving = count >= 2 && !isJump(1, 0);
    boolean silent = heardNanos - timeOf(0) > SILENT_PERIODS * lastPeriodNanos;
    if (!moving || silent || aheadNanos <= 0 || aheadNanos >= EXTRAPOLATION_NANOS) {
      return 0;
    }
    double left = 1 - (double) aheadNanos / EXTRAPOLATION_NANOS;
    return (long) (aheadNanos * left * left);
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
    long reach = reach(time - times[index(0)]);
    if (reach == 0) {
      hold(b, into);
      return;
    }
    double[] a = states[index(1)];
    double s = (double) reach / Math.max(times[index(0)] - times[index(1)], took[index(0)]);
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
    long nanos = Math.max(times[index(later)] - times[index(earlier)], took[index(later)]);
    double seconds = nanos / 1e9;
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

  /** Adds the way to the newest state. */
  private void measure() {
    double[] b = states[newest];
    boolean walked = count >= 2 && !isJump(1, 0);
    double[] a = walked ? states[index(1)] : b;
    ways[newest] = (count >= 2 ? ways[index(1)] : 0) + Math.hypot(b[0] - a[0], b[2] - a[2]);
  }

  private double[] push(long time, long tookNanos) {
    newest = (newest + 1) % KEPT;
    count = Math.min(count + 1, KEPT);
    times[newest] = time;
    took[newest] = tookNanos;
    return states[newest];
  }

  /** The place of the state so many before the newest. */
  private int index(int back) {
    return Math.floorMod(newest - back, KEPT);
  }
}
