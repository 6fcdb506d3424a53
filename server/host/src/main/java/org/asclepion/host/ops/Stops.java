package org.asclepion.host.ops;

import io.prometheus.metrics.model.registry.MultiCollector;
import io.prometheus.metrics.model.snapshots.MetricSnapshots;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;
import org.asclepion.host.meter.Durations;
import org.jspecify.annotations.Nullable;

/**
 * How long the process stood still, and how much of it for the garbage collector. Any thread.
 *
 * <p>Counting begins with the first look at the meters, so that a server nobody looks at pays
 * nothing for it and none is later ready for it. Until then, and where the JVM does not tell, there
 * are no such meters. A thread of its own starts it and reads what nobody asks for.
 */
final class Stops implements MultiCollector, AutoCloseable {
  private static final Logger LOG = LogManager.getLogger(Stops.class);
  private static final long READ_SECONDS = 10;

  private final Durations collections = new Durations();
  private final Durations all = new Durations();
  private final AtomicBoolean asked = new AtomicBoolean();
  private final CountDownLatch closed = new CountDownLatch(1);
  private final CountDownLatch done = new CountDownLatch(1);
  private volatile @Nullable StopLog log;

  @Override
  public MetricSnapshots collect() {
    if (asked.compareAndSet(false, true)) {
      Thread.ofPlatform().daemon().name("stops").start(this::follow);
    }
    StopLog open = log;
    if (open == null) {
      return MetricSnapshots.of();
    }
    try {
      open.read(this::count);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return MetricSnapshots.of(
        collections.snapshot("asclepion_gc_pause_seconds", "Stops by the collector"),
        all.snapshot(
            "asclepion_stop_seconds",
            "Stops by the JVM, the collector's among them, from asking the threads to stop"));
  }

  private void follow() {
    try (StopLog opened = StopLog.open()) {
      log = opened;
      while (!closed.await(READ_SECONDS, TimeUnit.SECONDS)) {
        opened.read(this::count);
      }
      log = null;
    } catch (IOException e) {
      log = null;
      LOG.warn("no meters of stops by the JVM: {}", e.getMessage());
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    } finally {
      done.countDown();
    }
  }

  private void count(Stop stop) {
    if (stop.collection()) {
      collections.record(stop.workNanos());
    }
    all.record(stop.totalNanos());
  }

  @Override
  public void close() {
    closed.countDown();
    if (asked.getAndSet(true)) {
      try {
        boolean _ = done.await(1, TimeUnit.SECONDS);
      } catch (InterruptedException _) {
        Thread.currentThread().interrupt();
      }
    }
  }
}
