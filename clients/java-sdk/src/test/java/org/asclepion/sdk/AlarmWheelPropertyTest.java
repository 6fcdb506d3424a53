package org.asclepion.sdk;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** The wheel against a list of who is due when, over random settings, cancellings and sleeps. */
final class AlarmWheelPropertyTest {
  private static final int ALARMS = 60;
  private static final long MS = 1_000_000;

  private final List<AlarmWheel.Alarm> alarms = new ArrayList<>();
  private final long[] due = new long[ALARMS];
  private final int[] rings = new int[ALARMS];
  private final int[] expected = new int[ALARMS];
  private final long[] again = new long[ALARMS];
  private long now = -300 * MS;
  private long wakeAt = Long.MAX_VALUE;
  private final AlarmWheel wheel = new AlarmWheel(now, at -> wakeAt = at);

  @Test
  void everyAlarmRingsOnceAndInTime() {
    long seed = System.nanoTime();
    Random random = new Random(seed);
    for (int i = 0; i < ALARMS; i++) {
      int who = i;
      alarms.add(new AlarmWheel.Alarm(() -> rang(who, seed)));
    }
    for (int step = 0; step < 20_000; step++) {
      int who = random.nextInt(ALARMS);
      switch (random.nextInt(4)) {
        case 0 -> {
          wheel.cancel(alarms.get(who));
          due[who] = 0;
        }
        case 1 -> set(who, now + (long) (random.nextDouble() * 300 * MS));
        case 2 -> again[who] = random.nextInt((int) (20 * MS));
        default -> sleep(random.nextInt(20) == 0 ? 400 * MS : random.nextInt((int) (3 * MS)));
      }
      for (int i = 0; i < ALARMS; i++) {
        assertEquals(expected[i], rings[i], "alarm " + i + ", seed " + seed);
      }
    }
  }

  private void set(int who, long at) {
    due[who] = at == 0 ? 1 : at;
    wheel.set(alarms.get(who), due[who]);
  }

  /** Time passes, and the wheel is woken when it wanted to be, or at the end if it slept in. */
  private void sleep(long nanos) {
    now += nanos;
    if (wakeAt <= now) {
      wakeAt = Long.MAX_VALUE;
      for (int i = 0; i < ALARMS; i++) {
        boolean rings =
            due[i] != 0
                && Math.floorDiv(due[i], AlarmWheel.SLOT_NANOS)
                    <= Math.floorDiv(now, AlarmWheel.SLOT_NANOS);
        expected[i] += rings ? 1 : 0;
      }
      wheel.ring(now);
    }
    for (int i = 0; i < ALARMS; i++) {
      assertTrue(due[i] == 0 || due[i] - now > -AlarmWheel.SLOT_NANOS, "nobody is forgotten");
    }
  }

  private void rang(int who, long seed) {
    rings[who]++;
    assertTrue(due[who] - now < AlarmWheel.SLOT_NANOS, "too early, seed " + seed);
    due[who] = 0;
    if (again[who] > 0) {
      // From within: for a later turn.
      set(who, now + AlarmWheel.SLOT_NANOS + again[who]);
      again[who] = 0;
    }
  }
}
