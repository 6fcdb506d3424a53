package org.asclepion.host.meter;

import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.prometheus.metrics.model.registry.Collector;
import io.prometheus.metrics.model.snapshots.ClassicHistogramBuckets;
import io.prometheus.metrics.model.snapshots.HistogramSnapshot;
import io.prometheus.metrics.model.snapshots.HistogramSnapshot.HistogramDataPointSnapshot;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.concurrent.atomic.LongAdder;

/**
 * How often durations of each length came, as a Prometheus histogram. Any thread; recording makes
 * no objects and takes no lock.
 *
 * <p>Its counts only grow, from the process's start, so that whoever scrapes twice knows the
 * distribution of the time between, whatever came before. Buckets are a quarter of an octave wide
 * (a value is known to within a fifth at worst), from 1.024 µs to 17 s; what is longer is counted
 * beyond.
 */
public final class Durations {
  /** The first bucket holds everything below 2^10 ns. */
  private static final int FIRST_OCTAVE = 10;

  private static final int OCTAVES = 24;
  private static final int PER_OCTAVE = 4;
  private static final int BITS_PER_OCTAVE = 2;

  /** Those of the octaves, one below and one beyond. */
  static final int BUCKETS = OCTAVES * PER_OCTAVE + 2;

  private final AtomicLongArray counts = new AtomicLongArray(BUCKETS);
  private final LongAdder nanosInAll = new LongAdder();

  /**
   * Makes one and shows it in the registry.
   *
   * @param name as it is printed, ending in {@code _seconds}
   */
  public static Durations in(PrometheusMeterRegistry registry, String name, String help) {
    Durations durations = new Durations();
    Collector collector = () -> durations.snapshot(name, help);
    registry.getPrometheusRegistry().register(collector);
    return durations;
  }

  /** One that is shown by whoever makes it. */
  public Durations() {}

  /** Counts one; a negative one is 0. */
  public void record(long nanos) {
    long length = Math.max(0, nanos);
    counts.incrementAndGet(bucket(length));
    nanosInAll.add(length);
  }

  static int bucket(long nanos) {
    int octave = Long.SIZE - 1 - Long.numberOfLeadingZeros(nanos);
    if (octave < FIRST_OCTAVE) {
      return 0;
    }
    int quarter = (int) (nanos >>> (octave - BITS_PER_OCTAVE)) & (PER_OCTAVE - 1);
    return Math.min(BUCKETS - 1, 1 + (octave - FIRST_OCTAVE) * PER_OCTAVE + quarter);
  }

  /** Where a bucket ends, in nanoseconds; the last one does not. */
  static double end(int bucket) {
    if (bucket == BUCKETS - 1) {
      return Double.POSITIVE_INFINITY;
    }
    int octave = FIRST_OCTAVE + bucket / PER_OCTAVE;
    return (double) (PER_OCTAVE + bucket % PER_OCTAVE) * (1L << (octave - BITS_PER_OCTAVE));
  }

  /**
   * As it is now.
   *
   * @param name as it is printed, ending in {@code _seconds}
   */
  public HistogramSnapshot snapshot(String name, String help) {
    double[] ends = new double[BUCKETS];
    long[] now = new long[BUCKETS];
    for (int i = 0; i < BUCKETS; i++) {
      ends[i] = end(i) / 1e9;
      now[i] = counts.get(i);
    }
    return HistogramSnapshot.builder()
        .name(name)
        .help(help)
        .dataPoint(
            HistogramDataPointSnapshot.builder()
                .classicHistogramBuckets(ClassicHistogramBuckets.of(ends, now))
                .sum(nanosInAll.sum() / 1e9)
                .build())
        .build();
  }
}
