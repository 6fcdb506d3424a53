package org.asclepion.sdk;

import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;

/**
 * Thousands of alarms on one timer: what is due within the same half of a millisecond rings
 * together, up to that much early, so that a loop wakes up once for all of it. Owned by the
 * client's loop; times are its nanoseconds.
 *
 * <p>Alarms hang in a ring of slots, each a doubly linked list through the alarms themselves; one
 * that is due after more than a turn of the ring is passed over until its turn has come. Setting,
 * cancelling and ringing make no objects.
 */
final class AlarmWheel {
  static final long SLOT_NANOS = 500_000;
  private static final int SLOTS = 256;

  /** Somebody's next moment. Belongs to one wheel. */
  static final class Alarm {
    private final Runnable task;
    private long slot;
    private boolean set;
    private @Nullable Alarm previous;
    private @Nullable Alarm next;

    Alarm(Runnable task) {
      this.task = task;
    }
  }

  private final @Nullable Alarm[] slots = new @Nullable Alarm[SLOTS];
  private final LongConsumer timer;
  private int count;
  private long done;
  private long wakeSlot = Long.MAX_VALUE;
  private @Nullable Alarm following;
  private boolean ringing;

  /**
   * @param timer is told when {@link #ring} is to be called next, in place of what it was told
   *     before
   */
  AlarmWheel(long now, LongConsumer timer) {
    this.timer = timer;
    this.done = Math.floorDiv(now, SLOT_NANOS) - 1;
  }

  /** Has the alarm ring once at a time, and not at the one it was set to before. */
  void set(Alarm alarm, long atNanos) {
    cancel(alarm);
    alarm.slot = Math.max(done + 1, Math.floorDiv(atNanos, SLOT_NANOS));
    alarm.set = true;
    int at = (int) Math.floorMod(alarm.slot, (long) SLOTS);
    Alarm head = slots[at];
    alarm.next = head;
    if (head != null) {
      head.previous = alarm;
    }
    slots[at] = alarm;
    count++;
    wakeBy(alarm.slot);
  }

  void cancel(Alarm alarm) {
    if (!alarm.set) {
      return;
    }
    if (following == alarm) {
      following = alarm.next;
    }
    Alarm before = alarm.previous;
    Alarm after = alarm.next;
    if (before == null) {
      slots[(int) Math.floorMod(alarm.slot, (long) SLOTS)] = after;
    } else {
      before.next = after;
    }
    if (after != null) {
      after.previous = before;
    }
    alarm.previous = null;
    alarm.next = null;
    alarm.set = false;
    count--;
  }

  /** Rings whatever is due, and has the timer set for what is next. */
  void ring(long now) {
    wakeSlot = Long.MAX_VALUE;
    ringing = true;
    long last = Math.floorDiv(now, SLOT_NANOS);
    // After a long sleep one turn of the ring passes every alarm.
    long from = Math.max(done + 1, last - SLOTS + 1);
    for (long slot = from; slot <= last; slot++) {
      done = slot;
      ringSlot((int) Math.floorMod(slot, (long) SLOTS), last);
    }
    ringing = false;
    for (int ahead = 1; count > 0 && ahead <= SLOTS; ahead++) {
      if (slots[(int) Math.floorMod(last + ahead, (long) SLOTS)] != null) {
        wakeBy(last + ahead);
        break;
      }
    }
  }

  private void ringSlot(int index, long last) {
    Alarm alarm = slots[index];
    while (alarm != null) {
      // What rings may cancel any other alarm, also the next one here.
      following = alarm.next;
      if (alarm.slot <= last) {
        cancel(alarm);
        alarm.task.run();
      }
      alarm = following;
    }
    following = null;
  }

  int count() {
    return count;
  }

  private void wakeBy(long slot) {
    if (!ringing && slot < wakeSlot) {
      wakeSlot = slot;
      timer.accept(slot * SLOT_NANOS);
    }
  }
}
