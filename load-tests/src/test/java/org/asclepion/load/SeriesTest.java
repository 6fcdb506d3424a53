package org.asclepion.load;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** A point tells of the time since the one before. */
final class SeriesTest {
  @Test
  void pointsTellOfTheTimeBetweenThem() throws IOException {
    AtomicInteger asked = new AtomicInteger();
    HttpServer http =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    http.createContext(
        "/metrics",
        exchange -> {
          byte[] body = metrics(asked.getAndIncrement()).getBytes(StandardCharsets.UTF_8);
          exchange.sendResponseHeaders(200, body.length);
          try (OutputStream out = exchange.getResponseBody()) {
            out.write(body);
          }
        });
    http.start();
    try {
      ServerProcess server =
          new ServerProcess(URI.create("http://127.0.0.1:" + http.getAddress().getPort()));
      Series series = new Series(server, null, Usage.now(null), server.metrics());
      series.add();
      series.add();
      assertEquals(2, series.points().size());
      JsonNode second = series.points().get(1);
      assertEquals(7, second.path("lateTicks").asInt(), "of both owners");
      assertEquals(200, second.path("ticks").asInt());
      assertEquals(3, second.path("heapMb").asDouble(), "as it is, not as it grew");
      assertEquals(4, second.path("serverAddedP99Ms").asDouble(), 0.1);
      assertTrue(second.path("rssMb").isNull(), "not on this machine");
      assertTrue(second.path("gcPauseMaxMs").isNull(), "not told");
    } finally {
      http.stop(0);
    }
  }

  /** Each time there are more ticks; what was added grows from one millisecond to four. */
  private static String metrics(int time) {
    return """
    asclepion_owner_ticks_total{owner="0"} %d
    asclepion_owner_ticks_total{owner="1"} %d
    asclepion_owner_ticks_late_total{owner="0"} %d
    asclepion_owner_ticks_late_total{owner="1"} %d
    jvm_memory_used_bytes{area="heap",id="young"} 1048576
    jvm_memory_used_bytes{area="heap",id="old"} 2097152
    jvm_memory_used_bytes{area="nonheap",id="code"} 1048576
    asclepion_server_added_seconds_bucket{le="0.001"} 50
    asclepion_server_added_seconds_bucket{le="0.004"} %d
    asclepion_server_added_seconds_bucket{le="+Inf"} %d
    """
        .formatted(100 * time, 100 * time, 3 * time, 4 * time, 50 + 1000 * time, 50 + 1000 * time);
  }
}
