package org.asclepion.host.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.asclepion.host.RawClient;
import org.asclepion.host.Recorder;
import org.asclepion.host.TestServer;
import org.asclepion.host.transport.Limits;
import org.junit.jupiter.api.Test;

/** What HTTP accepts, up to its bounds and one step beyond. */
class HttpLimitsTest {
  private static final String HOST = "Host: localhost\r\n";

  private static String answer(TestServer server, String request) throws IOException {
    try (RawClient client = new RawClient(server.address, 0)) {
      client.text(request);
      return client.head();
    }
  }

  private static String status(String head) {
    return head.substring("HTTP/1.1 ".length(), head.indexOf(' ', "HTTP/1.1 ".length()));
  }

  private static String post(String type, int length) {
    return "POST /api/v1/tickets HTTP/1.1\r\n"
        + HOST
        + type
        + "Content-Length: "
        + length
        + "\r\n\r\n"
        + " ".repeat(length);
  }

  @Test
  void aBodyOfTheLargestSizeIsReadAndOneByteMoreIsNot() throws Exception {
    try (TestServer server = TestServer.start(new Recorder())) {
      String json = "Content-Type: application/json\r\n";
      assertEquals("400", status(answer(server, post(json, HttpPipeline.MAX_BODY_BYTES))));
      assertEquals("413", status(answer(server, post(json, HttpPipeline.MAX_BODY_BYTES + 1))));
    }
  }

  @Test
  void aChunkedBodyIsBoundedToo() throws Exception {
    try (TestServer server = TestServer.start(new Recorder())) {
      String chunk = Integer.toHexString(8192) + "\r\n" + "x".repeat(8192) + "\r\n";
      String request =
          "POST /api/v1/tickets HTTP/1.1\r\n"
              + HOST
              + "Content-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\n"
              + chunk.repeat(3);
      assertEquals("413", status(answer(server, request)));
    }
  }

  @Test
  void anotherTypeIsUnsupported() throws Exception {
    try (TestServer server = TestServer.start(new Recorder())) {
      assertEquals("415", status(answer(server, post("Content-Type: text/plain\r\n", 2))));
      assertEquals("415", status(answer(server, post("", 2))));
    }
  }

  @Test
  void anotherMethodIsNotAllowed() throws Exception {
    try (TestServer server = TestServer.start(new Recorder())) {
      String head = answer(server, "DELETE /api/v1/tickets HTTP/1.1\r\n" + HOST + "\r\n");
      assertEquals("405", status(head));
      assertTrue(head.contains("allow: POST\r\n"), head);
      assertEquals("405", status(answer(server, "POST / HTTP/1.1\r\n" + HOST + "\r\n")));
    }
  }

  @Test
  void longHeadersAndLinesAreRefused() throws Exception {
    try (TestServer server = TestServer.start(new Recorder())) {
      String fits = "X: " + "x".repeat(HttpPipeline.MAX_HEADERS_BYTES - 100) + "\r\n";
      assertEquals("200", status(answer(server, "GET / HTTP/1.1\r\n" + HOST + fits + "\r\n")));
      String tooLong = "X: " + "x".repeat(HttpPipeline.MAX_HEADERS_BYTES + 1) + "\r\n";
      assertEquals("431", status(answer(server, "GET / HTTP/1.1\r\n" + HOST + tooLong + "\r\n")));
      String path = "/" + "x".repeat(HttpPipeline.MAX_REQUEST_LINE_BYTES + 1);
      assertEquals("431", status(answer(server, "GET " + path + " HTTP/1.1\r\n" + HOST + "\r\n")));
    }
  }

  @Test
  void garbageIsAnsweredAndClosed() throws Exception {
    try (TestServer server = TestServer.start(new Recorder());
        RawClient client = new RawClient(server.address, 0)) {
      client.text("\u0000\u0001\u0002 garbage\r\n\r\n");
      assertEquals("400", status(client.head()));
      client.rest();
    }
  }

  @Test
  void aRequestNeedsExactlyOneHost() throws Exception {
    try (TestServer server = TestServer.start(new Recorder())) {
      assertEquals("400", status(answer(server, "GET / HTTP/1.1\r\n\r\n")));
      assertEquals("400", status(answer(server, "GET / HTTP/1.1\r\n" + HOST + HOST + "\r\n")));
      assertEquals("400", status(answer(server, "GET / HTTP/1.1\r\nHost: a@b\r\n\r\n")));
    }
  }

