package org.asclepion.host.room;

import io.netty.buffer.ByteBuf;
import org.asclepion.world.intent.Intent;
import org.jspecify.annotations.Nullable;

/** What can lie in a room's mailbox. Immutable, {@link Pose} apart. */
public sealed interface RoomMessage {
  /** An intent other than a pose sample. */
  record Want(Intent intent) implements RoomMessage {}

  /** A pose sample and when it was read from the socket. Made and used again by its mailbox. */
  final class Pose implements RoomMessage {
    private final Intent.PoseSample sample = new Intent.PoseSample();
    private long readNanos;

    Pose() {}

    void set(Intent.PoseSample wanted, long readNanos) {
      sample.set(wanted);
      this.readNanos = readNanos;
    }

    Intent.PoseSample sample() {
      return sample;
    }

    /** {@code System.nanoTime}. */
    long readNanos() {
      return readNanos;
    }
  }

  /** A body arrives, and this is where its frames go. A place has been reserved for it. */
  record Join(Intent.Arrive arrive, Visitor visitor) implements RoomMessage {}

  /** The participant has a new connection and must be told everything again. */
  record Reattach(long participant) implements RoomMessage {}

  /** The participant could not apply a delta of this scope stream. */
  record Resync(long participant, int scopeNumber) implements RoomMessage {}

  /**
   * From the room beyond an aperture: it looks in and needs a keyframe ({@code wanted}), or it no
   * longer looks in.
   */
  record Look(int aperture, boolean wanted, Mailbox viewer) implements RoomMessage {}

  /** From the room beyond an aperture: its people can hear through it, or no longer. */
  record Listen(int aperture, boolean wanted, Mailbox listener) implements RoomMessage {}

  /**
   * From the room beyond an aperture: what is to be seen through it. The buffers are encoded once
   * by their owner and passed on as they are; whoever takes the message from the mailbox releases
   * them.
   *
   * @param scopeNumber of the stream
   * @param opened the ScopeOpened frame, to precede a keyframe
   * @param keyframe state as of this tick, or null when nobody asked
   * @param delta from the tick before, or null when nothing changed
   */
  record Seen(
      int aperture,
      int scopeNumber,
      ByteBuf opened,
      @Nullable ByteBuf keyframe,
      @Nullable ByteBuf delta)
      implements RoomMessage {}
}
