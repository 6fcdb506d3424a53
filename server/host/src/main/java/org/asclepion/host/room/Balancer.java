package org.asclepion.host.room;

import org.jspecify.annotations.Nullable;

/**
 * Decides when an owner thread should give some of its rooms to another. One caller; measurements
 * are arguments.
 *
 * <p>Owners only have to be below their limit, not alike: nothing moves while the busiest has room
 * to spare, or while the difference is small, or before it has lasted for {@link #LOOKS}; and after
 * a move the next waits until the loads have been measured anew.
 */
final class Balancer {
  /** Below this share of time spent on ticks an owner keeps what it has. */
  static final double BUSY = 0.5;

  /** Smaller differences are noise, and moving back and forth would be one's own noise. */
  static final double DIFFERENCE = 0.2;

  /** Looks in a row that must agree. */
  static final int LOOKS = 3;

  /** Owner {@code from} is to give {@code fraction} of its work to owner {@code to}. */
  record Move(int from, int to, double fraction) {}

  private int agreed;
  private int from = -1;
  private int to = -1;

  /**
   * @param loads each owner's share of time spent on ticks since the last look
   */
  @Nullable Move look(double[] loads) {
    int busiest = 0;
    int idlest = 0;
    for (int i = 1; i < loads.length; i++) {
      busiest = loads[i] > loads[busiest] ? i : busiest;
      idlest = loads[i] < loads[idlest] ? i : idlest;
    }
    double difference = loads[busiest] - loads[idlest];
    if (loads[busiest] < BUSY || difference < DIFFERENCE) {
      agreed = 0;
      return null;
    }
    agreed = busiest == from && idlest == to ? agreed + 1 : 1;
    from = busiest;
    to = idlest;
    if (agreed < LOOKS) {
      return null;
    }
    agreed = 0;
    return new Move(busiest, idlest, difference / 2 / loads[busiest]);
  }
}
