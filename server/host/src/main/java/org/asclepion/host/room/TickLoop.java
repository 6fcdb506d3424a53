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
 * One platform thread that owns a set of rooms and ticks each by its own absolute deadlines.
 *
 * <p>A room's tick t is due at its epoch + t periods, whatever happened to the ticks before. It may
 * begin earlier, when everybody's sample for it is there ({@link ScheduledRoom}); its number and
 * its time are the same. A late room is ticked at once; a room more than {@link #CATCH_UP} ticks
 * late skips to the newest tick due (its tick number jumps, so its time stays true) and the skipped
 * ones are counted. Deadlines of rooms meet in phase groups ({@link Phases}), and rooms whose turn
 * it is together are all stepped before any of their frames is flushed. A room with nobody in it
 * and nothing in its mailbox sleeps; the mailbox wakes it.
 */
final class TickLoop implements Runnable {
  /** Ticks a room may be late before it skips. */
  static final int CATCH_UP = 2;

  /** What is due within this is due now: shorter sleeps cost more than they wait. */
  private static final long SLACK_NANOS = 50_000;

  private static final Logger LOG = LogManager.getLogger(TickLoop.class);

  /** Asked on the loop's thread whether a room that has been empty for long may be forgotten. */
  interface Retirement {
    void retire(ScheduledRoom room);
  }

  private final Thread thread;
  private final Journal journal;
  private final TickMeter meter;
  private final Retirement retirement;
  private final Phases phases = new Phases();
  private final Queue<ScheduledRoom> woken = new ConcurrentLinkedQueue<>();
  private final PriorityQueue<ScheduledRoom> schedule =
      new PriorityQueue<>(Comparator.comparingLong(ScheduledRoom::lookNanos));

  /** Rooms that fell asleep, oldest first; one that woke since is passed over. */
  private final ArrayDeque<Nap> naps = new ArrayDeque<>();

  private record Nap(ScheduledRoom room, long sinceNanos) {}

  private volatile boolean running = true;

  TickLoop(String name, Journal journal, TickMeter meter, Retirement retirement) {
    this.journal = journal;
    this.meter = meter;
    this.retirement = retirement;
    this.thread = Thread.ofPlatform().name(name).unstarted(this);
  }

  /** The moments at which this loop's rooms tick. */
  Phases phases() {
    return phases;
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

  /** Has the room tick again if it sleeps; any thread. */
  void wake(ScheduledRoom room) {
    if (!room.isScheduled()) {
      woken.add(room);
      if (!Thread.currentThread().equals(thread)) {
        LockSupport.unpark(thread);
      }
    }
  }

  @Override
  public void run() {
    List<ScheduledRoom> turn = new ArrayList<>();
    while (running) {
      scheduleWoken();
      long now = System.nanoTime();
      retireOld(now);
      ScheduledRoom first = schedule.peek();
      if (first != null && first.lookNanos() <= now + SLACK_NANOS) {
        turn(now + SLACK_NANOS, turn);
      } else if (first != null) {
        LockSupport.parkNanos(this, first.lookNanos() - now);
      } else if (!naps.isEmpty()) {
        LockSupport.parkNanos(this, Rooms.RETIRE_AFTER_NANOS);
      } else {
        LockSupport.park(this);
      }
    }
  }

  private void turn(long now, List<ScheduledRoom> ticked) {
    while (!schedule.isEmpty() && schedule.peek().lookNanos() <= now) {
      ScheduledRoom room = schedule.remove();
      if (room.isReady(now)) {
        tick(room);
        ticked.add(room);
      } else {
        schedule.add(room);
      }
    }
    for (ScheduledRoom room : ticked) {
      flush(room);
      if (room.room.isAwake()) {
        schedule.add(room);
      } else {
        sleep(room);
      }
    }
    ticked.clear();
  }

  private void tick(ScheduledRoom scheduled) {
    RoomRunner room = scheduled.room;
    long begun = System.nanoTime();
    meter.late(Math.max(0, scheduled.lateNanos(begun)));
    int skipped = scheduled.catchUp(CATCH_UP, begun);
    if (skipped > 0) {
      journal.overrun(room.key(), skipped);
    }
    try {
      room.tick(scheduled.next());
    } catch (RuntimeException e) {
      // One room is one failure domain: its fault must not stop the others on this thread.
      LOG.error("room {} failed in tick {}", room.key().template(), scheduled.next(), e);
    }
    meter.ticked(System.nanoTime() - begun);
    scheduled.ticked();
  }

  private static void flush(ScheduledRoom scheduled) {
    try {
      scheduled.room.flush();
    } catch (RuntimeException e) {
      LOG.error("room {} failed to write out", scheduled.room.key().template(), e);
    }
  }

  private void scheduleWoken() {
    for (ScheduledRoom room = woken.poll(); room != null; room = woken.poll()) {
      if (!room.isScheduled()) {
        room.wake(System.nanoTime());
        schedule.add(room);
      }
    }
  }

  private void retireOld(long now) {
    while (!naps.isEmpty() && now - naps.peek().sinceNanos() >= Rooms.RETIRE_AFTER_NANOS) {
      Nap nap = naps.remove();
      ScheduledRoom room = nap.room();
      if (!room.isScheduled() && room.asleepSinceNanos() == nap.sinceNanos()) {
        retirement.retire(room);
      }
    }
  }

  private void sleep(ScheduledRoom room) {
    room.sleep(System.nanoTime());
    if (room.room.isTransient()) {
      naps.add(new Nap(room, room.asleepSinceNanos()));
    }
    // Something may have come in between the look that found it empty and the line above.
    if (room.room.isAwake()) {
      woken.add(room);
    }
  }
}
