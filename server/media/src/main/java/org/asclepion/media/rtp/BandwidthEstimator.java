package org.asclepion.media.rtp;

/**
 * What bit rate the path to one receiver carries. Owned by the receiver's loop.
 *
 * <p>With transport-wide feedback the server estimates itself: a growing queue ({@link DelayTrend})
 * cuts the estimate to 85 %, one that stands to 85 % of what arrives: then the path is full. Much
 * loss cuts it in proportion, and while neither shows it grows: to what arrives at once, then
 * twofold a second while the path was never full, later by 8 %, and near the rate of the last time
 * by about a packet per round trip. Without such feedback the receiver's own word is taken (REMB).
 *
 * <p>A server that forwards has nothing to fill the path with, so it cannot know that more would
 * fit. Its probe is the better layer itself: the estimate may outgrow what is sent up to {@link
 * #HEADROOM} times, a layer that then fits is switched to, and if the queue grows it is left again
 * and not tried for {@link #BACKOFF_NANOS}, doubled with each failure. A picture in a single layer
 * above the estimate is such a probe too ({@link #tryBitsPerSecond}).
 */
public final class BandwidthEstimator {
  public static final long MIN_BPS = 50_000;
  public static final long MAX_BPS = 20_000_000;
  static final long START_BPS = 800_000;

  static final double HEADROOM = 3;
  static final double CUT = 0.85;
  static final double GROWTH_PER_SECOND = 0.08;

  /** While nothing has shown where the path ends. */
  static final double FIRST_GROWTH_PER_SECOND = 1;

  /** As much as may be tried without knowing: a picture that fills a screen. */
  static final long TRY_BPS = 3_000_000;

  static final double MUCH_LOSS = 0.10;
  static final double LITTLE_LOSS = 0.02;

  /**
   * With each judgement; also between little and much, or a path that always loses would starve.
   */
  private static final double LITTLE_LOSS_GROWTH = 1.05;

  private static final double SOME_LOSS_GROWTH = 1.02;
  static final long BACKOFF_NANOS = 4_000_000_000L;
  static final long MAX_BACKOFF_NANOS = 60_000_000_000L;

  /**
   * Loss is judged over at least so many packets: among fewer, a path that loses 5 % by chance
   * alone shows twice that every few seconds.
   */
  private static final int LOSS_PACKETS = 150;

  private static final long FEEDBACK_FRESH_NANOS = 2_000_000_000L;

  /** What arrives, over what arrived when it was thought full, that shows that it was not. */
  private static final double REFUTED = 1.15;

  /** By then what was measured before the cut is no longer counted in. */
  private static final long REFUTED_NANOS = 1_500_000_000L;

  /**
   * A queue that stands delays every packet by so much at least. One that a hiccup leaves drains,
   * and where delay only wavers some packets always come at once.
   */
  private static final long STANDING_MICROS = 30_000;

  /** The least delay is forgotten after one to two times so long: ways change, and so do clocks. */
  private static final long LEAST_MICROS = 30_000_000;

  private static final long CUT_PAUSE_NANOS = 200_000_000L;
  private static final long RATE_WINDOW_MICROS = 500_000;
  private static final long PACKET_BITS = 9_600;

  private final DelayTrend trend = new DelayTrend();
  private double delayBps = START_BPS;
  private double lossBps = MAX_BPS;
  private double ackedBps;
  private long windowBytes;
  private long windowFromMicros = Long.MIN_VALUE;
  private long windowLeast = Long.MAX_VALUE;
  private long least = Long.MAX_VALUE;
  private long leastBefore = Long.MAX_VALUE;
  private long leastFromMicros;
  private boolean standing;
  private int lossSent;
  private int lossLost;
  private double lossFraction;
  private boolean lossEver;
  private long lossNanos;
  private boolean told;
  private double fullAtBps;
  private boolean fullEver;
  private long fullNanos;
  private long cutNanos = Long.MIN_VALUE / 2;
  private int overuses;
  private long backoffNanos = BACKOFF_NANOS;
  private boolean fed;
  private long fedNanos;
  private long roundTripNanos = 100_000_000L;
  private long newestSeen = -1;

  /** What the receiver says of the packets sent to it. */
  public void feedback(TransportFeedback report, SendLog log, long nowNanos) {
    long sinceNanos = fed ? Math.clamp(nowNanos - fedNanos, 0, 1_000_000_000L) : 0;
    fed = true;
    fedNanos = nowNanos;
    for (int i = 0; i < report.count(); i++) {
      long number = log.find((report.base() + i) & 0xFFFF);
      if (number < 0 || number <= newestSeen) {
        continue;
      }
      newestSeen = number;
      lossSent++;
      long arrived = report.arrivalMicros(i);
      if (arrived == TransportFeedback.LOST) {
        lossLost++;
        continue;
      }
      acked(log.bytes(number), log.sentNanos(number) / 1_000, arrived);
      trend.packet(log.sentNanos(number) / 1_000, arrived);
      // The feedback waited for at most its interval; a bound is good enough here.
      roundTripNanos = Math.clamp(nowNanos - log.sentNanos(number), 1_000_000, 1_000_000_000L);
    }
    byDelay(sinceNanos, nowNanos);
    byLoss(nowNanos);
  }

