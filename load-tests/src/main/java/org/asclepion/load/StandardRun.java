package org.asclepion.load;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import org.asclepion.load.faults.Faults;
import org.jspecify.annotations.Nullable;

/**
 * One run of a standard workload: a server of its own and the bots, then the floor with the sizes
 * and rates just measured. Blocking; one thread.
 *
 * @param tls measure a server over TLS too, between the two
 */
record StandardRun(Standard standard, int seconds, @Nullable Path motion, boolean tls) {
  /** Instances are kept for 60 s after the last has left; all of W4 has to fit in. */
  private static final int IDLE_SECONDS = 20;

  private static final int CALM_SECONDS = 8;

  /** As many of W2's rooms as leave the machine room for its bots. */
  private static final int FEWER_ROOMS = 600;

  /** A relay that has shown its limit for so long shows nothing new in the hour of a soak. */
  private static final int FLOOR_SECONDS = 60;

  /** The run's line: server, floor, their ratio, and what else the machine did. */
  ObjectNode run(int number) throws IOException, InterruptedException {
    ObjectNode line = JsonNodeFactory.instance.objectNode();
    line.put("workload", standard.name());
    line.put("run", number);
    Report.put(line, "loadAverageBefore", loadAverage());
    line.put("cores", Runtime.getRuntime().availableProcessors());
    if (standard == Standard.W4) {
      line.set("server", idle());
    } else {
      measured(line);
    }
    return line;
  }

  private void measured(ObjectNode line) throws IOException, InterruptedException {
    Path sizes = Files.createTempFile("asclepion-sizes", ".json");
    try {
      Report report;
      try (ServerUnderTest server = new ServerUnderTest();
          Fleet fleet = new Fleet(workload(server.uri(), standard.rooms))) {
        report = fleet.run();
      }
      line.set("server", report.json());
      fault(line, report);
      if (standard == Standard.W2) {
        withFewerRooms(line);
      }
      if (tls) {
        overTls(line);
      }
      Files.writeString(sizes, report.frameSizes());
      int clients = standard.rooms * standard.perRoom;
      int floorSeconds = Math.min(seconds, FLOOR_SECONDS);
      JsonNode floor =
          new FloorRun(clients, standard.perRoom, floorSeconds, standard.hz, sizes).run();
      line.set("floor", floor);
      ObjectNode ratio = line.putObject("ratio");
      ratio(ratio, "cpu", line, "/server/cpuCores");
      ratio(ratio, "serverAddedP99", line, "/serverAddedMs/p99");
      ratio(ratio, "poseLatencyP99", line, "/poseLatencyMs/p99");
      if (tls) {
        Report.put(
            ratio,
            "tlsCpu",
            line.at("/tls/server/cpuCores").asDouble(Double.NaN)
                / line.at("/server/server/cpuCores").asDouble(Double.NaN));
      }
    } finally {
      Files.delete(sizes);
    }
  }

  /** The same again on a machine that is not full. */
  private void withFewerRooms(ObjectNode line) throws IOException, InterruptedException {
    try (ServerUnderTest server = new ServerUnderTest();
        Fleet fleet = new Fleet(workload(server.uri(), FEWER_ROOMS))) {
      Report report = fleet.run();
      line.set("at600", report.json());
      fault(line, report);
    }
  }

  /** The same again with a server that encrypts. */
  private void overTls(ObjectNode line) throws IOException, InterruptedException {
    try (ServerUnderTest server = new ServerUnderTest("--demo", "--tls-self-signed");
        Fleet fleet = new Fleet(workload(server.uri(), standard.rooms))) {
      Report report = fleet.run();
      line.set("tls", report.json());
      fault(line, report);
    }
  }

  private static void fault(ObjectNode line, Report report) {
    if (report.fault() != null) {
      line.put("fault", report.fault());
    }
  }

  private static void ratio(ObjectNode into, String name, JsonNode line, String at) {
    double server = line.at("/server" + at).asDouble(Double.NaN);
    Report.put(into, name, server / line.at("/floor" + at).asDouble(Double.NaN));
  }

  private Workload workload(URI server, int rooms) {
    return new Workload(
        server, rooms, standard.perRoom, seconds, standard.hz, motion, false, null, Faults.NONE);
  }

  /** Has every room opened by somebody who leaves again, and looks what is left to pay for. */
  private ObjectNode idle() throws IOException, InterruptedException {
    try (ServerUnderTest server = new ServerUnderTest()) {
      try (Fleet fleet = new Fleet(workload(server.uri(), standard.rooms))) {
        fleet.openRooms();
      }
      Thread.sleep(1_000L * CALM_SECONDS);
      Usage before = Usage.now(server.folder());
      Thread.sleep(1_000L * IDLE_SECONDS);
      Usage after = Usage.now(server.folder());
      ObjectNode json = JsonNodeFactory.instance.objectNode();
      json.put("rooms", standard.rooms);
      json.put("clients", 0);
      Report.put(json, "seconds", after.secondsSince(before));
      ObjectNode process = json.putObject("server");
      Report.put(process, "cpuCores", after.serverCoresSince(before));
      Report.put(process, "rssMb", after.serverRssMb());
      Report.put(json, "machineBusyPercent", after.machinePercentSince(before));
      Double instances = new ServerProcess(server.uri()).metrics().get("asclepion_rooms");
      Report.put(json, "instances", instances == null ? Double.NaN : instances);
      return json;
    }
  }

  private static double loadAverage() {
    double load = ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage();
    return load < 0 ? Double.NaN : load;
  }
}
