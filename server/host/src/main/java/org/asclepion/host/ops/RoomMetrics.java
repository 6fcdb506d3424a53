package org.asclepion.host.ops;

import io.micrometer.core.instrument.Counter;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.asclepion.host.meter.Durations;
import org.asclepion.host.room.Journal;
import org.asclepion.host.room.RoomKey;
import org.asclepion.host.room.TickMeter;
import org.asclepion.world.intent.Refused;
import org.asclepion.world.room.Outcome.Corrected;

/** What rooms do, as figures: counts and times, never who. Any thread. */
public final class RoomMetrics implements Journal, TickMeter {
  private final Counter entered;
  private final Counter left;
  private final Counter overruns;
  private final Durations ticks;
  private final Durations lateness;
  private final Map<Refused, Counter> refused = new EnumMap<>(Refused.class);
  private final Map<Corrected.Kind, Counter> corrected = new EnumMap<>(Corrected.Kind.class);

  public RoomMetrics(PrometheusMeterRegistry registry) {
    entered = registry.counter("asclepion.room.entered");
    left = registry.counter("asclepion.room.left");
    overruns = registry.counter("asclepion.tick.overruns");
    ticks = Durations.in(registry, "asclepion_tick_seconds", "One room's tick");
    lateness =
        Durations.in(
            registry, "asclepion_tick_lateness_seconds", "From when a tick was due to its start");
    for (Refused reason : Refused.values()) {
      refused.put(reason, registry.counter("asclepion.refused", "reason", word(reason)));
    }
    for (Corrected.Kind kind : Corrected.Kind.values()) {
      corrected.put(kind, registry.counter("asclepion.corrected", "kind", word(kind)));
    }
  }

  private static String word(Enum<?> value) {
    return value.name().toLowerCase(Locale.ROOT);
  }

  @Override
  public void entered(RoomKey room, int tick, long participant, int slot) {
    entered.increment();
  }

  @Override
  public void left(RoomKey room, int tick, long participant, int slot) {
    left.increment();
  }

  @Override
  public void refused(RoomKey room, Refused reason) {
    Objects.requireNonNull(refused.get(reason)).increment();
  }

  @Override
  public void corrected(RoomKey room, Corrected.Kind kind) {
    Objects.requireNonNull(corrected.get(kind)).increment();
  }

  @Override
  public void overrun(RoomKey room, int missed) {
    overruns.increment(missed);
  }

  @Override
  public void ticked(long nanos) {
    ticks.record(nanos);
  }

  @Override
  public void late(long nanos) {
    lateness.record(nanos);
  }
}
