package org.asclepion.host.room;

import java.util.ArrayDeque;
import java.util.List;
import org.asclepion.world.intent.Intent;

/**
 * The queue through which everything reaches a room. Any thread offers; the room's owner drains.
 *
 * <p>Participants' intents are bounded ({@link #offer}). What the server itself owes a room
 * (arrivals, departures, relays between rooms) must not be lost to a flood; there is at most a
 * handful per participant and aperture, and {@link #post} always succeeds.
 *
 * <p>Pose samples are copied into messages that the mailbox keeps and uses again, so a room at work
 * makes no garbage for them; they keep their place among the other messages.
 */
public final class Mailbox {
  /** Intents of participants waiting at once; at 30 Hz that is 61,000 a second. */
  public static final int BOUND = 2_048;

  /** Messages for poses that are kept for the next ones; two ticks of a full hall. */
  static final int MAX_SPARE = 1_024;

  private final int bound;
  private final Runnable wake;
  private final ArrayDeque<RoomMessage> queue = new ArrayDeque<>();
  private final ArrayDeque<RoomMessage.Pose> spare = new ArrayDeque<>();
  private int intents;

  public Mailbox(Runnable wake) {
    this(BOUND, wake);
  }

  /** For tests: a smaller one. */
  Mailbox(int bound, Runnable wake) {
    this.bound = bound;
    this.wake = wake;
  }

  /** Offers a participant's intent; false when the mailbox is at its bound. */
  public boolean offer(RoomMessage.Want want) {
    synchronized (queue) {
      if (intents >= bound) {
        return false;
      }
      intents++;
      queue.add(want);
    }
    wake.run();
    return true;
  }

  /**
   * Offers a participant's pose sample; false when the mailbox is at its bound.
   *
   * @param sample is copied and stays the caller's
   * @param readNanos when it was read from the socket
   */
  public boolean offer(Intent.PoseSample sample, long readNanos) {
    synchronized (queue) {
      if (intents >= bound) {
        return false;
      }
      intents++;
      RoomMessage.Pose pose = spare.poll();
      if (pose == null) {
        pose = new RoomMessage.Pose();
      }
      pose.set(sample, readNanos);
      queue.add(pose);
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

  /** Moves everything to {@code into}, oldest first. For the room's owner alone. */
  public void drain(List<RoomMessage> into) {
    synchronized (queue) {
      for (RoomMessage message = queue.poll(); message != null; message = queue.poll()) {
        into.add(message);
      }
      intents = 0;
    }
  }

  /** Empties {@code drained}, whose messages nobody needs any more. */
  void recycle(List<RoomMessage> drained) {
    synchronized (queue) {
      for (int i = 0; i < drained.size() && spare.size() < MAX_SPARE; i++) {
        if (drained.get(i) instanceof RoomMessage.Pose pose) {
          spare.add(pose);
        }
      }
    }
    drained.clear();
  }

  /** How many messages are kept for the poses to come. */
  int spares() {
    synchronized (queue) {
      return spare.size();
    }
  }

  boolean isEmpty() {
    synchronized (queue) {
      return queue.isEmpty();
    }
  }
}
