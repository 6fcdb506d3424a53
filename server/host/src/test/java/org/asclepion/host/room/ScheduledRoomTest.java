package org.asclepion.host.room;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;

/** Room time in these tests begins at 0: tick t is due at t periods. */
class ScheduledRoomTest {
  private static final long PERIOD_NANOS = Watched.PERIOD_NANOS;
  private static final long STEP_NANOS = Phases.stepNanos(Watched.PERIOD_NANOS);
  private static final int TICK = 100;

  private final Watched watched = new Watched(0).with(1, 2);
  private final ScheduledRoom room =
      new ScheduledRoom(
          watched.runner,
          new TickLoop(
              "unused",
              new Watched.Quiet(),
              new Watched.Quiet(),
              gone -> {},
              () -> Overload.NONE,
              System::nanoTime),
          () -> {});

  private static long due(int tick) {
    return tick * PERIOD_NANOS;
  }

  /** Looks when the room wants to be looked at until it is ready; answers when that was. */
  private long ready() {
    while (!room.isReady(room.lookNanos())) {}
    return room.lookNanos();
  }

  private int stride = 1;

  private void tick() {
    watched.runner.tick(room.next());
    room.ticked(stride);
  }

  @Test
  void ticksWhenDueWhereNobodySends() {
    room.wake(due(TICK) + 1);
    for (int tick = TICK + 1; tick < TICK + 20; tick++) {
      assertEquals(tick, room.next());
      assertEquals(due(tick), ready());
      tick();
    }
    assertEquals(19, watched.ticks.size());
  }

  @Test
  void ticksAsSoonAsEverybodysSampleIsThere() {
    room.wake(due(TICK) + 1);
    long early = 0;
    for (int tick = TICK + 1; tick < TICK + 20; tick++) {
      long sent = due(tick) - 12_000_000;
      watched.sample(1, tick, sent);
      watched.sample(2, tick, sent);
      early = due(tick) - ready();
      tick();
    }
    assertTrue(early > 12_000_000 - STEP_NANOS, "at the first group's deadline after: " + early);
    assertEquals(TICK + 19, watched.ticks.getLast(), "no tick came twice, none was left out");
    assertEquals(19, watched.ticks.size());
  }

  @Test
  void waitsUntilItIsDueForTheOneWhoIsMissing() {
    room.wake(due(TICK) + 1);
    for (int tick = TICK + 1; tick < TICK + 5; tick++) {
      watched.sample(1, tick, due(tick) - 10_000_000);
      watched.sample(2, tick, due(tick) - 10_000_000);
      ready();
      tick();
    }
    watched.sample(1, 200, due(TICK + 5) - 10_000_000);
    assertEquals(due(TICK + 5), ready());
  }

  @Test
  void aSampleThatMissedTheTickBeforeDoesNotHurryTheNext() {
    room.wake(due(TICK) + 1);
    for (int tick = TICK + 1; tick < TICK + 10; tick++) {
      // Each comes a millisecond too late for its tick, alone in its room.
      watched.sample(1, tick, due(tick - 1) + 1_000_000);
      assertEquals(due(tick), ready());
      tick();
    }
  }

  @Test
  void aLateRoomSkipsToTheNewestTickDueAndSaysHowManyItSkipped() {
    room.wake(due(TICK) + 1);
    assertEquals(0, room.catchUp(TickLoop.CATCH_UP, due(TICK + 1 + TickLoop.CATCH_UP)));
    assertEquals(TICK + 1, room.next());
    int late = TickLoop.CATCH_UP + 1;
    assertEquals(late, room.catchUp(TickLoop.CATCH_UP, due(TICK + 1 + late)));
    assertEquals(TICK + 1 + late, room.next());
    assertEquals(5, room.lateNanos(due(TICK + 1 + late) + 5));
  }

  @Test
  void aSlowedRoomMakesEverySecondTickAtItsOwnTime() {
    room.wake(due(TICK) + 1);
    stride = watched.runner.pace(Overload.SLOWER_CONSULTATIONS);
    for (int i = 0; i < 10; i++) {
      assertEquals(due(room.next()), ready());
      tick();
    }
    assertEquals(
        List.of(TICK + 1, TICK + 2, TICK + 4, TICK + 6, TICK + 8), watched.ticks.subList(0, 5));
    assertEquals("2/" + SendLead.USUAL_NANOS / 1_000_000, watched.phases.getLast());
    stride = watched.runner.pace(Overload.SLOWER_CARE);
    tick();
    tick();
    assertEquals(1, watched.ticks.get(11) - watched.ticks.get(10));
    assertEquals("1/" + SendLead.USUAL_NANOS / 1_000_000, watched.phases.getLast());
  }

  @Test
  void aSlowedRoomThatIsLateCountsTheTicksItWouldHaveMade() {
    room.wake(due(TICK) + 1);
    room.ticked(2);
    assertEquals(TICK + 2, room.next());
    assertEquals(0, room.catchUp(TickLoop.CATCH_UP, due(TICK + 7)));
    assertEquals(3, room.catchUp(TickLoop.CATCH_UP, due(TICK + 9)));
    assertEquals(TICK + 8, room.next());
  }

  @Test
  void aSleeperWakesForTheFirstTickStillAhead() {
    room.wake(due(TICK) + 1);
    assertTrue(room.isScheduled());
    tick();
    room.sleep(due(TICK + 1));
    assertFalse(room.isScheduled());
    room.wake(due(TICK + 50) + 1);
    assertEquals(TICK + 51, room.next());
    room.sleep(due(TICK + 51));
    room.wake(due(TICK + 40));
    assertEquals(TICK + 51, room.next(), "no tick is made twice");
  }

  @Test
  void aFaultInOneTickIsNotRepeatedInTheNext() {
    watched.doing(
        () -> {
          throw new IllegalStateException("injected");
        });
    watched.say(1, "never told");
    assertThrows(IllegalStateException.class, () -> watched.runner.tick(1));
    watched.doing(() -> {});
    watched.say(1, "told");
    watched.runner.tick(2);
    assertEquals(List.of("told"), watched.words);
  }

  @Test
  void sendersAreToldOfALongerLeadWhenTooManySamplesAreLate() {
    int number = 0;
    for (int tick = 1; tick <= 2 * SendLead.WINDOW; tick++) {
      watched.sample(1, ++number, due(tick - 1) + 1_000_000);
      watched.runner.tick(tick);
    }
    assertEquals("1/" + SendLead.USUAL_NANOS / 1_000_000, watched.phases.getFirst());
    assertEquals(
        "1/" + (SendLead.USUAL_NANOS + SendLead.STEP_NANOS) / 1_000_000, watched.phases.get(1));
  }
}
