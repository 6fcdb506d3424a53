package org.asclepion.host.room;

import org.asclepion.host.room.Replicator.Clock;

/**
 * A room and when its loop is to look at it next. Belongs to the loop that owns the room; only
 * {@link #isScheduled} and {@link #owner} may be read by others.
 *
 * <p>Tick t is due at the clock's t-th period and never begins later for want of looking. Before
 * that the loop looks in at the deadlines of the phase groups in between, and the tick begins as
 * soon as the room is complete: samples then wait for the next group's deadline, not for their own.
 * The first look is one group before the one at which the room was last complete.
 */
final class ScheduledRoom {
  final RoomRunner room;
  private final Runnable leavePhase;
  private final Clock clock;
  private final int stepNanos;

  /** Ticks from one that is made to the next: 1, or 2 where an overloaded server slows the room. */
  private int stride = 1;

  /** Phase groups from the coming look to the tick's deadline; 0 is the deadline itself. */
  private int look;

  /** The look at which the room was last complete. */
  private int completeAt;

  private int next;
  private long lookNanos;
  private long asleepSinceNanos;
  private long spentNanos;
  private volatile boolean scheduled;
  private volatile TickLoop owner;

  /**
   * @param leavePhase gives the room's place in its phase group back
   */
  ScheduledRoom(RoomRunner room, TickLoop owner, Runnable leavePhase) {
    this.room = room;
    this.owner = owner;
    this.leavePhase = leavePhase;
    this.clock = room.clock();
    this.stepNanos = Phases.stepNanos(clock.periodNanos());
  }

  /** Whether it is in its loop's schedule; any thread. */
  boolean isScheduled() {
    return scheduled;
  }

  /** The loop that owns the room; only that loop may give it to another. */
  TickLoop owner() {
    return owner;
  }

  void ownedBy(TickLoop loop) {
    owner = loop;
  }

  /** Counts what the room's ticks cost, so that an owner knows what to give away. */
  void spent(long nanos) {
    // An average over the last 16 ticks or so.
    spentNanos += (nanos - spentNanos) / 16;
  }

  /** What a tick of the room costs, on average. */
  long spentNanos() {
    return spentNanos;
  }

  /** The coming tick. */
  int next() {
    return next;
  }

  /** When to look at the room. */
  long lookNanos() {
    return lookNanos;
  }

  long asleepSinceNanos() {
    return asleepSinceNanos;
  }

  /** Somebody came, or something for it: the next tick is the first that is still ahead. */
  void wake(long now) {
    scheduled = true;
    next = Math.max(next, onStride(tickAt(now) + stride));
    completeAt = 0;
    lookForNext();
  }

  /** Nobody is in it and nothing waits for it. */
  void sleep(long now) {
    asleepSinceNanos = now;
    scheduled = false;
  }

  /** The room is forgotten. */
  void leavePhase() {
    leavePhase.run();
  }

  /** Whether the tick is to begin at this look; if not, the next look is set. */
  boolean isReady(long now) {
    if (look == 0 || now >= clock.at(next)) {
      completeAt = 0;
      return true;
    }
    if (room.isComplete(next)) {
      completeAt = look;
      return true;
    }
    look--;
    lookNanos = clock.at(next) - (long) look * stepNanos;
    return false;
  }

  /** How long ago the coming tick was due; negative while it is early. */
  long lateNanos(long now) {
    return now - clock.at(next);
  }

  /** Skips to the newest tick due when more than {@code most} are; answers how many it skips. */
  int catchUp(int most, long now) {
    int behind = (onStride(tickAt(now)) - next) / stride;
    if (behind <= most) {
      return 0;
    }
    next += behind * stride;
    return behind;
  }

  /** The tick has been made; the next is so many later, and one that this divides. */
  void ticked(int stride) {
    this.stride = stride;
    next = onStride(next + stride);
    lookForNext();
  }

  private int onStride(int tick) {
    return tick - tick % stride;
  }

  private void lookForNext() {
    long earliest = Attendance.earliestNanos(stride * clock.periodNanos());
    look = Math.min(completeAt + 1, (int) (earliest / stepNanos));
    lookNanos = clock.at(next) - (long) look * stepNanos;
  }

  private int tickAt(long now) {
    return Math.toIntExact((now - clock.epochNanos()) / clock.periodNanos());
  }
}
