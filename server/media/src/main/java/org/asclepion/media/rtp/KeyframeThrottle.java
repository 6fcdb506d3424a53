package org.asclepion.media.rtp;

/**
 * Makes few requests to a sender of many receivers' wishes for a key frame. Owned by the sender's
 * loop.
 *
 * <p>The first wish goes out at once, those of the next half second wait and go out as one, unless
 * a key frame has come meanwhile.
 */
public final class KeyframeThrottle {
  static final long PAUSE_NANOS = 500_000_000L;

  private boolean wanted;
  private boolean asked;
  private long askedNanos;

  /** A receiver needs a key frame. */
  public void want() {
    wanted = true;
  }

  /** A key frame has begun: it serves everybody who wished before. */
  public void arrived() {
    wanted = false;
  }

  /** Whether to ask the sender now. */
  public boolean take(long nowNanos) {
    if (!wanted || (asked && nowNanos - askedNanos < PAUSE_NANOS)) {
      return false;
    }
    wanted = false;
    asked = true;
    askedNanos = nowNanos;
    return true;
  }
}
