package org.asclepion.host.meter;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import org.junit.jupiter.api.Test;

class DurationsTest {
  @Test
  void everyDurationIsInTheBucketThatHoldsIt() {
    for (long nanos = 0; nanos < 40_000_000_000L; nanos += 1 + nanos / 7) {
      int bucket = Durations.bucket(nanos);
      long length = nanos;
      assertTrue(nanos < Durations.end(bucket), () -> length + " ends beyond " + bucket);
      assertTrue(
          bucket == 0 || nanos >= Durations.end(bucket - 1), () -> length + " before " + bucket);
    }
    assertEquals(Durations.BUCKETS - 1, Durations.bucket(Long.MAX_VALUE));
  }

  @Test
  void bucketsAreAQuarterOfAnOctave() {
    for (int i = 1; i < Durations.BUCKETS - 1; i++) {
      double ratio = Durations.end(i) / Durations.end(i - 1);
      assertTrue(ratio > 1 && ratio <= 1.25, "bucket " + i + ": " + ratio);
    }
  }

  @Test
  void countsGrowInTheRegistryAndAreNeverForgotten() {
    PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    Durations durations = Durations.in(registry, "asclepion_test_seconds", "A test");
    durations.record(1_000_000);
    durations.record(3_000_000_000L);
    durations.record(-5);
    String text = registry.scrape();
    assertTrue(text.contains("# TYPE asclepion_test_seconds histogram"), text);
    assertTrue(text.contains("asclepion_test_seconds_bucket{le=\"1.024E-6\"} 1\n"), text);
    assertTrue(text.contains("asclepion_test_seconds_bucket{le=\"0.001048576\"} 2\n"), text);
    assertTrue(text.contains("asclepion_test_seconds_bucket{le=\"+Inf\"} 3\n"), text);
    assertTrue(text.contains("asclepion_test_seconds_count 3\n"), text);
  }
}
