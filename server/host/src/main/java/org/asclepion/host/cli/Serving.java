package org.asclepion.host.cli;

import com.github.benmanes.caffeine.cache.Ticker;
import java.io.IOException;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;
import org.apache.logging.log4j.LogManager;
import org.asclepion.content.load.Declaration;
import org.asclepion.content.model.Hospital;
import org.asclepion.host.http.AccessCode;
import org.asclepion.host.http.Doorplate;
import org.asclepion.host.http.Entry;
import org.asclepion.host.http.HostCheck;
import org.asclepion.host.media.MediaPortException;
import org.asclepion.host.media.MediaSettings;
import org.asclepion.host.ops.ConfigurationFault;
import org.asclepion.host.ops.DataDirectory;
import org.asclepion.host.ops.LanAddresses;
import org.asclepion.host.ops.OperatorToken;
import org.asclepion.host.ops.SelfSigned;
import org.asclepion.host.ops.TlsFiles;
import org.asclepion.host.recording.Header;
import org.asclepion.host.recording.Recordings;
import org.asclepion.host.room.Recorder;
import org.asclepion.host.scene.SceneFiles;
import org.asclepion.host.session.Sessions;
import org.jspecify.annotations.Nullable;

/**
 * One run of {@code asclepion serve}: from checked options to a server, to the signal that ends it.
 * Owned by Main's thread.
 */
final class Serving {
  private static final Duration DRAIN_TIME = Duration.ofSeconds(7);
  private static final Duration TLS_LOOK_EVERY = Duration.ofSeconds(5);

  private final ServerConfig config;
  private final PrintStream out;

  Serving(ServerConfig config, PrintStream out) {
    this.config = config;
    this.out = out;
  }

  /** Serves until a signal; answers the exit code. */
  int run() throws ConfigurationFault, IOException, InterruptedException {
    Signals signals = new Signals();
    Hospital hospital = Hospitals.load(hospitalDirectory());
    try (DataDirectory data = DataDirectory.open(config.data());
        ScheduledExecutorService chores = chores()) {
      TlsFiles tls = tls(data);
      if (tls != null) {
        long period = TLS_LOOK_EVERY.toMillis();
        var _ =
            chores.scheduleWithFixedDelay(
                tls::reloadIfChanged, period, period, TimeUnit.MILLISECONDS);
      }
      AccessCode code =
          config.entry() == Entry.CODE
              ? new AccessCode(new SecureRandom(), Ticker.systemTicker())
              : null;
      try (Recordings recordings = recordings();
          HospitalServer server = start(setup(hospital, data, tls, code, recordings))) {
        announce(server, code);
        signals.await();
        server.drain(DRAIN_TIME);
      } finally {
        chores.shutdownNow();
        LogManager.shutdown();
      }
    }
    return 0;
  }

  private @Nullable Recordings recordings() throws ConfigurationFault, IOException {
    if (config.record() == null) {
      return null;
    }
    Messages.inEveryLanguage("recording", config.record());
    byte[] digest = Declaration.digest(hospitalDirectory());
    return Recordings.open(
        config.record(), Header.Digest.of(digest), Main.version(), Instant.now());
  }

  private static ScheduledExecutorService chores() {
    return Executors.newSingleThreadScheduledExecutor(
        Thread.ofPlatform().daemon().name("chores").factory());
  }

  private Path hospitalDirectory() {
    return Hospitals.directory(config.hospital());
  }

  private @Nullable TlsFiles tls(DataDirectory data) throws ConfigurationFault {
    return switch (config.tls()) {
      case NONE -> null;
      case SELF_SIGNED -> SelfSigned.load(data, LanAddresses.find());
      case FILES -> {
        if (config.tlsCert() == null || config.tlsKey() == null) {
          throw new ConfigurationFault("--tls-cert and --tls-key belong together: give both");
        }
        yield new TlsFiles(config.tlsCert(), config.tlsKey());
      }
    };
  }

  private Setup setup(
      Hospital hospital,
      DataDirectory data,
      @Nullable TlsFiles tls,
      @Nullable AccessCode code,
      @Nullable Recordings recordings)
      throws ConfigurationFault, IOException {
    Cores cores = Cores.here(config.roomThreads());
    return new Setup(
        hospital,
        SceneFiles.load(hospital, Models.of(hospital, hospitalDirectory(), data)),
        Main.version(),
        address(),
        tls,
        config.entry(),
        doorplate(),
        code,
        config.metricsToken(),
        hosts(),
        Duration.ofSeconds(Sessions.RESUME_SECONDS),
        cores.owners(),
        cores.loops(),
        null,
        recordings == null ? Recorder.none() : recordings,
        OperatorToken.load(data),
        new MediaSettings(
            new InetSocketAddress(address().getAddress(), config.media().port()),
            config.media().announce(),
            config.media().tcpPort(),
            config.media().turn()),
        UnaryOperator.identity());
  }

