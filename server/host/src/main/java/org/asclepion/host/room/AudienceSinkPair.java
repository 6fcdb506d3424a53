package org.asclepion.host.room;

import org.asclepion.world.audience.Audience;
import org.asclepion.world.audience.Revoked;

/** Tells two sinks the same, one after the other. */
record AudienceSinkPair(AudienceSink first, AudienceSink second) implements AudienceSink {
  @Override
  public void revoked(RoomKey room, int tick, Revoked revoked) {
    first.revoked(room, tick, revoked);
    second.revoked(room, tick, revoked);
  }

  @Override
  public void published(RoomKey room, Audience audience) {
    first.published(room, audience);
    second.published(room, audience);
  }

  @Override
  public void ended(RoomKey room) {
    first.ended(room);
    second.ended(room);
  }
}
