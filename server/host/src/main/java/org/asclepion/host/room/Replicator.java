package org.asclepion.host.room;

import org.asclepion.world.room.Room;

/**
 * Tells the members of one room what its steps changed. Called by the room's owner thread; {@code
 * publish} once after every step, the others between steps.
 */
public interface Replicator {
  /** Makes the replicator of a new room instance. */
  interface Factory {
    Replicator of(Room room, Mailbox mailbox, Clock clock, Neighbours neighbours);
  }

  /**
   * The room's time: tick t is at {@code epochNanos + t * periodNanos}, nanoseconds of the server's
   * clock.
   */
  record Clock(long epochNanos, int periodNanos) {
    /** When tick t is due. */
    public long at(int tick) {
      return epochNanos + (long) tick * periodNanos;
    }
  }

  /** Frames for this participant go here from its arrival on. */
  void admit(long participant, Outbox outbox);

  /** The participant starts again on a new connection. */
  void reattach(long participant);

  /** The participant asks for a keyframe of a stream. */
  void resync(long participant, int scopeNumber);

  /** The room beyond an aperture looks in, or stops. */
  void look(RoomMessage.Look look);

  /** A relay from the room beyond an aperture. Releases its buffers. */
  void seen(RoomMessage.Seen seen);

  /**
   * Members, and those who come, are to send their samples for every so-many-th tick, this long
   * before it is due.
   */
  void phase(int everyTicks, int leadNanos);

  /** Tells no more than the server can now afford. */
  void overload(Overload level);

  /** Sends the frames of the last step. */
  void publish();

  /** Writes out what {@code publish} queued. */
  void flush();

  /** Whether another room looks into this one. */
  boolean isWatched();
}
