package org.asclepion.host.ops;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.List;
import org.asclepion.host.room.LoopLoad;
import org.asclepion.host.room.Rooms;

/** What the threads that own rooms do, and what an overloaded server does without. Any thread. */
public final class OwnerMetrics {
  private static final double NANOS = 1e-9;

  private OwnerMetrics() {}

  /** Registers the meters of these rooms. */
  public static void bind(Rooms rooms, MeterRegistry registry) {
    List<LoopLoad> loads = rooms.loads();
    for (int i = 0; i < loads.size(); i++) {
      String owner = Integer.toString(i);
      LoopLoad load = loads.get(i);
      FunctionCounter.builder("asclepion.owner.busy.seconds", load, OwnerMetrics::busySeconds)
          .description("CPU time spent on rooms; its rate is the owner's load, 1 is full")
          .tag("owner", owner)
          .register(registry);
      FunctionCounter.builder("asclepion.owner.ticks", load, LoopLoad::ticks)
          .description("Ticks made")
          .tag("owner", owner)
          .register(registry);
      FunctionCounter.builder("asclepion.owner.ticks.late", load, LoopLoad::lateTicks)
          .description("Ticks that began more than a quarter of their period late")
          .tag("owner", owner)
          .register(registry);
      FunctionCounter.builder("asclepion.owner.arrivals", load, LoopLoad::arrivals)
          .description("Rooms taken over from busier owners")
          .tag("owner", owner)
          .register(registry);
      Gauge.builder("asclepion.owner.rooms", load, LoopLoad::rooms)
          .description("Rooms awake")
          .tag("owner", owner)
          .register(registry);
    }
    Gauge.builder("asclepion.overload.level", rooms, all -> all.overload().number())
        .description("0 all is well, 1 nobody new, 2 and more: kinds of rooms at half their rate")
        .register(registry);
    FunctionCounter.builder("asclepion.overload.refused", rooms, Rooms::refusedForOverload)
        .description("Newcomers who were asked to try again")
        .register(registry);
  }

  private static double busySeconds(LoopLoad load) {
    return load.busyNanos() * NANOS;
  }
}