  private Doorplate doorplate() throws ConfigurationFault {
    List<String> hosts =
        address().getAddress().isAnyLocalAddress()
            ? LanAddresses.find().stream().map(LanAddresses::inUrl).toList()
            : List.of();
    if (config.authority() != null) {
      String pem = NamedFile.text(config.authority(), "--tls-authority");
      if (!pem.contains("-----BEGIN CERTIFICATE-----") || pem.contains("PRIVATE KEY")) {
        throw new ConfigurationFault(
            "--tls-authority "
                + config.authority()
                + " must hold PEM certificates and no key: everybody may get it");
      }
      return new Doorplate(
          hosts, Doorplate.Certificate.AUTHORITY, pem.getBytes(StandardCharsets.US_ASCII));
    }
    return new Doorplate(
        hosts,
        switch (config.tls()) {
          case NONE -> Doorplate.Certificate.NONE;
          case SELF_SIGNED -> Doorplate.Certificate.SELF_SIGNED;
          case FILES -> Doorplate.Certificate.OTHER;
        },
        null);
  }

  private InetSocketAddress address() {
    if (config.bind() != null) {
      return new InetSocketAddress(config.bind(), config.port());
    }
    return config.lan()
        ? new InetSocketAddress(config.port())
        : new InetSocketAddress(InetAddress.getLoopbackAddress(), config.port());
  }

  /** Names of others that were made to point here must not open what is open to neighbours only. */
  private HostCheck hosts() throws IOException {
    Set<String> names = new HashSet<>(config.hostNames());
    if (config.entry() == Entry.NONE && names.isEmpty()) {
      return HostCheck.any();
    }
    if (config.lan()) {
      String own = InetAddress.getLocalHost().getHostName().toLowerCase(java.util.Locale.ROOT);
      names.add(own);
      names.add(own + ".local");
    }
    return HostCheck.only(names);
  }

  private HospitalServer start(Setup setup) throws ConfigurationFault {
    try {
      return new HospitalServer(setup);
    } catch (MediaPortException e) {
      throw new ConfigurationFault(
          "cannot carry voice and video on "
              + e.getMessage()
              + ": stop what has the port, choose another with --media-port, or correct"
              + " --media-announce");
    } catch (IOException e) {
      throw new ConfigurationFault(
          "cannot listen on "
              + LanAddresses.inUrl(setup.address().getAddress())
              + ":"
              + config.port()
              + " ("
              + reason(e)
              + "): stop what has the port, or choose another with --port");
    }
  }

  private static String reason(IOException e) {
    String message = String.valueOf(e.getMessage());
    return message.contains("in use")
        ? "the port is taken"
        : message.lines().findFirst().orElse("");
  }

  private void announce(HospitalServer server, @Nullable AccessCode code) {
    for (String url : otherUrls(server)) {
      System.err.println("asclepion: others reach it at " + url);
    }
    otherUrls(server).stream()
        .findFirst()
        .ifPresent(url -> System.err.println("asclepion: on a headset: " + url + "/headset"));
    if (code != null) {
      System.err.println("asclepion: access code " + code.shown() + " (until the server stops)");
    }
    if (config.entry() == Entry.NONE) {
      System.err.println(
          "asclepion: there is no open entry: nobody can get a ticket without --demo or --lan");
    }
    Instant now = Instant.now();
    long millis =
        ProcessHandle.current()
            .info()
            .startInstant()
            .map(start -> Duration.between(start, now).toMillis())
            .orElse(0L);
    out.println("ready url=" + url(server.address()) + " in_ms=" + millis);
    out.flush();
  }

  private String url(InetSocketAddress address) {
    String scheme = config.tls() == ServerConfig.TlsSource.NONE ? "http://" : "https://";
    InetAddress host = address.getAddress();
    return scheme
        + (host.isAnyLocalAddress() || host.isLoopbackAddress()
            ? "localhost"
            : LanAddresses.inUrl(host))
        + ":"
        + address.getPort();
  }

  private List<String> otherUrls(HospitalServer server) {
    List<String> urls = new ArrayList<>();
    if (server.address().getAddress().isAnyLocalAddress()) {
      for (InetAddress address : LanAddresses.find()) {
        urls.add("https://" + LanAddresses.inUrl(address) + ":" + server.address().getPort());
      }
    }
    return urls;
  }
}
