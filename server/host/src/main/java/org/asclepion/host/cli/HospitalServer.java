package org.asclepion.host.cli;

import com.github.benmanes.caffeine.cache.Ticker;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.asclepion.content.model.Room;
import org.asclepion.host.http.HttpPipeline;
import org.asclepion.host.http.Site;
import org.asclepion.host.http.WebFiles;
import org.asclepion.host.media.MediaService;
import org.asclepion.host.ops.AudienceMetrics;
import org.asclepion.host.ops.Drainable;
import org.asclepion.host.ops.Health;
import org.asclepion.host.ops.Metrics;
import org.asclepion.host.ops.OwnerMetrics;
import org.asclepion.host.ops.RoomMetrics;
import org.asclepion.host.replication.RoomReplicator;
import org.asclepion.host.room.Journal;
import org.asclepion.host.room.Reception;
import org.asclepion.host.room.Rooms;
import org.asclepion.host.room.WorkClock;
import org.asclepion.host.session.DeviceBook;
import org.asclepion.host.session.DeviceDesk;
import org.asclepion.host.session.EntryCodes;
import org.asclepion.host.session.EntryGrants;
import org.asclepion.host.session.MediaDesk;
import org.asclepion.host.session.PathChecks;
import org.asclepion.host.session.Sessions;
import org.asclepion.host.session.TicketBook;
import org.asclepion.host.transport.Limits;
import org.asclepion.host.transport.Port;
import org.asclepion.host.transport.TransportMetrics;
import org.asclepion.world.space.RoomTemplate;
import org.jspecify.annotations.Nullable;

/**
 * The whole server, wired: its constructor is the start order, {@link #close} the stop order. Made
 * and closed by one thread.
 */
public final class HospitalServer implements Drainable, AutoCloseable {
  private final Metrics process = new Metrics();
  private final PrometheusMeterRegistry metrics = process.registry();
  private final Health health = new Health();
  private final AtomicInteger scopeNumbers = new AtomicInteger();
  private final @Nullable MediaService media;
  private final Rooms rooms;
  private final Sessions sessions;
  private final Port port;
  private final InetSocketAddress address;

  /** Starts everything; the server is ready when this returns. */
  public HospitalServer(Setup setup) throws IOException {
    RoomMetrics roomMetrics = new RoomMetrics(metrics);
    TicketBook tickets = new TicketBook(Ticker.systemTicker());
    List<RoomTemplate> templates = setup.hospital().rooms().stream().map(Room::template).toList();
    DeviceBook devices = new DeviceBook(Ticker.systemTicker());
    media =
        setup.media() == null ? null : new MediaService(setup.media(), templates, devices, metrics);
    Reception reception = media == null ? Reception.NONE : media.reception();
    AudienceMetrics audiences = new AudienceMetrics(metrics);
    rooms =
        new Rooms(
            templates,
            setup.tickThreads(),
            setup
                .replicators()
                .apply(
                    (room, mailbox, clock, neighbours) ->
                        new RoomReplicator(
                            room, mailbox, clock, neighbours, scopeNumbers, reception)),
            setup.recorders(),
            journal(roomMetrics, setup.observer()),
            media == null ? audiences : audiences.and(media.audiences()),
            roomMetrics);
    sessions =
        new Sessions(
            rooms,
            tickets,
            setup.scene().hospitalFile(),
            setup.resumeTime(),
            media == null ? MediaDesk.none() : media.desk());
    port = new Port(setup.ioThreads(), Limits.DEFAULTS, new TransportMetrics(metrics), sessions);
    Gauge.builder("asclepion.rooms", rooms, Rooms::instances).register(metrics);
    Gauge.builder("asclepion.participants", rooms, Rooms::participants).register(metrics);
    OwnerMetrics.bind(rooms, metrics);
    Gauge.builder("asclepion.sessions", sessions, Sessions::count).register(metrics);
    Site.Parts site =
        new Site.Parts(
            setup.hospital(),
            setup.version(),
            setup.entry(),
            setup.doorplate(),
            setup.accessCode(),
            setup.metricsToken(),
            setup.hosts(),
            WebFiles.load(HospitalServer.class.getClassLoader()),
            setup.scene().files(),
            tickets,
            new Site.Invitations(
                new EntryCodes(new SecureRandom(), Ticker.systemTicker()),
                new EntryGrants(Ticker.systemTicker()),
                sessions::find),
            setup.operator(),
            devices,
            media == null ? DeviceDesk.none() : media.deviceDesk(),
            health,
            metrics,
            media == null ? PathChecks.none() : media.checks());
    HttpPipeline http =
        new HttpPipeline(
            Site.router(site, port.endpoint()),
            HttpPipeline.REQUEST_TIME,
            HttpPipeline.ANSWER_TIME);
    rooms.start(port.threadIds().mapToObj(WorkClock::of).toList());
    try {
      address =
          port.bind(setup.address(), setup.tls(), http, media == null ? null : media.overTcp());
      if (media != null) {
        media.announceTcp(address.getPort());
      }
    } catch (IOException e) {
      close();
      throw e;
    }
    health.ready();
  }

  private Journal journal(RoomMetrics roomMetrics, @Nullable Journal observer) {
    Journal journal = media == null ? roomMetrics : roomMetrics.and(media.journal());
    return observer == null ? journal : journal.and(observer);
  }

  /** Where sound and pictures go, over UDP; null in a server without. */
  public @Nullable InetSocketAddress mediaAddress() {
    return media == null ? null : media.address();
  }

  /** Where the port listens. */
  public InetSocketAddress address() {
    return address;
  }

  /** The meters, as /metrics shows them. */
  public PrometheusMeterRegistry metrics() {
    return metrics;
  }

  /** Admits nobody new, says goodbye to everybody, and waits until they are gone or time is up. */
  @Override
  public void drain(Duration time) {
    health.draining();
    sessions.drain();
    long deadline = System.nanoTime() + time.toNanos();
    while (rooms.participants() > 0 && System.nanoTime() < deadline) {
      try {
        Thread.sleep(20);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return;
      }
    }
  }

  @Override
  public void close() {
    health.draining();
    sessions.close();
    port.close();
    if (media != null) {
      media.close();
    }
    rooms.close();
    process.close();
  }
}
