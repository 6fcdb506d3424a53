package org.asclepion.host.ops;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.netty.handler.ssl.OpenSsl;
import io.netty.handler.ssl.SslProvider;
import java.io.IOException;
import java.net.InetAddress;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.WebSocket;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManagerFactory;
import org.asclepion.host.RawClient;
import org.asclepion.host.Recorder;
import org.asclepion.host.TestServer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** TLS with real clients that check the certificate: made, kept, changed, broken. */
class TlsTest {
  @TempDir private Path directory;

  private TlsFiles selfSigned(String name) throws Exception {
    try (DataDirectory data = DataDirectory.open(directory.resolve(name))) {
      return SelfSigned.load(data, List.of(InetAddress.ofLiteral("192.0.2.7")));
    }
  }

  private Path certificate(String name) {
    return directory.resolve(name).resolve("tls/certificate.pem");
  }

  private Path key(String name) {
    return directory.resolve(name).resolve("tls/key.pem");
  }

  private static X509Certificate read(Path file) throws Exception {
    try (var in = Files.newInputStream(file)) {
      return (X509Certificate) CertificateFactory.getInstance("X.509").generateCertificate(in);
    }
  }

  private static SSLContext trusting(X509Certificate certificate) throws Exception {
    KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
    store.load(null, null);
    store.setCertificateEntry("server", certificate);
    TrustManagerFactory trust =
        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    trust.init(store);
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(null, trust.getTrustManagers(), null);
    return context;
  }

  private static X509Certificate served(TestServer server, SSLContext context) throws IOException {
    try (SSLSocket socket =
        (SSLSocket)
            context.getSocketFactory().createSocket("localhost", server.address.getPort())) {
      return (X509Certificate) socket.getSession().getPeerCertificates()[0];
    }
  }

