package org.asclepion.host.room;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.asclepion.world.intent.Intent;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Rooms go from thread to thread, and nobody in them can tell. */
@Timeout(60)
class HandOverTest {
  private static final int MOVES = 40;
  private static final int TICKS = 20;

  private final AtomicInteger skipped = new AtomicInteger();
  private final TickLoop one = loop("one");
  private final TickLoop other = loop("other");

  private TickLoop loop(String name) {
    Watched.Quiet meter = new Watched.Quiet();
    Journal journal =
        new Watched.Quiet() {
          @Override
          public void overrun(RoomKey room, int ticks) {
            skipped.addAndGet(ticks);
          }
        };
    return new TickLoop(name, journal, meter, room -> {}, () -> Overload.NONE, System::nanoTime);
  }

  private Watched ownedByOne(Watched watched) {
    ScheduledRoom scheduled = new ScheduledRoom(watched.runner, one, () -> {});
    return watched.wakes(() -> TickLoop.wake(scheduled));
  }

  @AfterEach
  void stop() throws InterruptedException {
    one.stop();
    other.stop();
  }

  @Test
  void everyTickIsMadeOnceAndInOrderWhileRoomsGoBackAndForth() throws InterruptedException {
    List<Watched> rooms = new ArrayList<>();
    for (int i = 0; i < 5; i++) {
      rooms.add(ownedByOne(new Watched(System.nanoTime())).with(1, 2));
    }
    one.start();
    other.start();
    int said = 0;
    while (rooms.getFirst().ticked.get() < TICKS
        || one.load().arrivals() < MOVES
        || other.load().arrivals() < MOVES) {
      one.give(1, other);
      other.give(1, one);
      for (Watched room : rooms) {
        while (!room.say(1, "word " + said)) {
          Thread.onSpinWait();
        }
      }
      said++;
      Thread.sleep(1);
    }
    for (Watched room : rooms) {
      while (room.heard.get() < said) {
        Thread.sleep(1);
      }
    }
    stop();
    int gaps = 0;
    for (Watched room : rooms) {
      for (int i = 1; i < room.ticks.size(); i++) {
        int apart = room.ticks.get(i) - room.ticks.get(i - 1);
        assertTrue(apart >= 1, "tick after " + room.ticks.get(i - 1));
        gaps += apart - 1;
      }
      for (int i = 0; i < said; i++) {
        assertEquals("word " + i, room.words.get(i));
      }
      assertEquals(said, room.words.size());
    }
    assertEquals(skipped.get(), gaps, "only a late room skips, and says so");
  }

  @Test
  void whatComesForASleeperIsHeardWhereverItWentMeanwhile() throws InterruptedException {
    List<Watched> rooms = new ArrayList<>();
    for (int i = 0; i < 20; i++) {
      rooms.add(ownedByOne(new Watched(System.nanoTime())));
    }
    one.start();
    other.start();
    for (int round = 0; round < 10; round++) {
      for (Watched room : rooms) {
        // Nobody is in the room: it wakes for this message, ticks once and sleeps again.
        room.runner.mailbox().post(new RoomMessage.Reattach(7));
      }
      for (Watched room : rooms) {
        while (room.ticked.get() <= round) {
          one.give(1, other);
          other.give(1, one);
          Thread.sleep(1);
        }
      }
    }
    stop();
    for (Watched room : rooms) {
      assertEquals(room.ticks.size(), new HashSet<>(room.ticks).size());
    }
    assertTrue(other.load().arrivals() > 0);
  }

  @Test
  void aRoomThatChangesThreadsHasTheSameStateAsOneThatStays() throws Exception {
    Watched stays = new Watched(0).with(1, 2);
    Watched moves = new Watched(0).with(1, 2);
    try (ExecutorService home = Executors.newSingleThreadExecutor();
        ExecutorService away = Executors.newSingleThreadExecutor()) {
      for (int tick = 1; tick < 400; tick++) {
        int now = tick;
        for (Intent intent : script(tick)) {
          stays.act(intent);
          moves.act(intent);
        }
        home.submit(() -> stays.runner.tick(now)).get();
        (tick / 7 % 2 == 0 ? home : away).submit(() -> moves.runner.tick(now)).get();
      }
    }
    assertEquals(stays.hashes, moves.hashes);
    assertTrue(new HashSet<>(stays.hashes).size() > 50, "things flew: " + stays.hashes);
  }

  /** Somebody throws one thing after another among the rest, so that physics never sleeps long. */
  private static List<Intent> script(int tick) {
    int item = tick / 40 % 6;
    return switch (tick % 40) {
      case 5 -> List.of(new Intent.PickUp(1, tick, item, false));
      case 10 -> List.of(new Intent.Release(1, tick, false, 2, 1, -0.5));
      default -> List.of();
    };
  }
}
