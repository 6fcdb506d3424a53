package org.asclepion.media.rtp;

/**
 * What a receiver report says of one incoming stream (RFC 3550, section 6.4.1 and appendix A).
 * Owned by the sender's loop.
 */
public final class ReceptionStats {
  private final int clockHz;
  private long first = -1;
  private long highest;
  private long received;
  private long expectedBefore;
  private long receivedBefore;
  private boolean timed;
  private int transit;

  /** Times 16, as the RFC's own code keeps it. */
  private int jitter;

  private int fraction;
  private int lastReport;
  private long lastReportNanos;

  public ReceptionStats(int clockHz) {
    this.clockHz = clockHz;
  }

  /**
   * A packet has come in its own stream.
   *
   * @param skipped packets before this one that were not wanted and so not read: no loss
   */
  public void received(int sequence, int timestamp, int skipped, long nowNanos) {
    if (first < 0) {
      first = 0x10000L + sequence;
      highest = first;
    } else {
      long number = Serial.extend16(highest, sequence);
      if (number > highest) {
        received += Math.min(skipped, number - highest - 1);
        highest = number;
      }
    }
    received++;
    int arrival = (int) (nowNanos / 1_000 * clockHz / 1_000_000);
    int newTransit = arrival - timestamp;
    if (timed) {
      int change = Math.abs(newTransit - transit);
      jitter += change - ((jitter + 8) >> 4);
    }
    timed = true;
    transit = newTransit;
  }

  /** A sender report has come: the middle 32 bits of its NTP time are echoed. */
  public void senderReport(long ntp, long nowNanos) {
    lastReport = (int) (ntp >>> 16);
    lastReportNanos = nowNanos;
  }

  /** Closes the interval that {@link #fractionLost} speaks of. */
  public void report() {
    long expected = expected();
    long expectedNow = expected - expectedBefore;
    long lostNow = expectedNow - (received - receivedBefore);
    expectedBefore = expected;
    receivedBefore = received;
    fraction =
        expectedNow <= 0 || lostNow <= 0 ? 0 : (int) Math.min(255, lostNow * 256 / expectedNow);
  }

  private long expected() {
    return first < 0 ? 0 : highest - first + 1;
  }

  /** In 1/256, over the interval closed last. */
  public int fractionLost() {
    return fraction;
  }

  /** In 24 bits, signed: duplicates make it negative. */
  public int cumulativeLost() {
    return Math.clamp(expected() - received, -0x800000, 0x7FFFFF);
  }

  /** With the count of wraps above; the first lap is number 0. */
  public int extendedHighest() {
    return (int) (highest - 0x10000);
  }

  /** In units of the timestamp. */
  public int jitter() {
    return jitter >> 4;
  }

  public int lastReport() {
    return lastReport;
  }

  /** Since the last sender report, in 1/65536 s; 0 when there was none. */
  public int delaySinceLastReport(long nowNanos) {
    return lastReport == 0 ? 0 : (int) ((nowNanos - lastReportNanos) / 1_000 * 65_536 / 1_000_000);
  }

  public boolean any() {
    return first >= 0;
  }
}
