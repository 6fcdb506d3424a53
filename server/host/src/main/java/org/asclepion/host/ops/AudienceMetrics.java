package org.asclepion.host.ops;

import io.micrometer.core.instrument.Counter;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import org.asclepion.host.room.AudienceSink;
import org.asclepion.host.room.RoomKey;
import org.asclepion.world.audience.Audience;
import org.asclepion.world.audience.Revoked;

/** How often rooms say anew who hears whom, and how much they take back, as figures. Any thread. */
public final class AudienceMetrics implements AudienceSink {
  private final Counter published;
  private final Counter revoked;

  public AudienceMetrics(PrometheusMeterRegistry registry) {
    published = registry.counter("asclepion.audience.published");
    revoked = registry.counter("asclepion.audience.revoked.edges");
  }

  @Override
  public void revoked(RoomKey room, int tick, Revoked edges) {
    revoked.increment(edges.edges().size());
  }

  @Override
  public void published(RoomKey room, Audience audience) {
    published.increment();
  }

  @Override
  public void ended(RoomKey room) {}
}
