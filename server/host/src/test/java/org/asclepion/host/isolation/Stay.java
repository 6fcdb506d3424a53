package org.asclepion.host.isolation;

import org.asclepion.host.room.RoomKey;

/**
 * One body in one room from one tick to another, as the journal told it. Guarded by the {@link
 * Instance} it is in.
 */
final class Stay {
  final Person person;
  final RoomKey key;
  final int slot;

  /** The first tick with the body in the room. */
  final int enter;

  final long enterNanos;

  /** The first tick without it. */
  volatile int leave = Integer.MAX_VALUE;

  volatile long leaveNanos = Long.MAX_VALUE;

  Stay(Person person, RoomKey key, int slot, int enter, long enterNanos) {
    this.person = person;
    this.key = key;
    this.slot = slot;
    this.enter = enter;
    this.enterNanos = enterNanos;
  }

  boolean covers(int tick) {
    return enter <= tick && tick < leave;
  }

  @Override
  public String toString() {
    return person + " slot " + slot + " of " + key + " ticks " + enter + ".." + leave;
  }
}
