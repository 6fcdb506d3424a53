package org.asclepion.load;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

final class HistogramTest {
  @Test
  void percentilesAreThoseOfTheSortedValues() {
    Random random = new Random(11);
    Histogram histogram = new Histogram();
    long[] values = new long[10_000];
    for (int i = 0; i < values.length; i++) {
      values[i] = (long) Math.exp(random.nextDouble() * 20);
      histogram.add(values[i]);
    }
    Arrays.sort(values);
    for (double share : new double[] {0.01, 0.5, 0.9, 0.99, 0.999, 1}) {
      double exact = values[(int) Math.ceil(share * values.length) - 1];
      assertEquals(exact, (double) histogram.percentile(share), exact * 0.02 + 1);
    }
    assertEquals(values[values.length - 1], histogram.max());
  }

  @Test
  void nothingCountedIsZero() {
    assertEquals(0, new Histogram().percentile(0.99));
  }

  @Test
  void whatIsOutOfRangeIsCountedAtTheEdge() {
    Histogram histogram = new Histogram();
    histogram.add(-5);
    histogram.add(Long.MAX_VALUE);
    assertEquals(0, histogram.percentile(0.5));
    assertEquals(1L << 40, histogram.percentile(1));
  }
}
