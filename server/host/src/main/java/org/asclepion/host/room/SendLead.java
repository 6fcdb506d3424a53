package org.asclepion.host.room;

/**
 * How long before its ticks one room asks for samples: as little as lets nearly all of them come in
 * time. Belongs to the room's owner thread; times are arguments.
 *
 * <p>A sample that misses its tick waits a whole period for the next, one that comes early waits
 * for the lead; so the lead grows at once when more than {@link #LATE_IN} of a {@link #WINDOW} were
 * late, and shrinks slowly when none were. Where even the longest lead does not help, the senders
 * do not heed the phase, and the lead they do not heed might as well be the usual one.
 */
final class SendLead {
  static final int USUAL_NANOS = 4_000_000;
  static final int LEAST_NANOS = 3_000_000;
  static final int MOST_NANOS = 8_000_000;

  /** Changes by less than this are not worth a frame to everybody. */
  static final int STEP_NANOS = 1_000_000;

  /** Samples by which the lead is judged; two people at 30 Hz send as many in two seconds. */
  static final int WINDOW = 128;

  /** So many late samples of a window, and the lead grows. */
  static final int LATE_IN = 2;

  /** Windows in a row without a late sample before the lead shrinks. */
  static final int CALM_WINDOWS = 8;

  /** Windows to wait, after the longest lead did not help, before trying again. */
  static final int RESIGNED_WINDOWS = 128;

  private int leadNanos = USUAL_NANOS;
  private int samples;
  private int late;
  private int calm;
  private int resigned;

  int nanos() {
    return leadNanos;
  }

  /**
   * A sample was taken into a tick.
   *
   * @param earlyNanos how long before the tick was due it had come
   * @return whether the lead has changed, so that the senders must be told
   */
  boolean taken(long earlyNanos, int periodNanos) {
    if (earlyNanos > Attendance.earliestNanos(periodNanos)) {
      late++;
    }
    if (++samples < WINDOW) {
      return false;
    }
    int before = leadNanos;
    judge(Math.min(MOST_NANOS, periodNanos / 3));
    samples = 0;
    late = 0;
    return leadNanos != before;
  }

  private void judge(int most) {
    if (resigned > 0) {
      resigned--;
    } else if (late >= LATE_IN) {
      calm = 0;
      if (leadNanos + STEP_NANOS <= most) {
        leadNanos += STEP_NANOS;
      } else if (late > WINDOW / 4) {
        leadNanos = USUAL_NANOS;
        resigned = RESIGNED_WINDOWS;
      }
    } else if (late == 0 && ++calm >= CALM_WINDOWS) {
      calm = 0;
      leadNanos = Math.max(LEAST_NANOS, leadNanos - STEP_NANOS);
    }
  }
}
