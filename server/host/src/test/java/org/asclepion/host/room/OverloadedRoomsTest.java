package org.asclepion.host.room;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;
import org.asclepion.host.room.Rooms.Entry;
import org.asclepion.world.avatar.Participant;
import org.asclepion.world.avatar.Role;
import org.asclepion.world.room.Room;
import org.asclepion.world.space.RoomKind;
import org.asclepion.world.space.RoomTemplate;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Rooms whose every tick takes long keep their owners busy without burning the machine. */
@Timeout(60)
class OverloadedRoomsTest {
  private static final long LOOK_EVERY_NANOS = 100_000_000;
  private static final int LOBBY = 0;
  private static final int CONSULTATION = 1;

  private final Watched.Quiet quiet = new Watched.Quiet();
  private final List<SlowReplicator> slow = new CopyOnWriteArrayList<>();
  private final List<Rooms> opened = new ArrayList<>();
  private long people;

  private Rooms rooms(int threads) {
    return rooms(threads, List.of());
  }

  private Rooms rooms(int threads, List<LongSupplier> sockets) {
    Rooms rooms =
        new Rooms(
            List.of(template(LOBBY, RoomKind.LOBBY), template(CONSULTATION, RoomKind.CONSULTATION)),
            threads,
            (room, mailbox, clock, neighbours) -> {
              SlowReplicator replicator = new SlowReplicator(room);
              slow.add(replicator);
              return replicator;
            },
            Recorder.none(),
            quiet,
            quiet,
            quiet,
            // They do not work, they wait.
            System::nanoTime,
            LOOK_EVERY_NANOS);
    opened.add(rooms);
    rooms.start(sockets);
    return rooms;
  }

  @AfterEach
  void close() {
    opened.forEach(Rooms::close);
  }

  private static RoomTemplate template(int index, RoomKind kind) {
    RoomTemplate one = Watched.template(kind);
    return new RoomTemplate(
        index,
        one.id(),
        kind,
        one.outline(),
        one.floorY(),
        one.height(),
        one.capacity(),
        one.tickHz(),
        one.admits(),
        false,
        false,
        one.obstacles(),
        one.openings(),
        one.seats(),
        one.spawns(),
        one.items(),
        one.acoustics());
  }

  private Entry enter(Rooms rooms, int template, String copy) {
    Participant who = new Participant(++people, Role.DOCTOR, "P", 0, 0);
    return rooms.enter(who, new Visitor("", copy, new Watched.Nowhere()), template);
  }

  private static void await(BooleanSupplier condition) throws InterruptedException {
    while (!condition.getAsBoolean()) {
      Thread.sleep(5);
    }
  }

  @Test
  void anOverloadedServerClosesItsDoorsThenSlowsTheLobbyAndRecoversByItself() throws Exception {
    Rooms rooms = rooms(1);
    assertEquals(Entry.ENTERED, enter(rooms, LOBBY, ""));
    assertEquals(Entry.ENTERED, enter(rooms, CONSULTATION, ""));
    List<Integer> lobby = slow.get(0).ticks;
    slow.forEach(room -> room.publishNanos = 14_000_000);
    await(() -> rooms.overload() != Overload.NONE);
    assertEquals(Entry.OVERLOADED, enter(rooms, LOBBY, ""));
    assertEquals(1, rooms.refusedForOverload());
    await(() -> rooms.overload().compareTo(Overload.SLOWER_PASSAGES) >= 0);
    int slowed = lobby.size() + 2;
    await(() -> lobby.size() > slowed + 10);
    for (int tick : lobby.subList(slowed, slowed + 10)) {
      assertEquals(0, tick % 2, "the lobby makes every second tick");
    }
    slow.forEach(room -> room.publishNanos = 0);
    await(() -> rooms.overload() == Overload.NONE);
    assertEquals(Entry.ENTERED, enter(rooms, LOBBY, ""));
    int calm = lobby.size();
    await(() -> lobby.stream().skip(calm).anyMatch(tick -> tick % 2 != 0));
    assertEquals(3, rooms.participants(), "nobody inside was dropped");
  }

  @Test
  void aServerWhoseSocketsAreFullClosesItsDoors() throws Exception {
    AtomicBoolean full = new AtomicBoolean(true);
    AtomicLong worked = new AtomicLong();
    Rooms rooms = rooms(1, List.of(() -> worked.addAndGet(full.get() ? 2 * LOOK_EVERY_NANOS : 0)));
    await(() -> rooms.overload() != Overload.NONE);
    assertEquals(Entry.OVERLOADED, enter(rooms, LOBBY, ""));
    full.set(false);
    await(() -> rooms.overload() == Overload.NONE);
    assertEquals(Entry.ENTERED, enter(rooms, LOBBY, ""));
  }

  @Test
  void aBusyOwnerGivesRoomsToAnIdleOne() throws Exception {
    Rooms rooms = rooms(2);
    for (int i = 0; i < 8; i++) {
      enter(rooms, CONSULTATION, "copy-" + i);
    }
    await(() -> slow.stream().allMatch(room -> room.owner != null));
    Thread busy = slow.getFirst().owner;
    List<SlowReplicator> heavy =
        slow.stream().filter(room -> Objects.equals(room.owner, busy)).toList();
    assertEquals(4, heavy.size());
    heavy.forEach(room -> room.publishNanos = 7_000_000);
    await(() -> heavy.stream().anyMatch(room -> !Objects.equals(room.owner, busy)));
    assertTrue(rooms.loads().stream().anyMatch(load -> load.arrivals() > 0));
    assertEquals(8, rooms.participants());
  }

  /** Sends nothing and takes its time. */
  private static final class SlowReplicator extends ToldNobody {
    final List<Integer> ticks = new CopyOnWriteArrayList<>();
    volatile @Nullable Thread owner;
    volatile long publishNanos;
    private final Room room;

    SlowReplicator(Room room) {
      this.room = room;
    }

    @Override
    public void publish() {
      owner = Thread.currentThread();
      ticks.add(room.tick());
      long until = System.nanoTime() + publishNanos;
      while (System.nanoTime() < until) {
        LockSupport.parkNanos(until - System.nanoTime());
      }
    }
  }
}
