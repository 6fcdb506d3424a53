package org.asclepion.host.room;

/**
 * Decides how much the server may still take on: rises level by level while its owner threads are
 * too busy or late or its sockets too busy, and falls again when they have been at ease for some
 * time. One caller; time and measurements are arguments.
 *
 * <p>First nobody new is let in, since those inside are owed first. Then detail goes, rooms of the
 * least clinical kinds first ({@link Overload}). Each level lost must show its effect before the
 * next: {@link #RISE_AFTER} looks. A level comes back after {@link #FALL_AFTER} calm looks in a
 * row, and, where it had to be taken again soon after, after twice as many, so that the server does
 * not swing.
 */
final class OverloadControl {
  /** Share of its time that an owner needs for its ticks above which a level is lost. */
  static final double BUSY = 0.75;

  /** The same for a thread that serves sockets, which no deadline presses. */
  static final double SOCKETS_BUSY = 0.85;

  /**
   * Below it one comes back. Halving a room's rate at most halves its cost, so that giving it back
   * stays below {@link #BUSY}.
   */
  static final double AT_EASE = 0.35;

  /** Newcomers come one by one: they may be let in again nearer to the limit. */
  static final double AT_EASE_WITH_DOORS_CLOSED = 0.6;

  /**
   * Share of ticks that begin late above which a level is lost. Not where the owners are at ease:
   * then something else holds the machine up, and doing without would bring nothing.
   */
  static final double LATE = 0.02;

  static final double NEVER_LATE = 0.002;

  /** Sockets must be this far from their limit for a level to come back. */
  static final double SOCKETS_AT_EASE = 0.7;

  static final int RISE_AFTER = 2;
  static final int FALL_AFTER = 10;

  /** Looks to wait for calm at most, after many relapses. */
  static final int MOST_PATIENCE = 160;

  /** A level that is lost again within so many looks came back too early. */
  static final int RELAPSE_WITHIN = 20;

  /**
   * What was measured since the last look.
   *
   * @param busiest share of its time that the busiest owner needs for its ticks, 0 to 1
   * @param late share of ticks that began late, 0 to 1
   * @param sockets share of its time that the busiest thread for sockets works, 0 to 1
   */
  record Measured(double busiest, double late, double sockets) {
    /** Ticks come late while owners are at ease: then something else holds the machine up. */
    private double ownLate() {
      return busiest > AT_EASE ? late : 0;
    }
  }

  private Overload level = Overload.NONE;
  private int pressed;
  private int calm;
  private int patience = FALL_AFTER;
  private int sinceFall = RELAPSE_WITHIN;

  Overload level() {
    return level;
  }

  /** Takes in what was measured since the last look; answers the level from now on. */
  Overload look(Measured measured) {
    sinceFall = Math.min(sinceFall + 1, RELAPSE_WITHIN);
    if (measured.ownLate() >= LATE
        || measured.busiest() >= BUSY
        || measured.sockets() >= SOCKETS_BUSY) {
      calm = 0;
      if (++pressed >= RISE_AFTER) {
        pressed = 0;
        rise();
      }
    } else {
      pressed = 0;
      double atEase = level == Overload.NO_NEWCOMERS ? AT_EASE_WITH_DOORS_CLOSED : AT_EASE;
      boolean calmNow =
          measured.busiest() <= atEase
              && measured.ownLate() <= NEVER_LATE
              && measured.sockets() <= SOCKETS_AT_EASE;
      calm = calmNow ? calm + 1 : 0;
      if (calm >= patience) {
        calm = 0;
        fall();
      }
    }
    return level;
  }

  private void rise() {
    if (level == Overload.worst()) {
      return;
    }
    level = level.worse();
    if (sinceFall < RELAPSE_WITHIN) {
      patience = Math.min(MOST_PATIENCE, 2 * patience);
    }
  }

  private void fall() {
    if (level == Overload.NONE) {
      patience = FALL_AFTER;
      return;
    }
    level = level.better();
    sinceFall = 0;
  }
}