  private void acked(int bytes, long sentMicros, long arrivedMicros) {
    long window = arrivedMicros - windowFromMicros;
    if (windowFromMicros == Long.MIN_VALUE || window < 0 || window > 4 * RATE_WINDOW_MICROS) {
      beginWindow(arrivedMicros);
    } else if (window >= RATE_WINDOW_MICROS) {
      ackedBps = windowBytes * 8e6 / window;
      standing = windowLeast - Math.min(least, leastBefore) > STANDING_MICROS;
      beginWindow(arrivedMicros);
    }
    windowBytes += bytes;
    long delay = arrivedMicros - sentMicros;
    windowLeast = Math.min(windowLeast, delay);
    if (arrivedMicros - leastFromMicros > LEAST_MICROS) {
      leastFromMicros = arrivedMicros;
      leastBefore = least;
      least = delay;
    }
    least = Math.min(least, delay);
  }

  private void beginWindow(long arrivedMicros) {
    windowFromMicros = arrivedMicros;
    windowBytes = 0;
    windowLeast = Long.MAX_VALUE;
  }

  private void byDelay(long sinceNanos, long nowNanos) {
    switch (trend.state()) {
      case OVERUSE -> {
        // A trend is drawn from the past: one that only lasts is not a queue that still grows.
        boolean grows = trend.overuses() != overuses;
        if (grows && nowNanos - cutNanos > CUT_PAUSE_NANOS + roundTripNanos) {
          overuses = trend.overuses();
          cut(nowNanos);
        }
      }
      case UNDERUSE -> {
        // The queue drains: wait until it is empty.
      }
      case NORMAL -> grow(sinceNanos, nowNanos);
    }
    delayBps = Math.clamp(delayBps, MIN_BPS, MAX_BPS);
  }

  private void cut(long nowNanos) {
    cutNanos = nowNanos;
    if (!standing) {
      delayBps *= CUT;
      return;
    }
    boolean again = fullEver && nowNanos - fullNanos < 2 * backoffNanos;
    backoffNanos = again ? Math.min(2 * backoffNanos, MAX_BACKOFF_NANOS) : BACKOFF_NANOS;
    fullEver = true;
    fullNanos = nowNanos;
    fullAtBps = ackedBps > 0 ? ackedBps : delayBps;
    delayBps = Math.min(delayBps, CUT * fullAtBps);
  }

  private void grow(long sinceNanos, long nowNanos) {
    if (fullEver && nowNanos - fullNanos > REFUTED_NANOS && ackedBps > REFUTED * fullAtBps) {
      // More arrives than when it was thought full, and no queue grows: that was not its end.
      fullEver = false;
    }
    double seconds = sinceNanos / 1e9;
    double growth = fullEver ? GROWTH_PER_SECOND : FIRST_GROWTH_PER_SECOND;
    double wanted = Math.max(ackedBps, delayBps * (1 + growth * seconds));
    if (fullEver && wanted > 0.9 * fullAtBps && nowNanos - fullNanos < backoffNanos) {
      double perSecond = PACKET_BITS / (roundTripNanos / 1e9 + 0.1);
      wanted = Math.min(wanted, Math.min(delayBps + perSecond * seconds, fullAtBps));
    }
    double most = ackedBps > 0 ? Math.max(START_BPS, HEADROOM * ackedBps) : START_BPS;
    delayBps = Math.max(delayBps, Math.min(wanted, most));
  }

  private void byLoss(long nowNanos) {
    if (lossSent < LOSS_PACKETS) {
      return;
    }
    lossFraction = (double) lossLost / lossSent;
    lossSent = 0;
    lossLost = 0;
    if (lossFraction > MUCH_LOSS) {
      lossEver = true;
      lossNanos = nowNanos;
      lossBps = Math.max(MIN_BPS, Math.min(lossBps, delayBps) * (1 - 0.5 * lossFraction));
    } else {
      double growth = lossFraction < LITTLE_LOSS ? LITTLE_LOSS_GROWTH : SOME_LOSS_GROWTH;
      lossBps = Math.min(MAX_BPS, lossBps * growth);
    }
  }

  /** The receiver's own estimate; heeded while it sends no transport-wide feedback. */
  public void remb(long bitsPerSecond, long nowNanos) {
    if (!fed || nowNanos - fedNanos > FEEDBACK_FRESH_NANOS) {
      delayBps = Math.clamp(bitsPerSecond, MIN_BPS, MAX_BPS);
      lossBps = MAX_BPS;
      told = true;
    }
  }

  /**
   * What may be sent to learn whether it fits: more than the estimate, unless the path has shown
   * its end a short while ago or the receiver has named it.
   */
  public long tryBitsPerSecond(long nowNanos) {
    boolean full = fullEver && nowNanos - fullNanos < backoffNanos;
    boolean lossy = lossEver && nowNanos - lossNanos < backoffNanos;
    return full || lossy || named() ? bitsPerSecond() : Math.max(TRY_BPS, bitsPerSecond());
  }

  /**
   * Whether the estimate is the receiver's word on all that comes, and not ours on what is
   * numbered.
   */
  public boolean named() {
    return told && !fed;
  }

  /** Bits per second, headers and all; in [{@link #MIN_BPS}, {@link #MAX_BPS}]. */
  public long bitsPerSecond() {
    return (long) Math.min(delayBps, lossBps);
  }

  /** Of the packets judged last, in [0, 1]. */
  public double lossFraction() {
    return lossFraction;
  }

  public long roundTripNanos() {
    return roundTripNanos;
  }
}
