package org.asclepion.load.media;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import org.asclepion.load.Histogram;
import org.asclepion.load.Usage;

/**
 * One measurement of a forwarding unit. Owned by the thread that calls {@link #run}.
 *
 * @param rate packets per second of each sender
 * @param frame packets of a sender that are sent at once
 * @param sampled receivers of each sender that decrypt
 * @param voices whether senders also talk
 */
record MediaLoad(
    int rooms,
    int fanOut,
    double rate,
    int bytes,
    int frame,
    int sampled,
    boolean voices,
    int seconds) {
  private static final int MAX_WARM_UP_SECONDS = 6;

  /** What has to arrive for a run to count. */
  private static final double VALID_PERCENT = 99;

  ObjectNode run(MediaTarget target) throws IOException, InterruptedException {
    ObjectNode report = JsonNodeFactory.instance.objectNode();
    report.put("target", target.name());
    report.put("rooms", rooms);
    report.put("fanOut", fanOut);
    report.put("packetBytes", bytes);
    report.put("framePackets", frame);
    try (MediaCrowd crowd = new MediaCrowd()) {
      crowd.arrive(target, rooms, fanOut, sampled, bytes, voices);
      crowd.pace(rate, frame);
      Thread.sleep(1_000L * Math.min(seconds, MAX_WARM_UP_SECONDS));
      ObjectNode full = window(target, crowd, rate);
      ObjectNode half = window(target, crowd, rate / 2);
      report.set("full", full);
      report.set("half", half);
      report.put("valid", isValid(full) && isValid(half));
    }
    return report;
  }

  private static boolean isValid(ObjectNode window) {
    return window.path("deliveredPercent").asDouble() >= VALID_PERCENT
        && window.path("forged").asLong() == 0;
  }

  private ObjectNode window(MediaTarget target, MediaCrowd crowd, double packetsPerSecond)
      throws IOException, InterruptedException {
    crowd.pace(packetsPerSecond, frame);
    Thread.sleep(500);
    crowd.start();
    target.start();
    Usage before = Usage.now(target.process());
    Thread.sleep(1_000L * seconds);
    ObjectNode server = target.stop();
    Usage after = Usage.now(target.process());
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    double measured = after.secondsSince(before);
    crowd.read(
        meter -> {
          put(json, "sentPerSecond", meter.sent / measured);
          long forwarded = meter.delivered + meter.voicesDelivered;
          put(json, "forwardedPerSecond", forwarded / measured);
          double owed = (double) meter.sent * fanOut;
          put(json, "deliveredPercent", 100.0 * meter.delivered / Math.max(1, owed));
          double cores = after.serverCoresSince(before);
          put(json, "serverCpuCores", cores);
          put(json, "forwardedPerSecondPerCore", forwarded / measured / cores);
          double allocated = server.path("allocatedBytes").asDouble(Double.NaN);
          put(json, "allocatedBytesPerPacket", allocated / Math.max(1, forwarded));
          quantiles(json.putObject("delayMs"), meter.delayNanos);
          if (voices) {
            double voicesOwed = (double) meter.voicesSent * fanOut;
            put(json, "voicesDeliveredPercent", 100.0 * meter.voicesDelivered / voicesOwed);
            quantiles(json.putObject("voiceDelayMs"), meter.voiceDelayNanos);
          }
          quantiles(json.putObject("generatorLateMs"), meter.lateNanos);
          json.put("opened", meter.opened);
          json.put("forged", meter.forged);
          json.put("askedAgain", meter.asked);
        });
    put(json, "generatorCpuCores", after.botsCoresSince(before));
    put(json, "machineBusyPercent", after.machinePercentSince(before));
    json.set("server", server);
    return json;
  }

  private static void quantiles(ObjectNode json, Histogram nanos) {
    put(json, "p50", nanos.percentile(0.5) / 1e6);
    put(json, "p99", nanos.percentile(0.99) / 1e6);
    put(json, "max", nanos.max() / 1e6);
  }

  private static void put(ObjectNode json, String key, double value) {
    if (Double.isFinite(value)) {
      json.put(key, Math.round(value * 1_000) / 1_000.0);
    } else {
      json.putNull(key);
    }
  }
}
