package org.asclepion.host.transport;

/**
 * A rate with a burst: fills at {@code perSecond}, holds at most {@code burst}, and may be
 * overdrawn so that what was already received is accounted for. One thread at a time.
 */
public final class TokenBucket {
  private final double perNano;
  private final double burst;
  private double tokens;
  private long filledNanos;

  public TokenBucket(double perSecond, double burst, long nowNanos) {
    this.perNano = perSecond / 1e9;
    this.burst = burst;
    this.tokens = burst;
    this.filledNanos = nowNanos;
  }

  /** Takes n and answers what is left, negative when overdrawn. */
  public double take(double n, long nowNanos) {
    fill(nowNanos);
    tokens -= n;
    return tokens;
  }

  public double level(long nowNanos) {
    fill(nowNanos);
    return tokens;
  }

  /** Whether at least half the burst is there again. */
  boolean isRested(long nowNanos) {
    return level(nowNanos) >= burst / 2;
  }

  /** Whether more than a second burst was taken on top of the first. */
  boolean isFarOverdrawn() {
    return tokens < -burst;
  }

  private void fill(long nowNanos) {
    tokens = Math.min(burst, tokens + (nowNanos - filledNanos) * perNano);
    filledNanos = nowNanos;
  }
}
