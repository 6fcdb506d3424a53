package org.asclepion.host.room;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class SendLeadTest {
  private static final int PERIOD_NANOS = 33_333_333;

  private final SendLead lead = new SendLead();

  /** One window of samples, so many of which missed their tick; whether the lead changed. */
  private boolean window(int late) {
    boolean changed = false;
    for (int i = 0; i < SendLead.WINDOW; i++) {
      changed |= lead.taken(i < late ? PERIOD_NANOS - 1_000_000 : 2_000_000, PERIOD_NANOS);
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
    assertTrue(window(SendLead.LATE_IN));
    assertEquals(SendLead.USUAL_NANOS + SendLead.STEP_NANOS, lead.nanos());
    for (int i = 0; i < 100; i++) {
      window(SendLead.LATE_IN);
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
  void aBadWindowBeginsTheCalmAnew() {
    for (int i = 1; i < SendLead.CALM_WINDOWS; i++) {
      window(0);
    }
    window(SendLead.LATE_IN);
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
