package org.asclepion.bench;

import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * A steady tick makes next to no garbage and few bytes: step, replication and encoding of people in
 * motion, counted by the thread's own counters. The intents are a client's work and not counted.
 */
class SteadyTickTest {
  /** Garbage per avatar and tick. */
  private static final double MOST_GARBAGE = 16;

  private static final int WARM_UP_TICKS = 6_000;
  private static final int TICKS = 3_000;

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
