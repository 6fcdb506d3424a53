package org.asclepion.host;

import com.github.benmanes.caffeine.cache.Ticker;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.asclepion.content.model.Hospital;
import org.asclepion.content.model.LocalizedText;
import org.asclepion.content.model.Room;
import org.asclepion.host.http.AccessCode;
import org.asclepion.host.http.Doorplate;
import org.asclepion.host.http.Entry;
import org.asclepion.host.http.HostCheck;
import org.asclepion.host.http.HttpPipeline;
import org.asclepion.host.http.Site;
import org.asclepion.host.ops.Health;
import org.asclepion.host.session.DeviceBook;
import org.asclepion.host.session.DeviceDesk;
import org.asclepion.host.session.EntryCodes;
import org.asclepion.host.session.EntryGrants;
import org.asclepion.host.session.PathChecks;
import org.asclepion.host.session.TicketBook;
import org.asclepion.host.transport.ConnectionListener;
import org.asclepion.host.transport.Limits;
import org.asclepion.host.transport.Port;
import org.asclepion.host.transport.SharedPort;
import org.asclepion.host.transport.Tls;
import org.asclepion.host.transport.TransportMetrics;
import org.asclepion.world.avatar.Role;
import org.asclepion.world.space.Acoustics;
import org.asclepion.world.space.Point;
import org.asclepion.world.space.RoomKind;
import org.asclepion.world.space.RoomTemplate;
import org.jspecify.annotations.Nullable;

/**
 * The real port with the real site on a free loopback port, and a test's own sessions behind it.
 */
public final class TestServer implements AutoCloseable {
  public final Health health = new Health();
  public final TicketBook tickets = new TicketBook(Ticker.systemTicker());
  public final Site.Invitations invitations =
      new Site.Invitations(
          new EntryCodes(new SecureRandom(), Ticker.systemTicker()),
          new EntryGrants(Ticker.systemTicker()),
          _ -> null);
  public final PrometheusMeterRegistry metrics =
      new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
  public final InetSocketAddress address;
  private final Port port;
  private final boolean secure;

  private TestServer(Builder with, ConnectionListener.Factory sessions) throws IOException {
    port = new Port(1, with.limits, new TransportMetrics(metrics), sessions);
    Site.Parts parts =
        new Site.Parts(
            hospital(),
            "test",
            with.entry,
            with.doorplate,
            with.code,
            with.metricsToken,
            with.hosts,
            with.web,
            with.content,
            tickets,
            invitations,
            null,
            new DeviceBook(Ticker.systemTicker()),
            DeviceDesk.none(),
            health,
            metrics,
            with.paths);
    HttpPipeline http =
        new HttpPipeline(Site.router(parts, port.endpoint()), with.requestTime, with.answerTime);
    address =
        port.bind(
            new InetSocketAddress(InetAddress.getLoopbackAddress(), 0),
            with.tls,
            http,
            with.shared);
    secure = with.tls != null;
    health.ready();
  }

  public static Builder with() {
    return new Builder();
  }

  public static TestServer start(ConnectionListener.Factory sessions) throws IOException {
    return with().start(sessions);
  }

  public URI uri(String path) {
    return URI.create((secure ? "https" : "http") + "://localhost:" + address.getPort() + path);
  }

  public URI webSocketUri() {
    return URI.create(
        (secure ? "wss" : "ws") + "://localhost:" + address.getPort() + "/api/v1/connect");
  }

  public double count(String name, String... tags) {
    var found = metrics.find(name).tags(tags).counter();
    return found == null ? 0 : found.count();
  }

  public double gauge(String name) {
    var found = metrics.find(name).gauge();
    return found == null ? Double.NaN : found.value();
  }

  public void stopAccepting() {
    port.stopAccepting();
  }

  @Override
  public void close() {
    port.close();
  }

  /** A hospital of one room. */
  public static Hospital hospital() {
    RoomTemplate lobby =
        new RoomTemplate(
            0,
            "lobby",
            RoomKind.LOBBY,
            List.of(new Point(0, 0), new Point(4, 0), new Point(4, -4), new Point(0, -4)),
            0,
            3,
            50,
            30,
            EnumSet.allOf(Role.class),
            false,
            false,
            List.of(),
            List.of(),
            List.of(),
            List.of(),
            List.of(),
            Acoustics.ORDINARY);
    LocalizedText name = new LocalizedText(Map.of("en", "Test Hospital", "zh-Hans", "测试医院"));
    Room room = new Room(lobby, name, false, List.of(), List.of(), List.of(), List.of(), List.of());
    return new Hospital("test", name, List.of(room), List.of(), List.of(), 0);
  }

  /** What a test wants otherwise. */
  public static final class Builder {
    private Limits limits = Limits.DEFAULTS;
    private Entry entry = Entry.DEMO;
    private Doorplate doorplate = Doorplate.none();
    private @Nullable AccessCode code;
    private @Nullable String metricsToken;
    private HostCheck hosts = HostCheck.any();
    private @Nullable Tls tls;
    private @Nullable SharedPort shared;
    private PathChecks paths = PathChecks.none();
    private Duration requestTime = HttpPipeline.REQUEST_TIME;
    private Duration answerTime = HttpPipeline.ANSWER_TIME;
    private final Map<String, ByteBuffer> web = new HashMap<>();
    private final Map<String, ByteBuffer> content = new HashMap<>();

    private Builder() {
      web("index.html", "<!doctype html><title>Asclepion</title>");
    }

    public Builder limits(Limits limits) {
      this.limits = limits;
      return this;
    }

    public Builder entry(Entry entry, @Nullable AccessCode code) {
      this.entry = entry;
      this.code = code;
      return this;
    }

    public Builder doorplate(Doorplate doorplate) {
      this.doorplate = doorplate;
      return this;
    }

    public Builder metricsToken(String token) {
      metricsToken = token;
      return this;
    }

    public Builder hosts(HostCheck hosts) {
      this.hosts = hosts;
      return this;
    }

    public Builder tls(Tls tls) {
      this.tls = tls;
      return this;
    }

    public Builder checkingPaths(PathChecks checks) {
      paths = checks;
      return this;
    }

    public Builder sharing(SharedPort other) {
      shared = other;
      return this;
    }

    public Builder times(Duration request, Duration answer) {
      requestTime = request;
      answerTime = answer;
      return this;
    }

    public Builder web(String path, String text) {
      return web(path, text.getBytes(StandardCharsets.UTF_8));
    }

    public Builder web(String path, byte[] bytes) {
      web.put(path, ByteBuffer.wrap(bytes));
      return this;
    }

    public Builder content(String path, byte[] bytes) {
      content.put(path, ByteBuffer.wrap(bytes));
      return this;
    }

    public TestServer start(ConnectionListener.Factory sessions) throws IOException {
      return new TestServer(this, sessions);
    }
  }
}
