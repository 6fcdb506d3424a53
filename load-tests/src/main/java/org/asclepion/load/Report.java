package org.asclepion.load;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Arrays;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What a run measured, under the names docs and charts rely on. Immutable once made. */
final class Report {
  /** Beyond this at p99 the run does not carry what it claims to. */
  private static final double VALID_MILLIMETRES = 1.0;

  private static final double VALID_DEGREES = 0.5;

  private final ObjectNode json = JsonNodeFactory.instance.objectNode();
  private final ObjectNode sizes = JsonNodeFactory.instance.objectNode();
  private final String firstError;
  private final long blocked;

  private Report(Meter meter) {
    firstError = meter.firstError;
    blocked = meter.blocked;
  }

  static Report of(
      Workload work,
      Meter meter,
      int connected,
      Usage before,
      Usage after,
      Map<String, Double> metricsBefore,
      Map<String, Double> metrics,
      ArrayNode series) {
    Report report = new Report(meter);
    ObjectNode json = report.json;
    double seconds = meter.exactSeconds();
    double clients = Math.max(1, connected);
    double bytesPerClient = meter.bytes / seconds / clients;
    json.put("clients", work.clients());
    json.put("connected", connected);
    json.put("rooms", work.rooms());
    json.put("perRoom", work.perRoom());
    put(json, "seconds", seconds);
    put(json, "rateHz", work.hz());
    put(json, "sendsPerClientPerSecond", meter.sent / seconds / clients);
    put(json, "framesPerClientPerSecond", meter.frames / seconds / clients);
    put(json, "bytesPerClientPerSecond", bytesPerClient);
    put(json, "bytesPerAvatarUpdate", bytesPerClient / (work.perRoom() * work.hz()));
    put(json, "deliveredPercent", 100.0 * meter.delivered / Math.max(1, meter.expected));
    if (meter.fewestNear >= 0) {
      put(json, "fewestNearUpdatesPerSecond", meter.fewestNear);
      put(json, "fewestFarUpdatesPerSecond", meter.fewestOfAll);
      put(json, "nearSecondsShortPercent", meter.nearShortPercent);
      put(json, "nearLostPercent", meter.nearLostPercent);
    }
    quantiles(json.putObject("positionErrorMm"), meter.positionMicrometres, 1e3, 0.99);
    quantiles(json.putObject("rotationErrorDeg"), meter.rotationMillidegrees, 1e3, 0.99);
    quantiles(json.putObject("poseLatencyMs"), meter.latencyMicros, 1e3, 0.5, 0.9, 0.99);
    window(
        json.putObject("serverAddedMs"), "asclepion_server_added_seconds", metricsBefore, metrics);
    json.put("errors", meter.errors);
    server(json.putObject("server"), before, after, metricsBefore, metrics);
    if (!series.isEmpty()) {
      json.set("series", series);
    }
    put(json, "botsCpuCores", after.botsCoresSince(before));
    put(json.putObject("botsQueueMs"), "p99", meter.queueMicros.percentile(0.99) / 1e3);
    put(json, "machineBusyPercent", after.machinePercentSince(before));
    json.put("corrections", meter.blocked);
    json.put("valid", report.fault() == null);
    report.sizes(work, meter, seconds, clients);
    return report;
  }

  private static void server(
      ObjectNode json,
      Usage before,
      Usage after,
      Map<String, Double> metricsBefore,
      Map<String, Double> metrics) {
    put(json, "cpuCores", after.serverCoresSince(before));
    put(json, "rssMb", after.serverRssMb());
    window(json.putObject("tickMs"), "asclepion_tick_seconds", metricsBefore, metrics);
    Double overruns = metrics.get("asclepion_tick_overruns_total");
    double earlier = metricsBefore.getOrDefault("asclepion_tick_overruns_total", 0.0);
    put(json, "overruns", overruns == null ? Double.NaN : overruns - earlier);
    put(json, "gcPauseMsP99", stopMs("asclepion_gc_pause", 0.99, metricsBefore, metrics));
    put(json, "gcPauseMsMax", stopMs("asclepion_gc_pause", 1, metricsBefore, metrics));
    put(json, "stopMsMax", stopMs("asclepion_stop", 1, metricsBefore, metrics));
  }

  /** A server that counts such stops and had none in the window stopped for no time. */
  static double stopMs(
      String what, double share, Map<String, Double> before, Map<String, Double> after) {
    if (!after.containsKey(what + "_seconds_count")) {
      return Double.NaN;
    }
    double seconds = new Window(what + "_seconds", before, after).quantile(share);
    return Double.isNaN(seconds) ? 0 : seconds * 1e3;
  }

  private static void window(
      ObjectNode json, String name, Map<String, Double> before, Map<String, Double> after) {
    Window window = new Window(name, before, after);
    put(json, "p50", window.quantile(0.5) * 1e3);
    put(json, "p99", window.quantile(0.99) * 1e3);
    put(json, "max", window.max() * 1e3);
  }

  static void quantiles(ObjectNode json, Histogram values, double per, double... shares) {
    for (double share : shares) {
      put(json, "p" + Math.round(share * 100), values.percentile(share) / per);
    }
    put(json, "max", values.max() / per);
  }

  /** A number with three decimals, or null when it is not known. */
  static void put(ObjectNode json, String key, double value) {
    if (Double.isFinite(value)) {
      json.put(key, Math.round(value * 1e3) / 1e3);
    } else {
      json.putNull(key);
    }
  }

  private void sizes(Workload work, Meter meter, double seconds, double clients) {
    put(sizes, "rateHz", work.hz());
    put(sizes, "framesPerClientPerSecond", meter.frames / seconds / clients);
    put(sizes, "sendsPerClientPerSecond", meter.sent / seconds / clients);
    int kept = (int) Math.min(meter.frames, meter.sizes.length);
    var list = sizes.putArray("frameBytes");
    Arrays.stream(meter.sizes, 0, kept).forEach(list::add);
  }

  /** Why the run failed or does not count, or null. */
  @Nullable String fault() {
    if (json.path("connected").asInt() < json.path("clients").asInt()) {
      return json.path("connected").asInt()
          + " of "
          + json.path("clients").asInt()
          + " bots came in: "
          + firstError;
    }
    if (json.path("errors").asLong() > 0) {
      return "errors, the first: " + firstError;
    }
    double millimetres = json.path("positionErrorMm").path("p99").asDouble();
    double degrees = json.path("rotationErrorDeg").path("p99").asDouble();
    if (millimetres > VALID_MILLIMETRES || degrees > VALID_DEGREES) {
      return "invalid: poses are "
          + millimetres
          + " mm and "
          + degrees
          + "° off at p99, more than "
          + VALID_MILLIMETRES
          + " mm or "
          + VALID_DEGREES
          + "° ("
          + blocked
          + " corrections)";
    }
    return null;
  }

  ObjectNode json() {
    return json;
  }

  String line() {
    return json.toString();
  }

  String frameSizes() {
    return sizes.toString();
  }

  String text() {
    try {
      return new ObjectMapper().writerWithDefaultPrettyPrinter().writeValueAsString(json);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }
}
