package org.asclepion.host.transport;

import io.micrometer.core.instrument.Counter;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;
import org.asclepion.host.meter.Durations;
import org.asclepion.protocol.v1.Error;

/** The port's meters. Any thread. */
public final class TransportMetrics {
  final AtomicInteger sockets;
  final AtomicInteger webSockets;
  final Counter framesIn;
  final Counter framesOut;
  final Counter bytesIn;
  final Counter bytesOut;
  final Counter backPressured;
  final Counter throttled;

  /** From the read of a pose from its socket to the write of a frame that carries it. */
  final Durations serverAdded;

  private final Map<Error.Code, Counter> faults = new EnumMap<>(Error.Code.class);
  private final PrometheusMeterRegistry registry;

  public TransportMetrics(PrometheusMeterRegistry registry) {
    this.registry = registry;
    sockets = gauge("asclepion.sockets", "Open sockets of any kind");
    webSockets = gauge("asclepion.connections", "Open WebSocket connections");
    framesIn = counter("asclepion.frames.in", "Client frames received");
    framesOut = counter("asclepion.frames.out", "Server frames written");
    bytesIn = counter("asclepion.bytes.in", "WebSocket payload bytes received");
    bytesOut = counter("asclepion.bytes.out", "WebSocket payload bytes written");
    backPressured = counter("asclepion.backpressured", "Frames refused by a full outbox");
    throttled = counter("asclepion.throttled", "Times a connection's reading was paused");
    serverAdded =
        Durations.in(
            registry,
            "asclepion_server_added_seconds",
            "A pose, from its read from the socket to the write of a frame that carries it");
    for (Error.Code code : Error.Code.values()) {
      if (code == Error.Code.UNRECOGNIZED) {
        continue;
      }
      faults.put(
          code,
          Counter.builder("asclepion.faults")
              .description("Connections ended by a fault")
              .tag(
                  "code",
                  code.name().substring("CODE_".length()).toLowerCase(java.util.Locale.ROOT))
              .register(registry));
    }
  }

  void fault(Error.Code code) {
    Objects.requireNonNull(faults.get(code)).increment();
  }

  /** Counts a socket or an upgrade that was refused, by a fixed reason. */
  void refused(String reason) {
    registry.counter("asclepion.refused", "reason", reason).increment();
  }

  private Counter counter(String name, String description) {
    return Counter.builder(name).description(description).register(registry);
  }

  private AtomicInteger gauge(String name, String description) {
    AtomicInteger value = new AtomicInteger();
    io.micrometer.core.instrument.Gauge.builder(name, value, AtomicInteger::get)
        .description(description)
        .register(registry);
    return value;
  }
}
