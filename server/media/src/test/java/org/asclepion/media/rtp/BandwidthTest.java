package org.asclepion.media.rtp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** The estimate against a simulated path: a queue before a link of a given rate. */
class BandwidthTest {
  private static final int PACKET_BYTES = 1_200;
  private static final long SECOND = 1_000_000_000L;
  private static final long WANDER_SLOT_NANOS = 15_000_000L;
  private static final long FEEDBACK_NANOS = 50_000_000L;

  private final BandwidthEstimator estimator = new BandwidthEstimator();
  private final SendLog log = new SendLog();
  private final ArrivalLog arrivals = new ArrivalLog();
  private final RtcpReader reader = new RtcpReader();
  private final TransportFeedback report = new TransportFeedback();
  private final Random random = new Random(7);
  private long now;
  private long linkFree;
  private long feedbackNanos;
  private long deepestQueueNanos;
  private long wander;
  private long wanderSlot;
  private long wandered;
  private long arrived;

  /** Sends at a rate, whatever the estimate says. */
  private void send(double seconds, double linkBps, double rate) {
    run(seconds, linkBps, 0, rate, true);
  }

  /** Sends as fast as the estimate, at most {@code offered}, for so long. */
  private void run(double seconds, double linkBps, double lossFraction, double offered) {
    run(seconds, linkBps, lossFraction, offered, false);
  }

  private void run(
      double seconds, double linkBps, double lossFraction, double offered, boolean heedless) {
    long end = now + (long) (seconds * SECOND);
    deepestQueueNanos = 0;
    while (now < end) {
      int number = log.sent(PACKET_BYTES, now);
      if (random.nextDouble() >= lossFraction) {
        linkFree = Math.max(linkFree, now) + (long) (PACKET_BYTES * 8 / linkBps * SECOND);
        deepestQueueNanos = Math.max(deepestQueueNanos, linkFree - now);
        arrived = Math.max(arrived, linkFree + 20_000_000L + wandering());
        arrivals.arrived(number, arrived + random.nextInt(1_000_000));
      }
      double bps = heedless ? offered : Math.min((double) estimator.bitsPerSecond(), offered);
      now += (long) (PACKET_BYTES * 8 / bps * SECOND);
      if (now - feedbackNanos > FEEDBACK_NANOS && arrivals.any()) {
        feedbackNanos = now;
        ByteBuf out = Unpooled.buffer();
        arrivals.write(out, 1, 2);
        reader.begin(out);
        assertTrue(reader.next() && report.read(out, reader));
        estimator.feedback(report, log, now);
      }
    }
  }

  /** How much later than at best, another every 15 ms; nothing overtakes. */
  private long wandering() {
    if (now / WANDER_SLOT_NANOS != wanderSlot) {
      wanderSlot = now / WANDER_SLOT_NANOS;
      wandered = (long) (2 * wander * random.nextDouble());
    }
    return wandered;
  }

  @Test
  void findsTheRateOfAPathAndFollowsIt() {
    run(60, 2e6, 0, 1e9);
    double found = estimator.bitsPerSecond();
    assertTrue(found > 1.2e6 && found < 2.4e6, "at 2 Mbit/s: " + found);
    run(10, 0.6e6, 0, 1e9);
    found = estimator.bitsPerSecond();
    assertTrue(found > 0.3e6 && found < 0.75e6, "at 0.6 Mbit/s: " + found);
    run(10, 0.6e6, 0, 1e9);
    assertTrue(deepestQueueNanos < SECOND / 2, "queue of " + deepestQueueNanos);
  }

  @Test
  void whatArrivesFits() {
    run(2, 1e9, 0, 600_000);
    assertEquals(BandwidthEstimator.TRY_BPS, estimator.tryBitsPerSecond(now));
    send(2, 2.5e6, 1.5e6);
    assertTrue(estimator.bitsPerSecond() > 1.4e6, "" + estimator.bitsPerSecond());
  }

  @Test
  void nothingIsTriedSoonAfterThePathWasFull() {
    send(4, 0.6e6, 1.5e6);
    assertTrue(estimator.bitsPerSecond() < 0.7e6, "" + estimator.bitsPerSecond());
    assertEquals(estimator.bitsPerSecond(), estimator.tryBitsPerSecond(now));
    long later = now + BandwidthEstimator.MAX_BACKOFF_NANOS;
    assertEquals(BandwidthEstimator.TRY_BPS, estimator.tryBitsPerSecond(later));
  }

  @Test
  void nothingIsTriedAgainstTheReceiversWord() {
    estimator.remb(200_000, 0);
    assertEquals(200_000, estimator.tryBitsPerSecond(1));
  }

  @Test
  void growsPastWhatIsSentButNotWithoutEnd() {
    run(60, 1e9, 0, 400_000);
    double found = estimator.bitsPerSecond();
    assertTrue(found > 800_000 && found <= BandwidthEstimator.HEADROOM * 440_000, "" + found);
  }

  @Test
  void littleLossIsNoReasonAndMuchIs() {
    run(20, 1e9, 0.01, 1e9);
    double before = estimator.bitsPerSecond();
    assertTrue(before > BandwidthEstimator.START_BPS, "" + before);
    run(5, 1e9, 0.3, 1e9);
    assertTrue(estimator.bitsPerSecond() < before / 2, "" + estimator.bitsPerSecond());
    assertEquals(0.3, estimator.lossFraction(), 0.2);
  }

  /**
   * A path that loses 5 % by chance and whose delay wavers by 20 ms either way, but which carries
   * all: the estimate must not take that for its end.
   */
  @Test
  void aBadPathThatIsNotFullIsNotCut() {
    double least = Double.MAX_VALUE;
    wander = 20_000_000L;
    run(5, 1e9, 0.05, 1e6);
    for (int second = 0; second < 120; second++) {
      run(1, 1e9, 0.05, 1e6);
      least = Math.min(least, (double) estimator.bitsPerSecond());
    }
    assertTrue(least > 0.8e6, "down to " + least);
  }

  /** A second's standstill while little is sent says little about what a path carries. */
  @Test
  void aHiccupIsForgotten() {
    run(20, 1e9, 0, 1.5e6);
    double before = estimator.bitsPerSecond();
    run(5, 1e9, 0, 100_000);
    linkFree = now + 400_000_000L;
    run(1, 1e9, 0, 100_000);
    double after = estimator.bitsPerSecond();
    assertTrue(after > before / 3, before + " fell to " + after);
  }

  @Test
  void theReceiversWordCountsWhileItSendsNoFeedback() {
    estimator.remb(123_456, 0);
    assertEquals(123_456, estimator.bitsPerSecond());
    estimator.remb(1, 0);
    assertEquals(BandwidthEstimator.MIN_BPS, estimator.bitsPerSecond());
    run(1, 1e9, 0, 1e9);
    double own = estimator.bitsPerSecond();
    estimator.remb(123_456, now);
    assertEquals(own, (double) estimator.bitsPerSecond(), 1);
  }

  @Test
  void measuresTheLastSecond() {
    RateMeter meter = new RateMeter();
    for (int i = 0; i < 30; i++) {
      meter.add(1_250, i * SECOND / 10);
    }
    assertEquals(100_000, meter.bitsPerSecond(3 * SECOND - 1));
    assertEquals(0, meter.bitsPerSecond(5 * SECOND));
  }
}
