package org.asclepion.host.http;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.netty.handler.codec.http.DefaultHttpHeaders;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.zip.GZIPInputStream;
import org.asclepion.host.RawClient;
import org.asclepion.host.Recorder;
import org.asclepion.host.TestServer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The web client and the scene, as a browser gets them. */
class StaticFilesTest {
  private static final String SCRIPT = "assets/main-Ab3dEf9h.js";
  private static final byte[] PLAIN =
      "0123456789".repeat(20_000).getBytes(java.nio.charset.StandardCharsets.US_ASCII);
  private static final byte[] BROTLI = {1, 2, 3};
  private static final byte[] GZIP = {4, 5, 6, 7};
  private static TestServer server;
  private static HttpClient http;

  @BeforeAll
  static void start() throws IOException {
    byte[] model = new byte[3_000_000];
    new Random(7).nextBytes(model);
    server =
        TestServer.with()
            .web(SCRIPT, PLAIN)
            .web(SCRIPT + ".br", BROTLI)
            .web(SCRIPT + ".gz", GZIP)
            .web("favicon.svg", "<svg/>")
            .doorplate(
                new Doorplate(
                    List.of("192.0.2.7"), Doorplate.Certificate.AUTHORITY, new byte[] {45}))
            .content("abc/rooms/lobby.glb", model)
            .start(new Recorder());
    http = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  }

  @AfterAll
  static void stop() {
    http.close();
    server.close();
  }

  private static HttpResponse<byte[]> get(String path, String... headers) throws Exception {
    HttpRequest.Builder request = HttpRequest.newBuilder(server.uri(path));
    if (headers.length > 0) {
      request.headers(headers);
    }
    return http.send(request.build(), BodyHandlers.ofByteArray());
  }

  private static String header(HttpResponse<?> response, String name) {
    return response.headers().firstValue(name).orElse("");
  }

  @Test
  void thePageIsRevalidatedAndGuarded() throws Exception {
    HttpResponse<byte[]> page = get("/");
    assertEquals(200, page.statusCode());
    assertEquals("text/html; charset=utf-8", header(page, "content-type"));
    assertEquals("no-cache", header(page, "cache-control"));
    assertTrue(header(page, "content-security-policy").startsWith("default-src 'self'"));
    assertFalse(header(page, "content-security-policy").contains("http"));
    assertEquals("nosniff", header(page, "x-content-type-options"));
    assertEquals("no-referrer", header(page, "referrer-policy"));
    assertEquals("same-origin", header(page, "cross-origin-opener-policy"));
  }

  @Test
  void theHeadsetPageIsThePageAndItsServerSaysHowItIsReached() throws Exception {
    assertArrayEquals(get("/").body(), get("/headset").body());
    String told = new String(get("/api/v1/server").body(), java.nio.charset.StandardCharsets.UTF_8);
    assertTrue(told.contains("\"lan\":[\"192.0.2.7\"]"), told);
    assertTrue(told.contains("\"certificate\":\"authority\""), told);
    HttpResponse<byte[]> authority = get("/api/v1/authority");
    assertArrayEquals(new byte[] {45}, authority.body());
    assertEquals("application/x-x509-ca-cert", header(authority, "content-type"));
  }

  @Test
  void aKnownPageIsNotSentAgain() throws Exception {
    String etag = header(get("/"), "etag");
    HttpResponse<byte[]> again = get("/", "if-none-match", "\"other\", " + etag);
    assertEquals(304, again.statusCode());
    assertEquals(0, again.body().length);
    assertEquals(etag, header(again, "etag"));
  }

  @Test
  void hashedFilesNeverExpire() throws Exception {
    HttpResponse<byte[]> script = get("/" + SCRIPT);
    assertEquals("public, max-age=31536000, immutable", header(script, "cache-control"));
    assertEquals("text/javascript; charset=utf-8", header(script, "content-type"));
    assertArrayEquals(PLAIN, script.body());
    assertEquals("no-cache", header(get("/favicon.svg"), "cache-control"));
  }

