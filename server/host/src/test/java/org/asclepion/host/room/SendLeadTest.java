package org.asclepion.host.room;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class SendLeadTest {
  private static final int PERIOD_NANOS = 33_333_333;

  /** So many of a window are too many. */
  private static final int LATE = SendLead.WINDOW / SendLead.LATE_ONE_IN;

  private final SendLead lead = new SendLead();

  /** One window of samples, so many of which missed their tick; whether the lead changed. */
  private boolean window(int late) {
    boolean changed = false;
    int perTick = SendLead.WINDOW / SendLead.WINDOW_TICKS;
    for (int i = 0; i < SendLead.WINDOW; i++) {
      lead.taken(i < late ? PERIOD_NANOS - 1_000_000 : 2_000_000, PERIOD_NANOS);
      changed |= i % perTick == perTick - 1 && lead.ticked(PERIOD_NANOS);
    }
    return changed;
  }

  @Test
  void staysWhereOneInAWindowIsLate() {
    for (int i = 0; i < 100; i++) {
      assertFalse(window(1));
    }
    assertEquals(SendLead.USUAL_NANOS, lead.nanos());
  }

  @Test
  void growsByAStepForEachBadWindowUpToItsBound() {
    assertTrue(window(LATE));
    assertEquals(SendLead.USUAL_NANOS + SendLead.STEP_NANOS, lead.nanos());
    for (int i = 0; i < 100; i++) {
      window(LATE);
    }
    assertEquals(SendLead.MOST_NANOS, lead.nanos());
  }

  @Test
  void shrinksOnlyAfterManyCalmWindowsAndNotBelowItsBound() {
    for (int i = 1; i < SendLead.CALM_WINDOWS; i++) {
      assertFalse(window(0));
    }
    assertTrue(window(0));
    assertEquals(SendLead.USUAL_NANOS - SendLead.STEP_NANOS, lead.nanos());
    for (int i = 0; i < 100; i++) {
      window(0);
    }
    assertEquals(SendLead.LEAST_NANOS, lead.nanos());
  }

  @Test
  void waitsTwiceAsLongEachTimeThatShrinkingProvedWrong() {
    for (int calm = SendLead.CALM_WINDOWS; calm < 500; calm *= 2) {
      int waits = Math.min(calm, SendLead.MOST_CALM_WINDOWS);
      for (int i = 1; i < waits; i++) {
        assertFalse(window(0), "before " + waits + " calm windows");
      }
      assertTrue(window(0), "after " + waits);
      assertTrue(window(LATE));
      assertEquals(SendLead.USUAL_NANOS, lead.nanos());
    }
  }

  @Test
  void aHallIsJudgedByManyTicksNotByOne() {
    for (int tick = 1; tick <= SendLead.WINDOW_TICKS; tick++) {
      for (int i = 0; i < 500; i++) {
        lead.taken(tick == 1 && i < 100 ? PERIOD_NANOS - 1_000_000 : 2_000_000, PERIOD_NANOS);
      }
      assertEquals(tick == SendLead.WINDOW_TICKS, lead.ticked(PERIOD_NANOS));
    }
  }

  @Test
  void aBadWindowBeginsTheCalmAnew() {
    for (int i = 1; i < SendLead.CALM_WINDOWS; i++) {
      window(0);
    }
    window(LATE);
    assertFalse(window(0));
    assertEquals(SendLead.USUAL_NANOS + SendLead.STEP_NANOS, lead.nanos());
  }

  @Test
  void doesNotTryForeverWhereNobodyHeedsThePhase() {
    int told = 0;
    for (int i = 0; i < SendLead.RESIGNED_WINDOWS; i++) {
      told += window(SendLead.WINDOW / 3) ? 1 : 0;
    }
    assertEquals(SendLead.USUAL_NANOS, lead.nanos());
    assertTrue(told < 12, "told " + told + " times");
  }
}
