package org.asclepion.world.room;

import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.asclepion.world.intent.Intent;
import org.junit.jupiter.api.Test;

/** What a step of people who walk about costs: its garbage is bounded, its time is printed. */
class StepCostTest {
  private static final int PEOPLE = 20;
  private static final int WARM_UP = 10_000;
  private static final int MEASURED = 10_000;

  /**
   * Bytes per avatar and tick; thresholds, doors and outcomes of honest people included. Nearly all
   * of it is the room's audience: four times a second, whom each of twenty walkers now hears and
   * sees how well.
   */
  private static final double BOUND = 48;

  @Test
  void twentyWalkersMakeLittleGarbage() {
    double perAvatar =
        measure("nothing lying about", new Room(Scenes.withoutItems(Scenes.room(false))));
    assertTrue(perAvatar <= BOUND, "bytes per avatar and tick: " + perAvatar);
  }

  @Test
  void twentyWalkersWhoKickThingsAbout() {
    measure("kicking six items", new Room(Scenes.room(false)));
  }

  private static double measure(String what, Room room) {
    Random random = new Random(7);
    List<Intent> arrivals = new ArrayList<>();
    for (int id = 1; id <= PEOPLE; id++) {
      arrivals.add(Scenes.arrive(Scenes.patient(id)));
    }
    room.step(0, arrivals, random);
    // The intents are made beforehand and used again and again: only the step is measured.
    List<List<Intent>> log = new ArrayList<>();
    for (int i = 0; i < 4_096; i++) {
      List<Intent> step = new ArrayList<>();
      for (int id = 1; id <= PEOPLE; id++) {
        double angle = (i / 40 + id) * 2.4;
        step.add(
            Scenes.walk(
                id,
                i * 16 % 65_536,
                StrictMath.cos(angle) * 0.04,
                StrictMath.sin(angle) * 0.04,
                angle % 3));
      }
      log.add(step);
    }
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    int tick = run(room, log, random, 0, WARM_UP);
    long bytes = threads.getCurrentThreadAllocatedBytes();
    long nanos = System.nanoTime();
    run(room, log, random, tick, MEASURED);
    nanos = System.nanoTime() - nanos;
    bytes = threads.getCurrentThreadAllocatedBytes() - bytes;
    double perAvatar = (double) bytes / MEASURED / PEOPLE;
    System.out.printf(
        "StepCostTest: %d walkers, %s: %.1f us and %.1f bytes per step, %.2f bytes per avatar%n",
        PEOPLE, what, nanos / 1e3 / MEASURED, (double) bytes / MEASURED, perAvatar);
    return perAvatar;
  }

  private static int run(Room room, List<List<Intent>> log, Random random, int from, int steps) {
    int tick = from;
    int moved = 0;
    for (int i = 0; i < steps; i++) {
      room.step(++tick, log.get(tick % log.size()), random);
      for (Avatar avatar : room.avatars()) {
        moved += avatar.moved() ? 1 : 0;
      }
    }
    assertTrue(moved > steps * PEOPLE / 2, "people moved");
    return tick;
  }
}
