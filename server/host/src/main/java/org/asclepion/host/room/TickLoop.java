package org.asclepion.host.room;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
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
 *
 * <p>A room goes to another loop between two of its ticks: its owner takes it from the schedule,
 * names the new owner and puts it into that one's {@code arrivals}. From then on the old owner
 * never touches it. Who wakes a room asks the loop that was its owner a moment ago; a loop that is
 * asked for a room it has given away passes that on.
 */
final class TickLoop implements Runnable {
  /** Ticks a room may be late before it skips. */
  static final int CATCH_UP = 2;

  /** A tick that begins later than this part of its period counts as late. */
  private static final int LATE_DIVISOR = 4;

  /** What is due within this is due now: shorter sleeps cost more than they wait. */
  private static final long SLACK_NANOS = 50_000;

  private static final Logger LOG = LogManager.getLogger(TickLoop.class);

  /** Asked on the loop's thread whether a room that has been empty for long may be forgotten. */
  interface Retirement {
    void retire(ScheduledRoom room);
  }

  /** How a loop tells the time and waits; a test has its own. */
  interface Waiting {
    long nanoTime();

    /** Returns when so much time has passed, when the loop was unparked, or for no reason. */
    void park(TickLoop loop, long nanos);

    void unpark(TickLoop loop);
  }

  /** The machine's time and threads. */
  private static final class RealWaiting implements Waiting {
    @Override
    public long nanoTime() {
      return System.nanoTime();
    }

    @Override
    public void park(TickLoop loop, long nanos) {
      LockSupport.parkNanos(loop, nanos);
    }

    @Override
    public void unpark(TickLoop loop) {
      LockSupport.unpark(loop.thread);
    }
  }

  private final Thread thread;
  private final Waiting waiting;
  private final Journal journal;
  private final TickMeter meter;
  private final Retirement retirement;
  private final Supplier<Overload> overload;
  private final LongSupplier work;
  private final Phases phases = new Phases();
  private final Queue<ScheduledRoom> woken = new ConcurrentLinkedQueue<>();
  private final Agenda schedule = new Agenda();

  /** Rooms that have made their tick in this turn. */
  private final List<ScheduledRoom> ticked = new ArrayList<>();

  /** Rooms that fell asleep, oldest first; one that woke since is passed over. */
  private final ArrayDeque<Nap> naps = new ArrayDeque<>();

  private record Nap(ScheduledRoom room, long sinceNanos) {}

  /** Rooms given to this loop. */
  private final Queue<ScheduledRoom> arrivals = new ConcurrentLinkedQueue<>();

  private final Queue<Gift> gifts = new ConcurrentLinkedQueue<>();

  /** What this loop is to give away: rooms that make up {@code fraction} of its work. */
  private record Gift(double fraction, TickLoop to) {}

  private final LoopLoad load = new LoopLoad();
  private volatile boolean running = true;

  /**
   * @param overload what the server does without at present
   * @param work how much the thread that asks has worked, in nanoseconds; see {@link WorkClock}
   */
  TickLoop(
      String name,
      Journal journal,
      TickMeter meter,
      Retirement retirement,
      Supplier<Overload> overload,
      LongSupplier work) {
    this(name, journal, meter, retirement, overload, work, new RealWaiting());
  }

  /** For tests: in another time. */
  TickLoop(
      String name,
      Journal journal,
      TickMeter meter,
      Retirement retirement,
      Supplier<Overload> overload,
      LongSupplier work,
      Waiting waiting) {
    this.waiting = waiting;
    this.overload = overload;
    this.work = work;
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
    waiting.unpark(this);
    thread.join();
  }

  /** What the loop has done so far. */
  LoopLoad load() {
    return load;
  }

  /** Has the room tick again if it sleeps; any thread. */
  static void wake(ScheduledRoom room) {
    if (!room.isScheduled()) {
      TickLoop owner = room.owner();
      owner.woken.add(room);
      owner.rouse();
    }
  }

  /**
   * Gives rooms that make up about this fraction of the loop's work, and not more, to another loop;
   * any thread.
   */
  void give(double fraction, TickLoop to) {
    gifts.add(new Gift(fraction, to));
    rouse();
  }

