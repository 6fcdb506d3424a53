package org.asclepion.host.http;

import com.github.benmanes.caffeine.cache.Ticker;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;
import java.util.function.Function;
import org.asclepion.content.model.Hospital;
import org.asclepion.host.ops.Health;
import org.asclepion.host.session.DeviceBook;
import org.asclepion.host.session.DeviceDesk;
import org.asclepion.host.session.DeviceTicket.Way;
import org.asclepion.host.session.EntryCodes;
import org.asclepion.host.session.EntryGrants;
import org.asclepion.host.session.PathChecks;
import org.asclepion.host.session.Stay;
import org.asclepion.host.session.TicketBook;
import org.asclepion.host.transport.WebSocketEndpoint;
import org.jspecify.annotations.Nullable;

/** What the port serves: the one list of routes. Made once at start. */
public final class Site {
  /**
   * What a site is made of.
   *
   * @param doorplate how others find it
   * @param code what {@link Entry#CODE} asks for
   * @param metricsToken lets others than the server's own machine read the metrics
   * @param operator the operator's token, or null
   * @param devices tickets of devices and displays
   * @param desk where devices and displays ask
   * @param web files by path below {@code /}
   * @param content files by path below {@code /content/}
   * @param invitations codes and what they open
   * @param paths where newcomers look for a path of sound and pictures
   */
  public record Parts(
      Hospital hospital,
      String version,
      Entry entry,
      Doorplate doorplate,
      @Nullable AccessCode code,
      @Nullable String metricsToken,
      HostCheck hosts,
      Map<String, ByteBuffer> web,
      Map<String, ByteBuffer> content,
      TicketBook tickets,
      Invitations invitations,
      @Nullable String operator,
      DeviceBook devices,
      DeviceDesk desk,
      Health health,
      PrometheusMeterRegistry metrics,
      PathChecks paths) {}

  /**
   * The short ways in.
   *
   * @param stays whose newest resume token something is, or null
   */
  public record Invitations(
      EntryCodes codes, EntryGrants grants, Function<String, @Nullable Stay> stays) {}

  private static final String METRICS_TYPE = "text/plain; version=0.0.4; charset=utf-8";
  private static final String BEARER = "Bearer ";

  private Site() {}

  public static Router router(Parts parts, WebSocketEndpoint endpoint) {
    Executor compressor =
        Executors.newSingleThreadExecutor(Thread.ofPlatform().daemon().name("compress").factory());
    return new Router(
        routes(parts),
        parts.hosts(),
        new FileSet(parts.web(), WebFiles::isHashed, compressor),
        new FileSet(parts.content(), _ -> true, compressor),
        endpoint);
  }

  static List<Route> routes(Parts parts) {
    RateLimit devices = new RateLimit(10, 60, Ticker.systemTicker());
    List<Route> all =
        new ArrayList<>(
            new DevicesRoute(
                    parts.hospital(), parts.devices(), parts.desk(), parts.operator(), devices)
                .routes());
    for (Way way : Way.values()) {
      all.addAll(
          new StreamRoute(way, parts.devices(), parts.desk(), devices, parts.metrics()).routes());
    }
    all.addAll(entry(parts));
    all.addAll(others(parts));
    return all;
  }

  private static List<Route> entry(Parts parts) {
    Invitations invitations = parts.invitations();
    TicketsRoute tickets =
        new TicketsRoute(
            parts.hospital(),
            parts.entry(),
            parts.code(),
            parts.tickets(),
            invitations.grants(),
            parts.health()::isReady,
            parts.metrics(),
            Ticker.systemTicker());
    List<Route> all = new ArrayList<>();
    all.add(Route.post("/api/v1/tickets", tickets));
    all.addAll(
        new CodesRoute(
                tickets,
                invitations.codes(),
                invitations.grants(),
                invitations.stays(),
                parts.operator(),
                parts.metrics(),
                Ticker.systemTicker())
            .routes());
    return all;
  }

  private static List<Route> others(Parts parts) {
    byte[] openApi = resource("openapi.json");
    return List.of(
        Route.get(
            "/api/v1/server",
            new ServerRoute(
                parts.hospital(),
                parts.entry(),
                parts.version(),
                parts.content().keySet(),
                parts.doorplate())),
        Route.get("/api/v1/authority", _ -> authority(parts.doorplate())),
        Route.get(
            "/api/v1/openapi.json",
            _ -> new Response(200, Response.JSON, openApi).with("cache-control", "no-cache")),
        Route.get("/healthz", _ -> text(200, "ok\n")),
        Route.get("/readyz", _ -> ready(parts.health())),
        Route.get("/metrics", request -> metrics(parts, request)),
        Route.post(
            "/api/v1/path",
            new PathRoute(parts.tickets(), parts.health()::isReady, parts.paths())));
  }

  /** For people to put on a headset, whose settings ask for a file. */
  private static Response authority(Doorplate doorplate) {
    byte[] pem = doorplate.authority();
    if (pem == null) {
      throw Problem.of(404, "no-authority", "This server offers no authority's certificate.");
    }
    return new Response(200, "application/x-x509-ca-cert", pem)
        .with("content-disposition", "attachment; filename=\"hospital-ca.crt\"")
        .with("cache-control", "no-cache");
  }

  private static Response ready(Health health) {
    String phase = health.phase().name().toLowerCase(Locale.ROOT) + "\n";
    return text(health.isReady() ? 200 : 503, phase);
  }

  private static Response metrics(Parts parts, Request request) {
    if (!mayRead(request.remote(), request.headers().get("authorization"), parts.metricsToken())) {
      throw Problem.of(403, "not-allowed", "Metrics are for this machine or with the token only.");
    }
    byte[] body = parts.metrics().scrape().getBytes(StandardCharsets.UTF_8);
    return new Response(200, METRICS_TYPE, body).with("cache-control", "no-store");
  }

  /** Without a token the server's own machine may read; with one, only who has it. */
  private static boolean mayRead(
      InetAddress from, @Nullable String authorization, @Nullable String token) {
    if (token == null) {
      return from.isLoopbackAddress();
    }
    return authorization != null
        && MessageDigest.isEqual(
            (BEARER + token).getBytes(StandardCharsets.UTF_8),
            authorization.getBytes(StandardCharsets.UTF_8));
  }

  private static Response text(int status, String text) {
    return new Response(status, Response.TEXT, text.getBytes(StandardCharsets.UTF_8))
        .with("cache-control", "no-store");
  }

  private static byte[] resource(String name) {
    try (InputStream in = Site.class.getResourceAsStream(name)) {
      if (in == null) {
        throw new IllegalStateException(name + " is missing from the build");
      }
      return in.readAllBytes();
    } catch (IOException e) {
      throw new IllegalStateException(name + " cannot be read", e);
    }
  }
}
