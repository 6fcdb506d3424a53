package org.asclepion.host.room;

import java.util.HashMap;
import java.util.Map;

/**
 * Deals out the moments of the period at which one owner's rooms tick. Any thread.
 *
 * <p>Rooms of the same phase group share every deadline, so that one wake-up serves them all; the
 * groups follow each other by {@link #stepNanos}, so that a thousand rooms do not all have their
 * frames written at once. A new room joins the smallest group.
 */
final class Phases {
  /**
   * Groups follow each other no faster than this: at 30 Hz there are twelve, and an owner with
   * rooms in all of them wakes 360 times a second.
   */
  static final int LEAST_STEP_NANOS = 2_500_000;

  private static final int MOST_GROUPS = 12;

  /** Rooms in each group, by period. */
  private final Map<Integer, int[]> rooms = new HashMap<>();

  /** Phase groups of rooms with this period. */
  static int groups(int periodNanos) {
    return Math.clamp(periodNanos / LEAST_STEP_NANOS, 1, MOST_GROUPS);
  }

  /** From one group's deadline to the next group's. */
  static int stepNanos(int periodNanos) {
    return periodNanos / groups(periodNanos);
  }

  /** Puts one more room of this period into the smallest group and answers which. */
  synchronized int take(int periodNanos) {
    int[] counts = rooms.computeIfAbsent(periodNanos, period -> new int[groups(period)]);
    int smallest = 0;
    for (int group = 1; group < counts.length; group++) {
      if (counts[group] < counts[smallest]) {
        smallest = group;
      }
    }
    counts[smallest]++;
    return smallest;
  }

  /** A room of the group is gone. */
  synchronized void release(int periodNanos, int group) {
    int[] counts = rooms.get(periodNanos);
    if (counts != null && counts[group] > 0) {
      counts[group]--;
    }
  }
}
