package org.asclepion.host.room;

import java.util.ArrayDeque;
import java.util.List;

/**
 * The queue through which everything reaches a room. Any thread offers; the room's owner drains.
 *
 * <p>Participants' intents are bounded ({@link #offer}). What the server itself owes a room
 * (arrivals, departures, relays between rooms) must not be lost to a flood; there is at most a
 * handful per participant and aperture, and {@link #post} always succeeds.
 */
public final class Mailbox {
  /** Intents of participants waiting at once; at 30 Hz that is 61,000 a second. */
  public static final int BOUND = 2_048;

  private final Runnable wake;
  private final ArrayDeque<RoomMessage> queue = new ArrayDeque<>();
  private int intents;

  Mailbox(Runnable wake) {
    this.wake = wake;
  }

  /** Offers a participant's intent; false when the mailbox is at its bound. */
  public boolean offer(RoomMessage.Want want) {
    synchronized (queue) {
      if (intents >= BOUND) {
        return false;
      }
      intents++;
      queue.add(want);
    }
    wake.run();
    return true;
  }

  /** Puts in what the server itself has to say. */
  public void post(RoomMessage message) {
    synchronized (queue) {
      queue.add(message);
    }
    wake.run();
  }

  /** Moves everything to {@code into}, oldest first. */
  void drain(List<RoomMessage> into) {
    synchronized (queue) {
      into.addAll(queue);
      queue.clear();
      intents = 0;
    }
  }

  boolean isEmpty() {
    synchronized (queue) {
      return queue.isEmpty();
    }
  }
}