  @Test
  void theBestAcceptedEncodingIsSent() throws Exception {
    HttpResponse<byte[]> best = get("/" + SCRIPT, "accept-encoding", "gzip, deflate, br");
    assertEquals("br", header(best, "content-encoding"));
    assertEquals("accept-encoding", header(best, "vary"));
    assertArrayEquals(BROTLI, best.body());
    HttpResponse<byte[]> second = get("/" + SCRIPT, "accept-encoding", "br;q=0, gzip");
    assertEquals("gzip", header(second, "content-encoding"));
    assertArrayEquals(GZIP, second.body());
    assertFalse(header(best, "etag").equals(header(second, "etag")));
    HttpResponse<byte[]> none = get("/" + SCRIPT);
    assertEquals("", header(none, "content-encoding"));
    assertEquals("accept-encoding", header(none, "vary"));
  }

  @Test
  void aLargeFileArrivesWhole() throws Exception {
    byte[] model = new byte[3_000_000];
    new Random(7).nextBytes(model);
    HttpResponse<byte[]> file = get("/content/abc/rooms/lobby.glb");
    assertEquals("model/gltf-binary", header(file, "content-type"));
    assertEquals("public, max-age=31536000, immutable", header(file, "cache-control"));
    assertArrayEquals(model, file.body());
  }

  @Test
  void headHasTheHeadersOnly() throws Exception {
    HttpResponse<byte[]> head =
        http.send(
            HttpRequest.newBuilder(server.uri("/" + SCRIPT)).HEAD().build(),
            BodyHandlers.ofByteArray());
    assertEquals(200, head.statusCode());
    assertEquals("200000", header(head, "content-length"));
    assertEquals(0, head.body().length);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/../../../../etc/passwd",
        "/..%2f..%2f..%2fetc%2fpasswd",
        "/%2e%2e/%2e%2e/etc/passwd",
        "/assets/../../etc/passwd",
        "/content/../../../etc/passwd",
        "/content//etc/passwd",
        "//etc/passwd",
        "/web/index.html",
        "/index.html/",
        "/assets/",
        "/assets",
        "/org/asclepion/host/cli/Main.class",
        "/log4j2.xml",
        "/%00",
        "/index.html%00.js"
      })
  void nothingElseIsThere(String path) throws Exception {
    try (RawClient client = new RawClient(server.address, 0)) {
      client.text("GET " + path + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n");
      assertTrue(client.head().startsWith("HTTP/1.1 404 "));
      assertTrue(client.rest().contains("\"code\":\"not-found\""));
    }
  }

  @Test
  void modelsAreCompressedForThoseFarAwayOnceOneHasAsked() throws Exception {
    byte[] model = new byte[100_000];
    List<Runnable> later = new ArrayList<>();
    FileSet files = new FileSet(Map.of("a.glb", ByteBuffer.wrap(model)), _ -> true, later::add);
    Request near = request("127.0.0.1");
    Request far = request("192.0.2.1");
    assertNull(plain(files.answer("a.glb", near)));
    assertEquals(0, later.size());
    assertNull(plain(files.answer("a.glb", far)));
    assertNull(plain(files.answer("a.glb", far)));
    assertEquals(1, later.size());
    later.getFirst().run();
    Response compressed = Objects.requireNonNull(files.answer("a.glb", far));
    assertEquals("gzip", plain(compressed));
    assertTrue(compressed.body().remaining() < model.length / 10);
    try (var in = new GZIPInputStream(new ByteArrayInputStream(compressed.body().array()))) {
      assertArrayEquals(model, in.readAllBytes());
    }
    assertEquals("accept-encoding", compressed.headers().get("vary"));
  }

  private static @Nullable String plain(@Nullable Response response) {
    return Objects.requireNonNull(response).headers().get("content-encoding");
  }

  private static Request request(String from) {
    return new Request(
        "GET",
        "/",
        new DefaultHttpHeaders().add("accept-encoding", "gzip, br"),
        new byte[0],
        InetAddress.ofLiteral(from));
  }
}