  @Test
  void theSelfMadeCertificateIsKeptAndItsOwnersAlone() throws Exception {
    selfSigned("a");
    byte[] first = Files.readAllBytes(certificate("a"));
    selfSigned("a");
    assertArrayEquals(first, Files.readAllBytes(certificate("a")));
    assertEquals(
        "rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(key("a"))));
    assertEquals(
        "rwx------",
        PosixFilePermissions.toString(Files.getPosixFilePermissions(directory.resolve("a"))));
    X509Certificate made = read(certificate("a"));
    String names = String.valueOf(made.getSubjectAlternativeNames());
    assertTrue(names.contains("localhost"), names);
    assertTrue(names.contains("192.0.2.7"), names);
  }

  @Test
  void thisSystemHasBoringSsl() {
    assertTrue(OpenSsl.isAvailable(), () -> String.valueOf(OpenSsl.unavailabilityCause()));
  }

  @ParameterizedTest
  @EnumSource(
      value = SslProvider.class,
      names = {"OPENSSL", "JDK"})
  void filesAndWebSocketsWorkOverTls(SslProvider provider) throws Exception {
    byte[] large = new byte[1_000_000];
    new java.util.Random(3).nextBytes(large);
    Recorder recorder =
        new Recorder(
            (connection, _) -> {
              connection.offer(io.netty.buffer.Unpooled.wrappedBuffer(new byte[] {1, 2, 3}));
              connection.flush();
            });
    selfSigned("b");
    TlsFiles tls = new TlsFiles(certificate("b"), key("b"), provider);
    try (TestServer server = TestServer.with().tls(tls).web("large.bin", large).start(recorder);
        HttpClient http =
            HttpClient.newBuilder().sslContext(trusting(read(certificate("b")))).build()) {
      assertArrayEquals(
          large,
          http.send(
                  HttpRequest.newBuilder(server.uri("/large.bin")).build(),
                  BodyHandlers.ofByteArray())
              .body());
      CompletableFuture<byte[]> received = new CompletableFuture<>();
      WebSocket socket =
          http.newWebSocketBuilder()
              .subprotocols("asclepion.v1")
              .buildAsync(
                  server.webSocketUri(),
                  new WebSocket.Listener() {
                    @Override
                    public CompletionStage<?> onBinary(
                        WebSocket socket, ByteBuffer data, boolean last) {
                      byte[] bytes = new byte[data.remaining()];
                      data.get(bytes);
                      received.complete(bytes);
                      return WebSocket.Listener.super.onBinary(socket, data, last);
                    }
                  })
              .get(20, TimeUnit.SECONDS);
      socket.sendBinary(ByteBuffer.wrap(RawClient.ping(1, 1).toByteArray()), true).join();
      assertArrayEquals(new byte[] {1, 2, 3}, received.get(20, TimeUnit.SECONDS));
      socket.sendBinary(ByteBuffer.wrap(RawClient.ping(9, 1).toByteArray()), true).join();
      recorder.next(Recorder.Call.Opened.class);
      recorder.next(Recorder.Call.Frame.class);
      recorder.next(Recorder.Call.Closed.class);
    }
  }

  @Test
  void plainHttpOnATlsPortIsToldSo() throws Exception {
    try (TestServer server = TestServer.with().tls(selfSigned("c")).start(new Recorder());
        RawClient client = new RawClient(server.address, 0)) {
      client.text("GET / HTTP/1.1\r\nHost: localhost\r\n\r\n");
      assertTrue(client.head().startsWith("HTTP/1.1 400 "));
      assertTrue(client.rest().contains("https://"));
    }
  }

  @Test
  void aNewCertificateIsTakenOverAndABrokenOneIsNot() throws Exception {
    selfSigned("old");
    selfSigned("new");
    Path certificate = directory.resolve("live.pem");
    Path key = directory.resolve("live.key");
    Files.copy(certificate("old"), certificate);
    Files.copy(key("old"), key);
    TlsFiles tls = new TlsFiles(certificate, key);
    X509Certificate old = read(certificate("old"));
    X509Certificate fresh = read(certificate("new"));
    assertNotEquals(old, fresh);
    try (TestServer server = TestServer.with().tls(tls).start(new Recorder())) {
      assertEquals(old, served(server, trusting(old)));

      Files.writeString(certificate, "-----BEGIN CERTIFICATE-----\nnonsense\n");
      tls.reloadIfChanged();
      assertEquals(old, served(server, trusting(old)));

      Files.write(certificate, Files.readAllBytes(certificate("new")));
      tls.reloadIfChanged();
      assertEquals(old, served(server, trusting(old)), "the key is still the old one's");

      Files.write(key, Files.readAllBytes(key("new")));
      tls.reloadIfChanged();
      assertEquals(fresh, served(server, trusting(fresh)));

      Files.delete(key);
      tls.reloadIfChanged();
      assertEquals(fresh, served(server, trusting(fresh)));
    }
  }

  @Test
  void filesThatDoNotFitAreRefusedAtTheStart() throws Exception {
    selfSigned("one");
    selfSigned("two");
    for (Path[] pair :
        new Path[][] {
          {certificate("one"), key("two")},
          {key("one"), key("one")},
          {certificate("one"), certificate("one")},
          {directory.resolve("none.pem"), key("one")}
        }) {
      ConfigurationFault fault =
          assertThrows(ConfigurationFault.class, () -> new TlsFiles(pair[0], pair[1]));
      String message = fault.getMessage();
      assertNotNull(message);
      assertEquals(1, message.lines().count());
    }
  }

  @Test
  void aClientThatNeverFinishesItsHandshakeIsCutOff() throws Exception {
    try (TestServer server =
            TestServer.with()
                .tls(selfSigned("d"))
                .times(java.time.Duration.ofMillis(500), java.time.Duration.ofSeconds(5))
                .start(new Recorder());
        RawClient half = new RawClient(server.address, 0);
        RawClient silent = new RawClient(server.address, 0)) {
      half.bytes(new byte[] {0x16, 3, 1, 2, 0, 1});
      assertEquals(-1, half.in().read());
      assertEquals(-1, silent.in().read());
    }
  }
}
