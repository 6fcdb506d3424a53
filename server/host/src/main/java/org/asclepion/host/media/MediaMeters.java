package org.asclepion.host.media;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.Locale;
import org.asclepion.media.port.MediaPort;
import org.asclepion.media.port.PortCounter;
import org.asclepion.media.port.PortCounters;
import org.asclepion.media.route.Count;
import org.asclepion.media.route.Router;

/** What the port and the router count, as figures. Static. */
final class MediaMeters {
  private MediaMeters() {}

  static void bind(MeterRegistry registry, MediaPort port, PortCounters counters, Router router) {
    for (PortCounter counter : PortCounter.values()) {
      FunctionCounter.builder("asclepion.media.port", counters, it -> it.get(counter))
          .tag("what", name(counter))
          .register(registry);
    }
    for (Count count : Count.values()) {
      FunctionCounter.builder("asclepion.media.route", router, it -> it.count(count))
          .tag("what", name(count))
          .register(registry);
    }
    Gauge.builder("asclepion.media.peers", port, MediaPort::peers).register(registry);
    Gauge.builder("asclepion.media.addresses", port, MediaPort::addresses).register(registry);
  }

  private static String name(Enum<?> counter) {
    return counter.name().toLowerCase(Locale.ROOT);
  }
}
