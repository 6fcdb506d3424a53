package org.asclepion.host.room;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.locks.LockSupport;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;

/**
 * One platform thread that owns a set of rooms and ticks each at its own absolute deadlines.
 *
 * <p>A room's tick t is due at its epoch + t periods, whatever happened to the ticks before. A late
 * room is ticked at once; a room more than {@link #CATCH_UP} ticks late skips to the newest tick
 * due (its tick number jumps, so its time stays true) and the skipped ones are counted. Rooms due
 * in the same turn are all stepped before any of their frames is flushed. A room with nobody in it
 * and nothing in its mailbox sleeps; the mailbox wakes it.
 */
final class TickLoop implements Runnable {
  /** Ticks a room may be late before it skips. */
  static final int CATCH_UP = 2;

  private static final Logger LOG = LogManager.getLogger(TickLoop.class);

  /** Asked on the loop's thread whether a room that has been empty for long may be forgotten. */
  interface Retirement {
    void retire(RoomRunner room);
  }

  private static final class Slot {
    final RoomRunner room;
    final Journal journal;
    final Retirement retirement;
    volatile boolean scheduled;
    int next;
    long dueNanos;
    long asleepSinceNanos;

    Slot(RoomRunner room, Journal journal, Retirement retirement) {
      this.room = room;
      this.journal = journal;
      this.retirement = retirement;
    }
  }

  private final Thread thread;
  private final TickMeter meter;
  private final Queue<Slot> woken = new ConcurrentLinkedQueue<>();
  private final PriorityQueue<Slot> schedule =
      new PriorityQueue<>(Comparator.comparingLong(slot -> slot.dueNanos));

  /** Rooms that fell asleep, oldest first; one that woke since is passed over. */
  private final ArrayDeque<Nap> naps = new ArrayDeque<>();

  private record Nap(Slot slot, long sinceNanos) {}

  private volatile boolean running = true;

  TickLoop(String name, TickMeter meter) {
    this.meter = meter;
    this.thread = Thread.ofPlatform().name(name).unstarted(this);
  }

  void start() {
    thread.start();
  }

  /** Stops after the turn under way and waits for it. */
  void stop() throws InterruptedException {
    running = false;
    LockSupport.unpark(thread);
    thread.join();
  }

  /** Takes a room in; the answer wakes it, from any thread. */
  Runnable add(RoomRunner room, Journal journal, Retirement retirement) {
    Slot slot = new Slot(room, journal, retirement);
    return () -> wake(slot);
  }

  private void wake(Slot slot) {
    if (!slot.scheduled) {
      woken.add(slot);
      if (!Thread.currentThread().equals(thread)) {
        LockSupport.unpark(thread);
      }
    }
  }

  @Override
  public void run() {
    List<Slot> turn = new ArrayList<>();
    while (running) {
      scheduleWoken();
      long now = System.nanoTime();
      retireOld(now);
      Slot first = schedule.peek();
      if (first != null && first.dueNanos <= now) {
        tickDue(now, turn);
      } else if (first != null) {
        LockSupport.parkNanos(this, first.dueNanos - now);
      } else if (!naps.isEmpty()) {
        LockSupport.parkNanos(this, Rooms.RETIRE_AFTER_NANOS);
      } else {
        LockSupport.park(this);
      }
    }
  }

  private void tickDue(long now, List<Slot> turn) {
    while (!schedule.isEmpty() && schedule.peek().dueNanos <= now) {
      Slot slot = schedule.remove();
      tick(slot, now);
      turn.add(slot);
    }
    for (Slot slot : turn) {
      slot.room.flush();
      if (slot.room.isAwake()) {
        schedule.add(slot);
      } else {
        sleep(slot);
      }
    }
    turn.clear();
  }

  private void tick(Slot slot, long now) {
    RoomRunner room = slot.room;
    int due = tickAt(room, now);
    if (due - slot.next > CATCH_UP) {
      slot.journal.overrun(room.key(), due - slot.next);
      slot.next = due;
    }
    long begun = System.nanoTime();
    try {
      room.tick(slot.next);
    } catch (RuntimeException e) {
      // One room is one failure domain: its fault must not stop the others on this thread.
      LOG.error("room {} failed in tick {}", room.key().template(), slot.next, e);
    }
    meter.ticked(System.nanoTime() - begun);
    slot.next++;
    slot.dueNanos = dueAt(room, slot.next);
  }

  private void scheduleWoken() {
    for (Slot slot = woken.poll(); slot != null; slot = woken.poll()) {
      if (!slot.scheduled) {
        slot.scheduled = true;
        slot.next = Math.max(slot.next, tickAt(slot.room, System.nanoTime()) + 1);
        slot.dueNanos = dueAt(slot.room, slot.next);
        schedule.add(slot);
      }
    }
  }

  private void retireOld(long now) {
    while (!naps.isEmpty() && now - naps.peek().sinceNanos() >= Rooms.RETIRE_AFTER_NANOS) {
      Nap nap = naps.remove();
      Slot slot = nap.slot();
      if (!slot.scheduled && slot.asleepSinceNanos == nap.sinceNanos()) {
        slot.retirement.retire(slot.room);
      }
    }
  }

  private void sleep(Slot slot) {
    slot.asleepSinceNanos = System.nanoTime();
    if (slot.room.isTransient()) {
      naps.add(new Nap(slot, slot.asleepSinceNanos));
    }
    slot.scheduled = false;
    // Something may have come in between the check and the line above.
    if (slot.room.isAwake()) {
      woken.add(slot);
    }
  }

  private static int tickAt(RoomRunner room, long now) {
    Replicator.Clock clock = room.clock();
    return Math.toIntExact((now - clock.epochNanos()) / clock.periodNanos());
  }

  private static long dueAt(RoomRunner room, int tick) {
    Replicator.Clock clock = room.clock();
    return clock.epochNanos() + (long) tick * clock.periodNanos();
  }
}
