package org.asclepion.load;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import org.asclepion.load.faults.Faults;
import org.asclepion.sdk.ClientLoop;
import org.jspecify.annotations.Nullable;

/**
 * Measures the relay: starts it, connects the clients, lets them send, measures, stops it. Owned by
 * the thread that calls {@link #run}; the clients live on the loop.
 *
 * @param sizes of the frames, as {@code bots --sizes-out} wrote them, or null for a usual size
 */
record FloorRun(int clients, int perRoom, int seconds, double hz, @Nullable Path sizes) {
  private static final int ARRIVING = 48;
  private static final long ARRIVAL_SECONDS = 60;

  void check() {
    if (perRoom < 1 || clients < perRoom || clients % perRoom != 0) {
      throw new UsageException("--clients is a multiple of --per-room, and neither is below 1");
    }
    new Workload(
            URI.create("http://localhost:1"),
            clients / perRoom,
            perRoom,
            seconds,
            hz,
            null,
            false,
            null,
            Faults.NONE)
        .check();
    FrameSizes _ = FrameSizes.load(sizes, hz);
  }

  ObjectNode run() throws IOException, InterruptedException {
    Meter meter = new Meter();
    List<FloorClient> all = new ArrayList<>();
    ClientLoop loop = new ClientLoop();
    try (RelayProcess relay = new RelayProcess(clients / perRoom, perRoom, hz, sizes)) {
      connect(loop, relay.port(), meter, all);
      Thread.sleep(1_000L * Workload.warmUpSeconds(seconds));
      on(loop, () -> meter.start(System.nanoTime()));
      relay.start();
      Usage before = Usage.now(relay.folder());
      try (QueueProbe _ = new QueueProbe(loop, meter)) {
        Thread.sleep(1_000L * seconds);
      }
      on(loop, () -> meter.stop(System.nanoTime()));
      Usage after = Usage.now(relay.folder());
      JsonNode added = new ObjectMapper().readTree(relay.stop());
      // Samples sent just before the end are still under way.
      Thread.sleep(200);
      ObjectNode report = JsonNodeFactory.instance.objectNode();
      on(loop, () -> report(report, meter, all, added, before, after));
      on(loop, () -> all.forEach(FloorClient::close));
      return report;
    } finally {
      loop.close();
    }
  }

  private void connect(ClientLoop loop, int port, Meter meter, List<FloorClient> all)
      throws InterruptedException {
    CountDownLatch settled = new CountDownLatch(clients);
    Deque<Runnable> waiting = new ArrayDeque<>();
    Runnable next =
        () -> {
          settled.countDown();
          Runnable arriving = waiting.poll();
          if (arriving != null) {
            arriving.run();
          }
        };
    for (int i = 0; i < clients; i++) {
      int room = i / perRoom;
      int member = i % perRoom;
      FloorClient client = new FloorClient(meter, room, member, perRoom, hz, next);
      all.add(client);
      URI socket = URI.create("ws://127.0.0.1:" + port + "/" + room + "/" + member);
      waiting.add(() -> client.connect(loop, socket));
    }
    on(
        loop,
        () -> {
          for (int i = 0; i < ARRIVING && !waiting.isEmpty(); i++) {
            waiting.remove().run();
          }
        });
    if (!settled.await(ARRIVAL_SECONDS, TimeUnit.SECONDS)) {
      meter.error(settled.getCount() + " clients did not connect");
    }
  }

  private void report(
      ObjectNode json,
      Meter meter,
      List<FloorClient> all,
      JsonNode added,
      Usage before,
      Usage after) {
    double measured = meter.exactSeconds();
    int connected = (int) all.stream().filter(FloorClient::isOpen).count();
    double each = measured * Math.max(1, connected);
    json.put("clients", clients);
    json.put("connected", connected);
    json.put("rooms", clients / perRoom);
    json.put("perRoom", perRoom);
    Report.put(json, "seconds", measured);
    Report.put(json, "rateHz", hz);
    Report.put(json, "sendsPerClientPerSecond", meter.sent / each);
    Report.put(json, "framesPerClientPerSecond", meter.frames / each);
    Report.put(json, "bytesPerClientPerSecond", meter.bytes / each);
    Report.put(json, "deliveredPercent", 100.0 * meter.delivered / Math.max(1, meter.expected));
    Report.quantiles(json.putObject("poseLatencyMs"), meter.latencyMicros, 1e3, 0.5, 0.9, 0.99);
    json.set("serverAddedMs", added);
    json.put("errors", meter.errors);
    ObjectNode server = json.putObject("server");
    Report.put(server, "cpuCores", after.serverCoresSince(before));
    Report.put(server, "rssMb", after.serverRssMb());
    Report.put(json, "botsCpuCores", after.botsCoresSince(before));
    Report.put(json.putObject("botsQueueMs"), "p99", meter.queueMicros.percentile(0.99) / 1e3);
    Report.put(json, "machineBusyPercent", after.machinePercentSince(before));
    json.put("valid", connected == clients && meter.errors == 0);
    if (!meter.firstError.isEmpty()) {
      json.put("firstError", meter.firstError);
    }
  }

  private static void on(ClientLoop loop, Runnable task) throws InterruptedException {
    FutureTask<Void> done = new FutureTask<>(task, null);
    loop.execute(done);
    try {
      done.get();
    } catch (java.util.concurrent.ExecutionException e) {
      throw new IllegalStateException(e.getCause());
    }
  }
}
