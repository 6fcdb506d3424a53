package org.asclepion.load.faults;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

final class TimetableTest {
  private static final long MILLI = 1_000_000;
  private static final long SECOND = 1_000 * MILLI;

  @Test
  void delaysWithinItsJitterAndNeverOvertakes() {
    Timetable timetable = new Timetable(Faults.delay(50, 20, 3), 0);
    long least = Long.MAX_VALUE;
    long most = 0;
    long before = 0;
    for (long now = 0; now < 20 * SECOND; now += 5 * MILLI) {
      long out = timetable.release(now);
      assertTrue(out >= before, "in order");
      before = out;
      least = Math.min(least, out - now);
      most = Math.max(most, out - now);
    }
    assertTrue(least >= 30 * MILLI && least < 34 * MILLI, least + " ns at least");
    assertTrue(most <= 70 * MILLI && most > 66 * MILLI, most + " ns at most");
  }

  @Test
  void stallsHoldEverythingAndLetItGoTogether() {
    Timetable timetable = new Timetable(Faults.NONE.stalling(4, 1_000), 1);
    int stalls = 0;
    long before = -1;
    for (long now = 0; now < 400 * SECOND; now += 10 * MILLI) {
      long out = timetable.release(now);
      if (out > now && out != before) {
        stalls++;
        long length = out - now;
        assertTrue(length > 285 * MILLI && length <= SECOND, length + " ns");
      }
      before = out;
    }
    assertTrue(stalls > 70 && stalls < 110, stalls + " in 400 s");
  }

  @Test
  void theSameSeedAndNumberGiveTheSameTimesHoweverOftenOneAsks() {
    Faults faults = Faults.delay(50, 20, 5).stalling(2, 500);
    Timetable often = new Timetable(faults, 4);
    Timetable seldom = new Timetable(faults, 4);
    Timetable other = new Timetable(faults, 5);
    boolean differs = false;
    for (long now = 0; now < 10 * SECOND; now += MILLI) {
      long out = often.release(now);
      if (now % (100 * MILLI) == 99 * MILLI) {
        // Only what was let go before can hold it back, and that is past by now.
        assertEquals(out, Math.max(out, seldom.release(now)));
        differs |= out != other.release(now);
      }
    }
    assertTrue(differs, "directions have luck of their own");
    assertNotEquals(0, often.release(10 * SECOND));
  }

  @Test
  void aGoodLineTakesNoTime() {
    Timetable timetable = new Timetable(Faults.NONE, 0);
    assertEquals(7, timetable.release(7));
    assertTrue(Faults.NONE.isNone());
  }
}
