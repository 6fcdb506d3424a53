package org.asclepion.host.room;

/**
 * How long before its ticks one room asks for samples: as little as lets nearly all of them come in
 * time. Belongs to the room's owner thread; times are arguments.
 *
 * <p>A sample that misses its tick waits a whole period for the next, one that comes early waits
 * for the lead; so the lead grows at once when more than one in {@link #LATE_ONE_IN} were late, and
 * shrinks slowly when hardly any were. Each time that shrinking proved wrong it waits twice as long
 * before it tries again: trying costs late samples, and a frame to everybody. Where even the
 * longest lead does not help, the senders do not heed the phase, and the lead they do not heed
 * might as well be the usual one.
 */
final class SendLead {
  static final int USUAL_NANOS = 4_000_000;
  static final int LEAST_NANOS = 3_000_000;
  static final int MOST_NANOS = 8_000_000;

  /** Changes by less than this are not worth a frame to everybody. */
  static final int STEP_NANOS = 1_000_000;

  /** Samples by which the lead is judged; two people at 30 Hz send as many in two seconds. */
  static final int WINDOW = 128;

  /** Ticks by which it is judged at least: in a hall, a window of samples is one tick's. */
  static final int WINDOW_TICKS = 8;

  /** When so large a share of a window is late, the lead grows. */
  static final int LATE_ONE_IN = 64;

  /** When less than this share of a window is late, it is calm. */
  static final int CALM_ONE_IN = WINDOW;

  /** Calm windows in a row before the lead shrinks: at first, and at most. */
  static final int CALM_WINDOWS = 8;

  static final int MOST_CALM_WINDOWS = 128;

  /** Windows to wait, after the longest lead did not help, before trying again. */
  static final int RESIGNED_WINDOWS = 128;

  private int leadNanos = USUAL_NANOS;
  private int ticks;
  private int samples;
  private int late;
  private int calm;
  private int patience = CALM_WINDOWS;
  private int resigned;

  int nanos() {
    return leadNanos;
  }

  /**
   * A sample was taken into a tick.
   *
   * @param earlyNanos how long before the tick was due it had come
   */
  void taken(long earlyNanos, int periodNanos) {
    samples++;
    if (earlyNanos > Attendance.earliestNanos(periodNanos)) {
      late++;
    }
  }

  /**
   * A tick has all its samples.
   *
   * @return whether the lead has changed, so that the senders must be told
   */
  boolean ticked(int periodNanos) {
    ticks++;
    if (samples < WINDOW || ticks < WINDOW_TICKS) {
      return false;
    }
    int before = leadNanos;
    judge(Math.min(MOST_NANOS, periodNanos / 3));
    ticks = 0;
    samples = 0;
    late = 0;
    return leadNanos != before;
  }

  private void judge(int most) {
    if (resigned > 0) {
      resigned--;
    } else if (late * LATE_ONE_IN >= samples) {
      calm = 0;
      patience = Math.min(MOST_CALM_WINDOWS, 2 * patience);
      if (leadNanos + STEP_NANOS <= most) {
        leadNanos += STEP_NANOS;
      } else if (late > samples / 4) {
        leadNanos = USUAL_NANOS;
        resigned = RESIGNED_WINDOWS;
      }
    } else if (late * CALM_ONE_IN < samples && ++calm >= patience) {
      calm = 0;
      leadNanos = Math.max(LEAST_NANOS, leadNanos - STEP_NANOS);
    }
  }
}
