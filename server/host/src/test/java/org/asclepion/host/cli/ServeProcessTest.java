package org.asclepion.host.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.asclepion.host.RawClient;
import org.asclepion.protocol.v1.ClientFrame;
import org.asclepion.protocol.v1.Error;
import org.asclepion.protocol.v1.Goodbye;
import org.asclepion.protocol.v1.Hello;
import org.asclepion.protocol.v1.ServerFrame;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The server as a process: ready, drained, stopped, or refused. */
@Timeout(300)
class ServeProcessTest {
  @TempDir private Path directory;

  static RawClient connect(URI url) throws Exception {
    RawClient client =
        new RawClient(new InetSocketAddress(InetAddress.getLoopbackAddress(), url.getPort()), 0);
    client.text(RawClient.upgrade(url.getPort(), ""));
    assertTrue(client.head().startsWith("HTTP/1.1 101 "));
    return client;
  }

  static ClientFrame hello(String ticket) {
    return ClientFrame.newBuilder()
        .setSequence(1)
        .setHello(Hello.newBuilder().setVersion(1).setTicket(ticket).setLanguage("en"))
        .build();
  }

  static String ticket(URI url) throws Exception {
    try (HttpClient http = HttpClient.newHttpClient()) {
      String body =
          http.send(
                  HttpRequest.newBuilder(url.resolve("/api/v1/tickets"))
                      .header("content-type", "application/json")
                      .POST(BodyPublishers.ofString("{\"displayName\":\"A\",\"role\":\"guest\"}"))
                      .build(),
                  BodyHandlers.ofString())
              .body();
      Matcher found = Pattern.compile("\"ticket\":\"([^\"]+)\"").matcher(body);
      assertTrue(found.find(), body);
      return found.group(1);
    }
  }

  static ServerFrame next(RawClient client, ServerFrame.MessageCase kind) throws Exception {
    for (RawClient.Frame frame = client.read(); frame != null; frame = client.read()) {
      if (frame.opcode() == RawClient.BINARY && frame.message().getMessageCase() == kind) {
        return frame.message();
      }
    }
    throw new AssertionError("closed before " + kind);
  }

  @Test
  void withoutAnyConfigurationItServesTheDemoAndGoesWhenTold() throws Exception {
    try (Asclepion serve = new Asclepion(directory, "serve", "--port", "0")) {
      URI url = serve.ready();
      assertEquals("localhost", url.getHost());
      assertTrue(Files.isDirectory(directory.resolve("data")));
      String ticket = ticket(url);
      try (RawClient guest = connect(url);
          RawClient forger = connect(url);
          RawClient thief = connect(url)) {
        guest.send(hello(ticket));
        next(guest, ServerFrame.MessageCase.WELCOME);
        thief.send(hello(ticket));
        assertEquals(Error.Code.CODE_TICKET_REFUSED, thief.readFault(1008).getCode());
        forger.send(hello("AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"));
        assertEquals(Error.Code.CODE_TICKET_REFUSED, forger.readFault(1008).getCode());

        serve.terminate();
        Goodbye goodbye = next(guest, ServerFrame.MessageCase.GOODBYE).getGoodbye();
        assertEquals(Goodbye.Reason.REASON_DRAINING, goodbye.getReason());
        assertTrue(goodbye.getRetryAfterSeconds() > 0);
      }
      assertEquals(0, serve.exitCode());
      assertEquals(1, serve.out().lines().count());
      assertTrue(!serve.err().contains(ticket) && !serve.out().contains(ticket));
      assertEquals("", serve.err());
    }
  }

  @Test
  void aSecondSignalEndsItAtOnce() throws Exception {
    try (Asclepion serve = new Asclepion(directory, "serve", "--port", "0")) {
      URI url = serve.ready();
      try (RawClient guest = connect(url)) {
        guest.send(hello(ticket(url)));
        next(guest, ServerFrame.MessageCase.WELCOME);
        serve.terminate();
        // It now waits a moment for this guest to hang up, who does not.
        next(guest, ServerFrame.MessageCase.GOODBYE);
        serve.terminate();
        assertEquals(1, serve.exitCode());
      }
    }
  }

  @Test
  void aTakenPortIsOneLineAndTwo() throws Exception {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
        Asclepion serve = new Asclepion(directory, "serve", "--port", "" + taken.getLocalPort())) {
      assertEquals(2, serve.exitCode());
      assertEquals(1, serve.err().lines().count(), serve::err);
      assertTrue(serve.err().contains("the port is taken"), serve::err);
      assertEquals("", serve.out());
    }
  }

  @Test
  void onTheLanItNeedsTheCodeThatItPrints() throws Exception {
    try (Asclepion serve = new Asclepion(directory, "serve", "--lan", "--port", "0")) {
      URI url = serve.ready();
      assertEquals("https", url.getScheme());
      assertTrue(
          Pattern.compile("access code [2-9A-Z]{4}-[2-9A-Z]{4}").matcher(serve.err()).find(),
          serve::err);
      assertTrue(Files.exists(directory.resolve("data/tls/certificate.pem")));
      serve.terminate();
      assertEquals(0, serve.exitCode());
    }
  }
}
