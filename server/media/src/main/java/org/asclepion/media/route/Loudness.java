package org.asclepion.media.route;

/**
 * How loud somebody is and whether they talk, from the levels in their packets (RFC 6464). Owned by
 * the sender's loop.
 */
final class Loudness {
  /** The level below which a microphone counts as off, in dB below overload. */
  static final int SILENT_LEVEL = 110;

  static final float TALKING = 80;
  static final float QUIET = 72;

  /** A breath between words is no silence. */
  static final long HANG_OVER_NANOS = 400_000_000L;

  private static final int LOUDEST = 127;
  private static final float ATTACK = 0.5f;
  private static final float RELEASE = 0.05f;

  private float smoothed;
  private boolean talking;
  private long loudNanos;

  /**
   * A packet has told its level.
   *
   * @param level in dB below overload, 0 to 127
   */
  void heard(int level, long nowNanos) {
    float now = LOUDEST - level;
    smoothed += (now > smoothed ? ATTACK : RELEASE) * (now - smoothed);
    if (smoothed >= (talking ? QUIET : TALKING)) {
      talking = true;
      loudNanos = nowNanos;
    }
    settle(nowNanos);
  }

  /** Ends the talking of somebody who is quiet, or from whom nothing comes. */
  void settle(long nowNanos) {
    if (talking && nowNanos - loudNanos > HANG_OVER_NANOS) {
      talking = false;
      smoothed = Math.min(smoothed, QUIET);
    }
  }

  /** 0 (silence) to 127 dB. */
  float smoothed() {
    return smoothed;
  }

  boolean talking() {
    return talking;
  }
}
