package org.asclepion.host.room;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.asclepion.world.intent.Intent;
import org.junit.jupiter.api.Test;

/**
 * Three owners hand rooms to each other in simulated time, on one thread: whenever an owner reads
 * the clock, rouses another or ticks a room, chance may interrupt it and have another owner, or
 * somebody with something to say, go on first. A failing seed is given back with {@code
 * -Dasclepion.seed}.
 */
class OwnersSimulationTest {
  private static final int OWNERS = 3;
  private static final int ROOMS = 5;
  private static final int WORDS = 12;
  private static final int RUNS = 1_500;

  /** Interruptions of interruptions. */
  private static final int DEEPEST = 5;

  /** Who is no owner. */
  private static final int SOMEBODY = -1;

  @Test
  void everyRoomHasOneOwnerAndEveryWordIsHeardOnce() {
    long first = Long.getLong("asclepion.seed", new Random().nextLong());
    int gifts = 0;
    for (int run = 0; run < RUNS; run++) {
      Simulation simulation = new Simulation(first + run);
      simulation.run();
      gifts += simulation.arrivals();
    }
    assertTrue(gifts > RUNS / 10, "rooms changed hands: " + gifts);
  }

  /** One course of things, decided by its seed. */
  private static final class Simulation implements TickLoop.Waiting {
    private final long seed;
    private final Random random;
    private final List<TickLoop> loops = new ArrayList<>();
    private final List<Watched> rooms = new ArrayList<>();
    private final int[] said = new int[ROOMS];
    private final boolean[] ticking = new boolean[ROOMS];

    /** When each owner looks again without being roused. */
    private final long[] wakesNanos = new long[OWNERS];

    private final boolean[] roused = new boolean[OWNERS];

    /** Owners that have been interrupted, and last the one at work; {@link #SOMEBODY} else. */
    private final ArrayDeque<Integer> atWork = new ArrayDeque<>();

    private int skipped;
    private int gaps;
    private boolean quiet = true;
    private long now = 1_000_000_000;

    Simulation(long seed) {
      this.seed = seed;
      this.random = new Random(seed);
      for (int i = 0; i < OWNERS; i++) {
        loops.add(loop(i));
      }
      for (int i = 0; i < ROOMS; i++) {
        rooms.add(room(i));
      }
    }

    private TickLoop loop(int number) {
      Watched.Quiet quiet =
          new Watched.Quiet() {
            @Override
            public void overrun(RoomKey room, int ticks) {
              skipped += ticks;
            }
          };
      return new TickLoop(
          "owner " + number, quiet, quiet, room -> {}, () -> Overload.NONE, () -> now, this);
    }

    private Watched room(int number) {
      Watched watched = new Watched(0);
      ScheduledRoom scheduled =
          new ScheduledRoom(watched.runner, loops.get(number % OWNERS), () -> {});
      watched.wakes(
          () -> {
            interrupt();
            TickLoop.wake(scheduled);
          });
      watched.doing(
          () -> {
            assertFalse(ticking[number], () -> "two owners tick room " + number + told());
            ticking[number] = true;
            interrupt();
            ticking[number] = false;
          });
      return watched;
    }

    /** The others sleep between two words, which nobody hears. */
    private static boolean isInhabited(int room) {
      return room % 2 == 1;
    }

    private String told() {
      return ", seed " + seed;
    }

    int arrivals() {
      return (int) loops.stream().mapToLong(loop -> loop.load().arrivals()).sum();
    }

    void run() {
      for (int i = 0; i < ROOMS; i++) {
        if (isInhabited(i)) {
          rooms.get(i).with(1);
        }
      }
      quiet = false;
      while (Arrays.stream(said).sum() < WORDS) {
        act();
        now += random.nextInt(3_000_000);
      }
      quiet = true;
      // What was said is heard in the time of a few ticks.
      for (long end = now + 6L * Watched.PERIOD_NANOS; now < end; now += 500_000) {
        for (int owner = 0; owner < OWNERS; owner++) {
          look(owner);
        }
      }
      for (int i = 0; i < ROOMS; i++) {
        check(i);
      }
      assertTrue(gaps <= skipped, "a tick is missing and nobody says so" + told());
    }

    private void check(int number) {
      Watched room = rooms.get(number);
      assertTrue(room.runner.mailbox().isEmpty(), () -> "room " + number + " sleeps on" + told());
      for (int i = 1; i < room.ticks.size(); i++) {
        int apart = room.ticks.get(i) - room.ticks.get(i - 1);
        assertTrue(apart >= 1, () -> "a tick came twice" + told());
        gaps += isInhabited(number) ? apart - 1 : 0;
      }
      if (isInhabited(number)) {
        List<String> words = IntStream.range(0, said[number]).mapToObj(i -> "word " + i).toList();
        assertEquals(words, room.words, () -> "in room " + number + told());
      }
    }

    private void act() {
      switch (random.nextInt(5)) {
        case 0 -> say(random.nextInt(ROOMS));
        case 1 -> give();
        default -> look(random.nextInt(OWNERS));
      }
    }

    private void say(int room) {
      atWork.push(SOMEBODY);
      rooms.get(room).act(new Intent.Chat(1, 1, "word " + said[room]++, 0));
      atWork.pop();
    }

    private void give() {
      int from = random.nextInt(OWNERS);
      int to = (from + 1 + random.nextInt(OWNERS - 1)) % OWNERS;
      atWork.push(SOMEBODY);
      loops.get(from).give(0.2 + random.nextDouble(), loops.get(to));
      atWork.pop();
    }

    /** Has an owner look, if it is not in the middle of that and would not be waiting. */
    private void look(int owner) {
      if (atWork.contains(owner) || !(roused[owner] || now >= wakesNanos[owner])) {
        return;
      }
      roused[owner] = false;
      atWork.push(owner);
      long idle = loops.get(owner).look();
      atWork.pop();
      wakesNanos[owner] = idle == Long.MAX_VALUE ? idle : now + idle;
    }

    private void interrupt() {
      while (!quiet && atWork.size() < DEEPEST && random.nextInt(4) == 0) {
        act();
      }
    }

    @Override
    public long nanoTime() {
      interrupt();
      now += 1_000;
      return now;
    }

    @Override
    public void park(TickLoop loop, long nanos) {
      throw new AssertionError("nobody waits here");
    }

    @Override
    public void unpark(TickLoop loop) {
      interrupt();
      int owner = loops.indexOf(loop);
      // A thread does not unpark itself.
      if (atWork.isEmpty() || atWork.peek() != owner) {
        roused[owner] = true;
      }
      interrupt();
    }
  }
}
