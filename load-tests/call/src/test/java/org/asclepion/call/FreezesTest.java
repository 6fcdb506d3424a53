package org.asclepion.call;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class FreezesTest {
  private final Freezes freezes = new Freezes();

  private static long millis(long millis) {
    return TimeUnit.MILLISECONDS.toNanos(millis);
  }

  @Test
  void theLongestIsToldAndNotTheSum() {
    freezes.look("a", 10, 0, millis(0));
    freezes.look("a", 15, 0.3, millis(250));
    freezes.look("b", 15, 0.6, millis(250));
    freezes.look("a", 20, 0.7, millis(500));
    freezes.look("b", 20, 0.6, millis(500));
    assertEquals(600, freezes.longestMillis(millis(500)));
  }

  @Test
  void aPictureThatNeverGoesOnIsFrozen() {
    freezes.look("a", 10, 0, millis(0));
    freezes.look("a", 10, 0, millis(2_000));
    assertEquals(2_000 - Freezes.STILL_MILLIS, freezes.longestMillis(millis(2_000)));
  }

  @Test
  void whatHasNotBegunIsNotFrozen() {
    freezes.look("a", 0, 0, millis(0));
    assertEquals(0, freezes.longestMillis(millis(5_000)));
  }
}
