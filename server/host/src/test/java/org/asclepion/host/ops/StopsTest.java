package org.asclepion.host.ops;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.prometheus.metrics.model.snapshots.HistogramSnapshot;
import io.prometheus.metrics.model.snapshots.MetricSnapshot;
import io.prometheus.metrics.model.snapshots.MetricSnapshots;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;
import org.junit.jupiter.api.Test;

/** Stops of the JVM are known to the nanosecond, and knowing them costs a bounded file. */
class StopsTest {
  private static final long PATIENCE_NANOS = 20_000_000_000L;

  @Test
  void aLineOfTheLogIsAStop() {
    String waiting = "Time since last: 4094868 ns, Reaching safepoint: 2674 ns,";
    assertEquals(
        new Stop(true, 15_202, 20_500),
        Stop.parse(
            "Safepoint \"ZMarkEndYoung\", "
                + waiting
                + " At safepoint:      15202 ns, Leaving safepoint:       2624 ns,"
                + " Total:      20500 ns, Threads:        0 runnable,       10 total"));
    assertEquals(
        new Stop(false, 8, 9),
        Stop.parse(
            "Safepoint \"FindDeadlocks\", "
                + waiting
                + " At safepoint: 8 ns, Leaving safepoint: 1 ns, Total: 9 ns"));
    assertNull(Stop.parse("GC(3) Y: Pause Mark Start 0.012ms"));
  }

  @Test
  void collectionsAndOtherStopsAreCountedOnceSomebodyLooks() {
    try (Stops stops = new Stops()) {
      await("the log", () -> stops.collect().size());
      long collections = count(stops, "asclepion_gc_pause_seconds");
      System.gc();
      await("a collection", () -> count(stops, "asclepion_gc_pause_seconds") - collections);
      long before = count(stops, "asclepion_stop_seconds");
      stop();
      await("another stop", () -> count(stops, "asclepion_stop_seconds") - before);
    }
  }

  @Test
  void theLogStaysSmallAndLosesNothing() throws IOException {
    AtomicLong seen = new AtomicLong();
    long largest = 0;
    try (StopLog log = StopLog.open()) {
      for (int i = 0; i < 1_000; i++) {
        stop();
        log.read(_ -> seen.incrementAndGet());
        largest = Math.max(largest, log.size());
      }
    }
    assertTrue(largest <= StopLog.MOST_BYTES, "bytes: " + largest);
    assertTrue(seen.get() >= 990, "stops: " + seen);
  }

  /** Has the JVM stop. */
  private static void stop() {
    ManagementFactory.getThreadMXBean().findDeadlockedThreads();
  }

  private static long count(Stops stops, String name) {
    MetricSnapshots shown = stops.collect();
    for (MetricSnapshot snapshot : shown) {
      if (snapshot.getMetadata().getName().equals(name)
          && snapshot instanceof HistogramSnapshot histogram) {
        return histogram.getDataPoints().getFirst().getCount();
      }
    }
    return 0;
  }

  private static void await(String what, LongSupplier positive) {
    long end = System.nanoTime() + PATIENCE_NANOS;
    while (positive.getAsLong() <= 0) {
      assertTrue(System.nanoTime() < end, "waited for " + what);
      Thread.onSpinWait();
    }
  }
}
