package org.asclepion.host.room;

import org.asclepion.world.audience.Audience;
import org.asclepion.world.audience.Revoked;

/**
 * Told who may hear and see whom in each room, for whoever carries sound and pictures. Called by
 * rooms' owner threads, in the tick of the cause; implementations hand over and return at once.
 *
 * <p>Nothing may pass that the last audience of its room does not have. An edge through an aperture
 * holds only while the speaker's room {@linkplain Audience#letsOut lets the speaker out} there.
 */
public interface AudienceSink {
  /** These permissions are over. Comes before the audience that has them no more. */
  void revoked(RoomKey room, int tick, Revoked revoked);

  /** From now on this holds, in place of the room's audience before. */
  void published(RoomKey room, Audience audience);

  /** The room makes no more ticks: whatever it allowed is over. */
  void ended(RoomKey room);

  /** This sink, and then another. */
  default AudienceSink and(AudienceSink other) {
    return new AudienceSinkPair(this, other);
  }
}