  @Test
  void aRestrictedServerAnswersToItsNamesOnly() throws Exception {
    try (TestServer server =
        TestServer.with()
            .hosts(HostCheck.only(java.util.Set.of("ward.example")))
            .start(new Recorder())) {
      for (String host : new String[] {"localhost:1", "127.0.0.1", "[::1]:8080", "Ward.Example"}) {
        assertEquals(
            "200", status(answer(server, "GET / HTTP/1.1\r\nHost: " + host + "\r\n\r\n")), host);
      }
      for (String host : new String[] {"evil.example", "localhost.evil.example", "1.2.3.4.evil"}) {
        assertEquals(
            "421", status(answer(server, "GET / HTTP/1.1\r\nHost: " + host + "\r\n\r\n")), host);
      }
    }
  }

  @Test
  void pagesOfOthersMayNotConnect() throws Exception {
    try (TestServer server = TestServer.start(new Recorder())) {
      int port = server.address.getPort();
      String own = "Origin: http://localhost:" + port + "\r\n";
      assertEquals("101", status(answer(server, RawClient.upgrade(port, own))));
      assertEquals("101", status(answer(server, RawClient.upgrade(port, ""))));
      for (String origin :
          new String[] {"http://evil.example", "http://localhost:1", "null", "http://localhost"}) {
        String head = answer(server, RawClient.upgrade(port, "Origin: " + origin + "\r\n"));
        assertEquals("403", status(head), origin);
      }
    }
  }

  @Test
  void anUpgradeNeedsTheSubprotocolAndTheVersion() throws Exception {
    try (TestServer server = TestServer.start(new Recorder())) {
      String good = RawClient.upgrade(server.address.getPort(), "");
      assertEquals("400", status(answer(server, good.replace("asclepion.v1", "asclepion.v9"))));
      assertEquals("426", status(answer(server, good.replace("Version: 13", "Version: 8"))));
      assertEquals("426", status(answer(server, good.replace("Upgrade: websocket\r\n", ""))));
      String offersTwo = good.replace("asclepion.v1", "asclepion.v2, asclepion.v1");
      String head = answer(server, offersTwo);
      assertEquals("101", status(head));
      assertTrue(
          head.toLowerCase(java.util.Locale.ROOT)
              .contains("sec-websocket-protocol: asclepion.v1\r\n"),
          head);
    }
  }

  @Test
  void aSlowRequestIsCutOff() throws Exception {
    try (TestServer server =
            TestServer.with()
                .times(Duration.ofMillis(400), Duration.ofSeconds(10))
                .start(new Recorder());
        RawClient client = new RawClient(server.address, 0)) {
      long start = System.nanoTime();
      client.text("GET / HTTP/1.1\r\nHost: localhost\r\n");
      Thread drip =
          Thread.ofVirtual()
              .start(
                  () -> {
                    try {
                      for (int i = 0; i < 100; i++) {
                        client.text("X-" + i + ": 1\r\n");
                        Thread.sleep(50);
                      }
                    } catch (IOException | InterruptedException _) {
                      // Cut off, as it should be.
                    }
                  });
      assertEquals(-1, readQuietly(client));
      assertTrue(System.nanoTime() - start < 4_000_000_000L);
      drip.interrupt();
      drip.join();
    }
  }

  private static int readQuietly(RawClient client) throws IOException {
    try {
      return client.in().read();
    } catch (SocketException _) {
      return -1;
    }
  }

  @Test
  void anIdleSocketIsClosedAndABusyOneKeptAlive() throws Exception {
    try (TestServer server =
            TestServer.with()
                .times(Duration.ofMillis(500), Duration.ofSeconds(10))
                .start(new Recorder());
        RawClient client = new RawClient(server.address, 0)) {
      for (int i = 0; i < 4; i++) {
        client.text("HEAD / HTTP/1.1\r\n" + HOST + "\r\n");
        assertEquals("200", status(client.head()));
        Thread.sleep(200);
      }
      assertEquals(-1, readQuietly(client));
    }
  }

