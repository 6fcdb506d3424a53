package org.asclepion.host.media;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.asclepion.host.room.AudienceSink;
import org.asclepion.host.room.Journal;
import org.asclepion.host.room.Reception;
import org.asclepion.host.session.DeviceBook;
import org.asclepion.host.session.DeviceDesk;
import org.asclepion.host.session.MediaDesk;
import org.asclepion.host.session.PathChecks;
import org.asclepion.host.transport.SharedPort;
import org.asclepion.media.port.Candidate;
import org.asclepion.media.port.MediaPort;
import org.asclepion.media.port.MediaPortOptions;
import org.asclepion.media.port.PortCounters;
import org.asclepion.media.route.RouteListener;
import org.asclepion.media.route.Router;
import org.asclepion.media.route.Source;
import org.asclepion.world.space.RoomTemplate;
import org.jspecify.annotations.Nullable;

/**
 * Sound and pictures of one server: the port, the router, and one thread ({@code media}) that tells
 * the router of audiences and, while anybody calls, of time. Made and closed by whoever makes the
 * server; the constructor is the start order.
 */
public final class MediaService implements AutoCloseable {
  /** How often the router looks at the time. */
  static final long TICK_MILLIS = 20;

  /** How often clients are told how well it goes, if that is news. */
  static final long ADVICE_MILLIS = 1_000;

  private final ScheduledThreadPoolExecutor thread;
  private final PortCounters counters = new PortCounters();
  private final Register register = new Register();
  private final Router router = new Router(new Unheard());
  private final MediaPort port;
  private final MediaSettings settings;
  private final Gatherings gatherings;
  private final Callers callers;
  private final Probes probes;
  private final Devices devices;

  /** As they stand behind "a=" in an answer. */
  private volatile List<String> candidates;

  /**
   * Binds the port.
   *
   * @param templates all rooms of the hospital, by index
   * @param tickets of devices and displays
   */
  public MediaService(
      MediaSettings settings,
      List<RoomTemplate> templates,
      DeviceBook tickets,
      PrometheusMeterRegistry registry)
      throws MediaPortException {
    this.settings = settings;
    port = open(settings, counters);
    thread =
        new ScheduledThreadPoolExecutor(
            1,
            Thread.ofPlatform().name("media").factory(),
            // After the end there is nobody to tell.
            new ThreadPoolExecutor.DiscardPolicy());
    gatherings =
        new Gatherings(
            router, register, thread, room -> templates.get(room.template()).acoustics().voices());
    candidates = port.candidates().stream().map(Candidate::sdp).toList();
    TurnServers turn = settings.turn();
    Relays relays = turn == null ? null : new Relays(turn, InstantSource.system());
    callers =
        new Callers(
            port, router, register, gatherings, () -> candidates, relays, new SecureRandom());
    if (turn != null && relays != null) {
      long period = renewSeconds(turn);
      var _ = thread.scheduleWithFixedDelay(relays::renew, period, period, TimeUnit.SECONDS);
    }
    probes =
        new Probes(
            port, () -> candidates, turn, InstantSource.system(), thread, new SecureRandom());
    devices = new Devices(port, router, gatherings, tickets, () -> candidates, new SecureRandom());
    MediaMeters.bind(registry, port, counters, router);
    Gauge.builder("asclepion.media.devices", devices, Devices::count).register(registry);
    Rounds ticks =
        new Rounds(
            thread,
            TICK_MILLIS,
            register::somebodyCalls,
            () -> {
              devices.look();
              router.tick(System.nanoTime());
            });
    Advice adviser = new Advice(register, counters, gatherings::isShownInVain);
    Rounds advice =
        new Rounds(
            thread, ADVICE_MILLIS, register::somebodyCalls, () -> adviser.look(System.nanoTime()));
    register.onNewcomer(
        () -> {
          ticks.wake();
          advice.wake();
        });
  }

  /** Often enough that nothing is renewed much later than at half of its time. */
  private static long renewSeconds(TurnServers servers) {
    return Math.max(1, servers.holds().toSeconds() / 16);
  }

  private static MediaPort open(MediaSettings settings, PortCounters counters)
      throws MediaPortException {
    try {
      return new MediaPort(
          MediaPortOptions.on(settings.bind()).announcing(settings.announce()), counters);
    } catch (IOException e) {
      throw new MediaPortException(settings.bind(), e);
    }
  }

  /** Where sessions ask. */
  public MediaDesk desk() {
    return callers;
  }

  /** Where newcomers look for a path. */
  public PathChecks checks() {
    return probes;
  }

  /** Where devices and displays ask. */
  public DeviceDesk deviceDesk() {
    return devices;
  }

  /** Where rooms say who hears and sees whom. */
  public AudienceSink audiences() {
    return gatherings.and(devices);
  }

  /** Where rooms say who is where. */
  public Journal journal() {
    return gatherings;
  }

  /** Who hears and sees whom. */
  public Reception reception() {
    return register;
  }

  /** What takes media's connections on the port of HTTPS; null where UDP has to do. */
  public @Nullable SharedPort overTcp() {
    return isOverTcp() ? new IceOverTcp(port) : null;
  }

  private boolean isOverTcp() {
    return settings.tcpPort() == null || settings.tcpPort() != MediaSettings.NO_TCP;
  }

  /**
   * Clients that cannot reach the UDP port are to try TCP, at the same addresses.
   *
   * @param bound where the port of HTTPS is
   */
  public void announceTcp(int bound) {
    if (!isOverTcp()) {
      return;
    }
    int outside = settings.tcpPort() == null ? bound : settings.tcpPort();
    List<Candidate> both = new ArrayList<>(port.candidates());
    port.candidates().stream()
        .map(udp -> new InetSocketAddress(udp.address().getAddress(), outside))
        .distinct()
        .forEach(address -> both.add(new Candidate(both.size() + 1, address, true)));
    candidates = both.stream().map(Candidate::sdp).toList();
  }

  /** Where the UDP socket is. */
  public InetSocketAddress address() {
    return port.address();
  }

  @Override
  public void close() {
    thread.shutdownNow();
    port.close();
  }

  /** Every connection has a listener of its own. */
  private static final class Unheard implements RouteListener {
    @Override
    public void talking(long participant, boolean talking, int loudness) {}

    @Override
    public void voice(long receiver, int slot, long sender) {}

    @Override
    public void picture(long receiver, int slot, long sender, Source source) {}
  }
}
