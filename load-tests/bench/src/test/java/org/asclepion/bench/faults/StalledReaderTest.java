package org.asclepion.bench.faults;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.netty.buffer.PooledByteBufAllocator;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.asclepion.host.transport.Limits;
import org.asclepion.load.faults.Faults;
import org.asclepion.load.faults.FaultyLine;
import org.asclepion.sdk.ClientLoop;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * Clients that read nothing while their room talks on cost the server no more than their outbox.
 */
@Timeout(60)
class StalledReaderTest {
  private static final int STALLED = 8;
  private static final int TALKING = 4;
  private static final String TEXT = "病".repeat(500);

  /** What may wait for one connection: in its outbox, and between that and the kernel. */
  private static final long BOUND_EACH = Limits.OUTBOX_BYTES + Limits.SOCKET_BYTES;

  /** What the rest of a Java process, tests and clients included, comes and goes by. */
  private static final long NOISE_BYTES = 6L << 20;

  private static final Duration PATIENT = Duration.ofSeconds(18);

  /** How long they are stalled after their outboxes were full; the server's patience is 10 s. */
  private static final long STALL_NANOS = 3_000_000_000L;

  @Test
  void whatWaitsForThemIsBoundedAndAKeyframeFollows() throws Exception {
    try (DemoServer server = new DemoServer();
        FaultyLine line = FaultyLine.to(server.address(), Faults.NONE);
        ScheduledExecutorService talking = Executors.newSingleThreadScheduledExecutor();
        ClientLoop loop = new ClientLoop()) {
      List<Visitor> stalled = new ArrayList<>();
      List<Visitor> others = new ArrayList<>();
      for (int i = 0; i < STALLED; i++) {
        // Patient, so that it is the server's bounds that count.
        stalled.add(
            new Visitor(loop, line.uri(), "Stalled " + i, options -> options.withSilence(PATIENT)));
      }
      for (int i = 0; i < TALKING; i++) {
        others.add(new Visitor(loop, server.uri(), "Talking " + i, options -> options));
      }
      for (Visitor each : others) {
        each.await("in", () -> each.isIn() && each.bodies() == STALLED + TALKING);
      }
      others.getFirst().circle(1.4, 0.4);
      long before = usedBytes();
      line.block(true);
      var _ =
          talking.scheduleAtFixedRate(
              () -> others.forEach(each -> each.client.execute(() -> each.client.say(TEXT, 0))),
              0,
              25,
              TimeUnit.MILLISECONDS);
      others.getFirst().await("full", () -> server.count("asclepion.backpressured") >= 1);
      long full = System.nanoTime();
      double sent = server.count("asclepion.bytes.out");
      others.getFirst().await("stalled long", () -> System.nanoTime() - full > STALL_NANOS);
      long grown = usedBytes() - before;
      System.out.printf(
          "%d stalled readers: %.1f MB more in use, %.1f MB sent to others meanwhile%n",
          STALLED, grown / 1e6, (server.count("asclepion.bytes.out") - sent) / 1e6);
      assertTrue(grown < STALLED * BOUND_EACH + NOISE_BYTES, grown + " bytes more");
      assertEquals(STALLED + TALKING, server.gauge("asclepion.participants"));
      talking.shutdownNow();
      line.block(false);
      for (Visitor each : stalled) {
        each.await("in step", () -> Visitor.sameTick(each, others.getFirst()));
        assertEquals(0, each.ask(() -> each.client.resyncs()), "a keyframe came unasked");
        assertEquals(0, each.ask(() -> each.lost), "no connection was lost");
      }
    }
  }

  private static long usedBytes() {
    System.gc();
    return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed()
        + PooledByteBufAllocator.DEFAULT.metric().usedDirectMemory();
  }
}
