package org.asclepion.host.media;

import org.asclepion.media.route.PeerStats;
import org.asclepion.protocol.v1.MediaAdvice.Reason;
import org.asclepion.protocol.v1.MediaQuality;
import org.jspecify.annotations.Nullable;

/**
 * What is the matter with one client's sound and pictures, and whether it was told. Belongs to the
 * media thread.
 *
 * <p>Something bad is told when it was so twice in a row, something good when it was so five times:
 * a sign that flickers helps nobody.
 */
final class Verdict {
  static final long NOTHING_NANOS = 6_000_000_000L;
  static final double MUCH_LOSS = 0.05;
  static final long LATE_NANOS = 400_000_000L;
  static final int CONCEALED_MILLIS = 100;
  static final int FROZEN_MILLIS = 500;

  /** Packets not sent in a second, by the whole server. */
  static final long BUSY_DROPS = 20;

  static final int BAD_LOOKS = 2;
  static final int GOOD_LOOKS = 5;

  private Reason told = Reason.REASON_GOOD;
  private Reason seen = Reason.REASON_GOOD;
  private int looks;

  /**
   * What one look sees.
   *
   * @param busy whether the server drops what it should send
   * @param silentNanos since something came from the client
   * @param quality what the client said since the last look, or null
   */
  static Reason of(
      boolean busy, long silentNanos, PeerStats stats, @Nullable MediaQuality quality) {
    if (silentNanos > NOTHING_NANOS) {
      return Reason.REASON_NOTHING_RECEIVED;
    }
    boolean bad = stats.lossFraction() > MUCH_LOSS || stats.roundTripNanos() > LATE_NANOS;
    if (quality != null) {
      bad |= quality.getLostPermille() > 1_000 * MUCH_LOSS;
      bad |= quality.getRoundTripMillis() > LATE_NANOS / 1_000_000;
      bad |= quality.getConcealedMillis() > CONCEALED_MILLIS;
      bad |= quality.getFrozenMillis() > FROZEN_MILLIS;
    }
    if (bad) {
      return busy ? Reason.REASON_SERVER_BUSY : Reason.REASON_NETWORK;
    }
    return Reason.REASON_GOOD;
  }

  /** Takes a look in; whether the client is to be told of it now. */
  boolean isNews(Reason reason) {
    looks = reason == seen ? looks + 1 : 1;
    seen = reason;
    int needed = reason == Reason.REASON_GOOD ? GOOD_LOOKS : BAD_LOOKS;
    if (reason == told || looks < needed) {
      return false;
    }
    told = reason;
    return true;
  }
}
