package org.asclepion.load;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.function.IntPredicate;
import org.junit.jupiter.api.Test;

/** People in a row, a metre apart, who send twenty samples a second for five seconds. */
class HallDuesTest {
  private static final int PEOPLE = 100;
  private static final int HZ = 20;
  private static final int SECONDS = 5;
  private static final long PERIOD_NANOS = 1_000_000_000L / HZ;
  private static final long START = 77_000_000_000L;

  private final HallDues dues = new HallDues(PEOPLE);

  private void begin() {
    for (int from = 0; from < PEOPLE; from++) {
      dues.sent(from, START - PERIOD_NANOS, from, 0);
    }
    dues.begin(START, SECONDS);
  }

  /**
   * Everybody is told everything by who is within reach in the row, of the others what is sent in
   * the ticks that are told to all.
   */
  private void run(int reach, IntPredicate toldToAll) {
    begin();
    for (int tick = 0; tick < HZ * (SECONDS + 1); tick++) {
      // In the middle between two ticks; the end comes in the middle of all this.
      long nanos = START + tick * PERIOD_NANOS + PERIOD_NANOS / 2;
      for (int from = 0; from < PEOPLE; from++) {
        dues.sent(from, nanos, from, 0);
        dues.taken(from, nanos);
      }
      for (int from = 0; from < PEOPLE; from++) {
        for (int to = 0; to < PEOPLE; to++) {
          if (to != from && (Math.abs(to - from) <= reach || toldToAll.test(tick))) {
            dues.received(to, from, nanos);
          }
        }
      }
    }
    dues.end();
  }

  @Test
  void whatIsOwedIsTheNearestAtFullRateAndTheOthersOnceASecond() {
    run(40, tick -> tick % HZ == 3);
    assertEquals(dues.expected(), dues.delivered());
    assertEquals(HZ, dues.fewestNear());
    assertEquals(1, dues.fewest());
    assertEquals(0, dues.shortPercent());
    assertEquals(0, dues.lostPercent());
  }

  @Test
  void oneMissedNeighbourShows() {
    // At the row's ends the nearest forty all stand on one side.
    run(39, tick -> tick % HZ == 3);
    assertEquals(1, dues.fewestNear());
    assertEquals(2 * SECONDS * (HZ - 1), dues.expected() - dues.delivered());
    assertTrue(dues.lostPercent() > 0);
  }

  @Test
  void whoIsForgottenForASecondShows() {
    run(40, tick -> tick % HZ == 3 && tick / HZ != 2);
    assertEquals(0.8, dues.fewest());
    assertEquals(HZ, dues.fewestNear());
  }

  @Test
  void lateSamplesBelongToTheSecondInWhichTheyWereSent() {
    begin();
    for (int tick = 0; tick < HZ * (SECONDS + 1); tick++) {
      long nanos = START + tick * PERIOD_NANOS;
      for (int from = 0; from < PEOPLE; from++) {
        dues.sent(from, nanos, from, 0);
        for (int to = 0; to < PEOPLE && tick >= HZ / 2; to++) {
          if (to != from) {
            dues.received(to, from, nanos - PERIOD_NANOS * HZ / 2);
          }
        }
      }
    }
    dues.end();
    assertEquals(dues.expected(), dues.delivered());
    assertEquals(HZ, dues.fewestNear());
  }
}
