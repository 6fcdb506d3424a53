package org.asclepion.bench;

import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * A steady tick makes little garbage and few bytes: step, replication and encoding of people in
 * motion, counted by the thread's own counters. The intents are a client's work and not counted.
 */
class SteadyTickTest {
  /**
   * Garbage per avatar and tick: nearly all of it the room's audience, an immutable value that four
   * times a second says anew whom everybody in motion hears and sees.
   */
  private static final double MOST_GARBAGE = 16;

  private static final int WARM_UP_TICKS = 6_000;
  private static final int TICKS = 3_000;

  /** A hall's tick is a hundred times a room's. */
  private static final int HALL_WARM_UP_TICKS = 1_000;

  private static final int HALL_TICKS = 300;

  @ParameterizedTest(name = "{0} people at {1} Hz: at most {2} bytes an update")
  @CsvSource({"2, 30, 20", "20, 20, 10"})
  void costsLittle(int people, int tickHz, double mostBytes) {
    Play play = new Play(Stages.room(people, tickHz), people, Stages.clips());
    run(play, WARM_UP_TICKS);
    long bytes = play.bytes();
    long garbage = run(play, TICKS);
    double perAvatar = (double) garbage / TICKS / people;
    double perUpdate = (double) (play.bytes() - bytes) / people / TICKS / people;
    System.out.printf(
        "SteadyTickTest: %d people at %d Hz: %.2f bytes of garbage per avatar and tick,"
            + " %.2f bytes per avatar update%n",
        people, tickHz, perAvatar, perUpdate);
    assertTrue(perAvatar <= MOST_GARBAGE, "garbage per avatar and tick: " + perAvatar);
    assertTrue(perUpdate <= mostBytes, "bytes per avatar update: " + perUpdate);
  }

  @Test
  void aHallMakesNoGarbageEither() {
    int people = 150;
    Play play = new Play(Stages.hall(people, 20), people, Stages.clips());
    run(play, HALL_WARM_UP_TICKS);
    double perAvatar = (double) run(play, HALL_TICKS) / HALL_TICKS / people;
    System.out.printf(
        "SteadyTickTest: a hall of %d: %.2f bytes of garbage per avatar and tick%n",
        people, perAvatar);
    assertTrue(perAvatar <= MOST_GARBAGE, "garbage per avatar and tick: " + perAvatar);
  }

  /** Garbage of step and replication. */
  private static long run(Play play, int ticks) {
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    long garbage = 0;
    for (int i = 0; i < ticks; i++) {
      play.intend();
      long before = threads.getCurrentThreadAllocatedBytes();
      play.step();
      play.publish();
      garbage += threads.getCurrentThreadAllocatedBytes() - before;
    }
    return garbage;
  }
}