  @Test
  void pipelinedRequestsAreAnsweredInOrder() throws Exception {
    byte[] large = "x".repeat(200_000).getBytes(StandardCharsets.US_ASCII);
    try (TestServer server = TestServer.with().web("large.txt", large).start(new Recorder());
        RawClient client = new RawClient(server.address, 0)) {
      client.text(
          ("GET /large.txt HTTP/1.1\r\n" + HOST + "\r\n").repeat(5)
              + "GET /healthz HTTP/1.1\r\n"
              + HOST
              + "Connection: close\r\n\r\n");
      for (int i = 0; i < 5; i++) {
        assertEquals("200", status(client.head()));
        assertEquals(200_000, client.in().readNBytes(200_000).length);
      }
      assertTrue(client.rest().endsWith("\r\n\r\nok\n"));
    }
  }

  @Test
  void tooManyPipelinedRequestsCloseTheSocket() throws Exception {
    byte[] large = new byte[4_000_000];
    try (TestServer server = TestServer.with().web("large.bin", large).start(new Recorder());
        RawClient client = new RawClient(server.address, 0)) {
      client.text(
          ("GET /large.bin HTTP/1.1\r\n" + HOST + "\r\n").repeat(HttpGate.MAX_PIPELINED + 200));
      long received = 0;
      byte[] buffer = new byte[65536];
      try {
        for (int n = client.in().read(buffer); n >= 0; n = client.in().read(buffer)) {
          received += n;
        }
      } catch (SocketException _) {
        // Reset, as it may be.
      }
      assertTrue(received < 4_000_000L * (HttpGate.MAX_PIPELINED + 2), "received " + received);
    }
  }

  @Test
  void socketsBeyondTheBoundAreClosed() throws Exception {
    Limits few =
        new Limits(
            3,
            256,
            Duration.ofSeconds(5),
            Duration.ofSeconds(20),
            Duration.ofSeconds(10),
            Duration.ofSeconds(5),
            Duration.ofSeconds(2));
    try (TestServer server = TestServer.with().limits(few).start(new Recorder());
        RawClient _ = RawClient.open(server);
        RawClient _ = RawClient.open(server);
        RawClient third = RawClient.open(server)) {
      try (RawClient fourth = new RawClient(server.address, 0)) {
        assertEquals(-1, readQuietly(fourth));
      }
      assertEquals(1, server.count("asclepion.refused", "reason", "too-many-connections"));
      third.socket.close();
      // A place is free once the server has noticed.
      while (server.gauge("asclepion.sockets") > 2) {
        Thread.onSpinWait();
      }
      try (RawClient again = RawClient.open(server)) {
        again.bytes(RawClient.frame(true, RawClient.PING, new byte[0]));
        assertEquals(RawClient.PONG, java.util.Objects.requireNonNull(again.read()).opcode());
      }
    }
  }

  @Test
  void metricsAreForThisMachineOrTheToken() throws Exception {
    try (TestServer open = TestServer.start(new Recorder());
        TestServer guarded =
            TestServer.with().metricsToken("0123456789abcdef").start(new Recorder())) {
      String get = "GET /metrics HTTP/1.1\r\n" + HOST;
      assertEquals("200", status(answer(open, get + "\r\n")));
      assertEquals("403", status(answer(guarded, get + "\r\n")));
      assertEquals(
          "403", status(answer(guarded, get + "Authorization: Bearer 0123456789abcdeF\r\n\r\n")));
      assertEquals(
          "200", status(answer(guarded, get + "Authorization: Bearer 0123456789abcdef\r\n\r\n")));
    }
  }

  @Test
  void readinessFollowsTheLifeOfTheProcess() throws Exception {
    try (TestServer server = TestServer.start(new Recorder())) {
      assertEquals("200", status(answer(server, "GET /readyz HTTP/1.1\r\n" + HOST + "\r\n")));
      server.health.draining();
      assertEquals("503", status(answer(server, "GET /readyz HTTP/1.1\r\n" + HOST + "\r\n")));
      assertEquals("200", status(answer(server, "GET /healthz HTTP/1.1\r\n" + HOST + "\r\n")));
      String json = "Content-Type: application/json\r\n";
      assertEquals("503", status(answer(server, post(json, 2))));
    }
  }
}
