package org.asclepion.host.media;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.asclepion.host.Person;
import org.asclepion.host.Reactor;
import org.asclepion.host.TestHospital;
import org.asclepion.sdk.ClientLoop;
import org.asclepion.sdk.TicketRequest;

/** A hospital on a free port, and the browsers of those who come. Of a test's own thread. */
final class GuestHouse implements AutoCloseable {
  final TestHospital hospital;
  final CallPages pages;
  private final ClientLoop loop = new ClientLoop();

  /** Skips the test where there is no browser. */
  GuestHouse(String log, UnaryOperator<MediaSettings> settings) throws Exception {
    assumeTrue(CallPages.arePossible(), "needs chromium: ./asclepion test --install");
    InetSocketAddress free = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
    MediaSettings media = settings.apply(new MediaSettings(free, List.of()));
    hospital = TestHospital.start(setup -> setup.carrying(media));
    Path out = Reactor.root().resolve("server/host/target").resolve(log);
    Files.createDirectories(out);
    String url = "http://localhost:" + hospital.address().getPort();
    pages = new CallPages(url, out.resolve("pages.log"));
  }

  /** Somebody comes in, in a page of their own. */
  Guest guest(String name, String role) throws Exception {
    pages.ask(name, "open", Map.of());
    return new Guest(new Person(loop, hospital.uri(""), TicketRequest.of(name, role)), name, pages);
  }

  @Override
  public void close() {
    loop.close();
    pages.close();
    hospital.close();
  }
}
