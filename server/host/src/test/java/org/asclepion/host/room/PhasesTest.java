package org.asclepion.host.room;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class PhasesTest {
  private static final int PERIOD_NANOS = 33_333_333;

  private final Phases phases = new Phases();

  @Test
  void groupsFillTheWholePeriod() {
    int groups = Phases.groups(PERIOD_NANOS);
    int step = Phases.stepNanos(PERIOD_NANOS);
    assertTrue(step >= Phases.LEAST_STEP_NANOS);
    assertTrue((long) groups * step <= PERIOD_NANOS);
    assertTrue(PERIOD_NANOS - (long) groups * step < groups);
    assertEquals(1, Phases.groups(1_000_000));
  }

  @Test
  void roomsSpreadEvenly() {
    int groups = Phases.groups(PERIOD_NANOS);
    int[] rooms = new int[groups];
    for (int i = 0; i < 5 * groups; i++) {
      rooms[phases.take(PERIOD_NANOS)]++;
    }
    for (int count : rooms) {
      assertEquals(5, count);
    }
  }

  @Test
  void aPlaceThatIsGivenBackIsTheNextOneTaken() {
    for (int i = 0; i < 3 * Phases.groups(PERIOD_NANOS); i++) {
      phases.take(PERIOD_NANOS);
    }
    phases.release(PERIOD_NANOS, 4);
    assertEquals(4, phases.take(PERIOD_NANOS));
  }
}