  private void rouse() {
    if (!Thread.currentThread().equals(thread)) {
      waiting.unpark(this);
    }
  }

  @Override
  public void run() {
    while (running) {
      long idle = look();
      if (idle > 0) {
        waiting.park(this, idle);
      }
    }
  }

  /**
   * Does what others asked for and what is due; answers for how many nanoseconds there is nothing
   * else to do unless somebody rouses the loop.
   */
  long look() {
    giveAway();
    takeIn();
    scheduleWoken();
    long now = waiting.nanoTime();
    retireOld(now);
    if (schedule.isEmpty()) {
      return naps.isEmpty() ? Long.MAX_VALUE : Rooms.RETIRE_AFTER_NANOS;
    }
    if (schedule.firstNanos() > now + SLACK_NANOS) {
      return schedule.firstNanos() - now;
    }
    long worked = work.getAsLong();
    load.begin(now);
    turn(now + SLACK_NANOS);
    load.end(work.getAsLong() - worked, schedule.size());
    return 0;
  }

  private void turn(long now) {
    while (!schedule.isEmpty() && schedule.firstNanos() <= now) {
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
    long begun = waiting.nanoTime();
    long late = Math.max(0, scheduled.lateNanos(begun));
    meter.late(late);
    load.ticked(late > room.clock().periodNanos() / LATE_DIVISOR);
    int skipped = scheduled.catchUp(CATCH_UP, begun);
    if (skipped > 0) {
      load.skipped(skipped);
      journal.overrun(room.key(), skipped);
    }
    try {
      room.tick(scheduled.next());
    } catch (RuntimeException e) {
      // One room is one failure domain: its fault must not stop the others on this thread.
      LOG.error("room {} failed in tick {}", room.key().template(), scheduled.next(), e);
    }
    long spent = waiting.nanoTime() - begun;
    meter.ticked(spent);
    scheduled.spent(spent);
    scheduled.ticked(room.pace(overload.get()));
  }

  private static void flush(ScheduledRoom scheduled) {
    try {
      scheduled.room.flush();
    } catch (RuntimeException e) {
      LOG.error("room {} failed to write out", scheduled.room.key().template(), e);
    }
  }

  private void giveAway() {
    for (Gift gift = gifts.poll(); gift != null; gift = gifts.poll()) {
      List<ScheduledRoom> rooms = schedule.rooms();
      long work = 0;
      for (ScheduledRoom room : rooms) {
        work += room.spentNanos();
      }
      double left = gift.fraction() * work;
      for (ScheduledRoom room : rooms) {
        if (room.spentNanos() > 0 && room.spentNanos() <= left) {
          left -= room.spentNanos();
          schedule.remove(room);
          room.ownedBy(gift.to());
          gift.to().arrivals.add(room);
        }
      }
      gift.to().rouse();
    }
  }

  private void takeIn() {
    for (ScheduledRoom room = arrivals.poll(); room != null; room = arrivals.poll()) {
      schedule.add(room);
      load.arrived();
    }
  }

  private void scheduleWoken() {
    for (ScheduledRoom room = woken.poll(); room != null; room = woken.poll()) {
      if (!room.owner().equals(this)) {
        wake(room);
      } else if (!room.isScheduled()) {
        room.wake(waiting.nanoTime());
        schedule.add(room);
      }
    }
  }

  private void retireOld(long now) {
    while (!naps.isEmpty() && now - naps.peek().sinceNanos() >= Rooms.RETIRE_AFTER_NANOS) {
      Nap nap = naps.remove();
      ScheduledRoom room = nap.room();
      if (room.owner().equals(this)
          && !room.isScheduled()
          && room.asleepSinceNanos() == nap.sinceNanos()) {
        retirement.retire(room);
      }
    }
  }

  private void sleep(ScheduledRoom room) {
    room.sleep(waiting.nanoTime());
    if (room.room.isTransient()) {
      naps.add(new Nap(room, room.asleepSinceNanos()));
    }
    // Something may have come in between the look that found it empty and the line above.
    if (room.room.isAwake()) {
      woken.add(room);
    }
  }
}
