package org.asclepion.load;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Map;
import org.junit.jupiter.api.Test;

class WindowTest {
  private static Map<String, Double> metrics(double one, double two, double four, double all) {
    return Map.of(
        "x_seconds_bucket{le=\"1.0\"}", one,
        "x_seconds_bucket{le=\"2.0\"}", two,
        "x_seconds_bucket{le=\"4.0\"}", four,
        "x_seconds_bucket{le=\"+Inf\"}", all,
        "y_seconds_bucket{le=\"1.0\"}", 77.0);
  }

  @Test
  void onlyWhatCameBetweenCounts() {
    Window window = new Window("x_seconds", metrics(50, 50, 50, 60), metrics(50, 150, 150, 160));
    assertEquals(1.5, window.quantile(0.5));
    assertEquals(1.99, window.quantile(0.99), 1e-9);
    assertEquals(2, window.max());
  }

  @Test
  void aQuantileIsInTheBucketThatHoldsIt() {
    Window window = new Window("x_seconds", Map.of(), metrics(10, 10, 20, 20));
    assertEquals(1, window.quantile(0.5));
    assertEquals(3, window.quantile(0.75));
    assertEquals(4, window.max());
  }

  @Test
  void beyondTheLastBucketTheLeastPossibleIsSaid() {
    assertEquals(4, new Window("x_seconds", Map.of(), metrics(0, 0, 0, 5)).quantile(0.5));
  }

  @Test
  void nothingCountedIsNotANumber() {
    Map<String, Double> same = metrics(1, 2, 3, 4);
    assertTrue(Double.isNaN(new Window("x_seconds", same, same).quantile(0.5)));
    assertTrue(Double.isNaN(new Window("x_seconds", Map.of(), Map.of()).max()));
  }
}
