package org.asclepion.load;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How a server does over time: one point for each interval of a long run. Owned by the thread that
 * measures; blocks it while it asks the server.
 */
final class Series {
  private static final double BYTES_PER_MB = 1 << 20;

  private final ServerProcess server;
  private final @Nullable Path process;
  private final ArrayNode points = JsonNodeFactory.instance.arrayNode();
  private final long startNanos;
  private Usage usage;
  private Map<String, Double> metrics;

  /** Begins where usage and metrics were taken. */
  Series(ServerProcess server, @Nullable Path process, Usage usage, Map<String, Double> metrics) {
    this.server = server;
    this.process = process;
    this.usage = usage;
    this.metrics = metrics;
    this.startNanos = usage.nanos();
  }

  /** Adds the time since the last point. */
  void add() {
    Usage now = Usage.now(process);
    Map<String, Double> told = server.metrics();
    ObjectNode point = points.addObject();
    Report.put(point, "atSeconds", (now.nanos() - startNanos) / 1e9);
    Report.put(point, "cpuCores", now.serverCoresSince(usage));
    Report.put(point, "machineBusyPercent", now.machinePercentSince(usage));
    Report.put(point, "rssMb", now.serverRssMb());
    Report.put(point, "heapMb", sum("jvm_memory_used_bytes{area=\"heap\"", told) / BYTES_PER_MB);
    Report.put(
        point,
        "oldMb",
        told.getOrDefault("jvm_gc_live_data_size_bytes", Double.NaN) / BYTES_PER_MB);
    Report.put(point, "ticks", since("asclepion_owner_ticks_total{", told));
    Report.put(point, "lateTicks", since("asclepion_owner_ticks_late_total{", told));
    Report.put(point, "overruns", since("asclepion_tick_overruns_total", told));
    Window added = new Window("asclepion_server_added_seconds", metrics, told);
    Report.put(point, "serverAddedP99Ms", added.quantile(0.99) * 1e3);
    Report.put(point, "gcPauseMaxMs", Report.stopMs("asclepion_gc_pause", 1, metrics, told));
    usage = now;
    metrics = told;
  }

  ArrayNode points() {
    return points;
  }

  private double since(String beginning, Map<String, Double> told) {
    return sum(beginning, told) - sum(beginning, metrics);
  }

  /** Of all metrics that begin so; not a number when there are none. */
  private static double sum(String beginning, Map<String, Double> metrics) {
    return metrics.entrySet().stream()
        .filter(metric -> metric.getKey().startsWith(beginning))
        .mapToDouble(Map.Entry::getValue)
        .reduce(Double::sum)
        .orElse(Double.NaN);
  }
}
