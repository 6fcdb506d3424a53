package org.asclepion.host.cli;

import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.asclepion.host.http.Entry;
import org.asclepion.host.ops.ConfigurationFault;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code asclepion serve}: what the options mean together. The rest is {@link Serving}'s. */
@Command(
    name = "serve",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = {
      "Starts the server.",
      "With no configuration: the demo hospital, on this machine only, for anyone on it.",
      "Prints one line to stdout when it can serve. SIGTERM lets everybody go and stops; a second"
          + " one stops at once."
    })
final class ServeCommand implements Callable<Integer> {
  /** System property: an unforeseen failure shows where it happened. */
  static final String VERBOSE = "asclepion.verbose";

  static final int MAX_PORT = 65535;
  private static final int MIN_TOKEN_CHARACTERS = 16;

  /** The levels of Log4j that an operator has use for. */
  enum LogLevel {
    ERROR,
    WARN,
    INFO,
    DEBUG,
    TRACE
  }

  @Option(
      names = "--port",
      paramLabel = "N",
      description = "HTTP and WebSocket port; 0 takes a free one. Default: 8080")
  private int port = 8080;

  @Option(
      names = "--bind",
      paramLabel = "ADDR",
      description = "Address to listen on. Default: loopback; all with --lan")
  private @Nullable String bind;

  @Mixin private final MediaOptions media = new MediaOptions();

  @Option(
      names = "--data",
      paramLabel = "DIR",
      description = "Where the server keeps its data. Default: ./data")
  private Path data = Path.of("data");

  @Option(
      names = "--hospital",
      paramLabel = "DIR",
      description = "The hospital to serve. Default: the demo hospital")
  private @Nullable Path hospital;

  @Option(
      names = "--config",
      paramLabel = "FILE",
      description =
          "YAML with these options as keys, such as \"port: 8443\". The command line goes first.")
  private @Nullable Path config;

  @Option(
      names = "--demo",
      description = "Anyone on this machine may choose a name and a role and go.")
  private boolean demo;

  @Option(
      names = "--lan",
      description =
          "Anyone on the local network who has the access code, which is printed at start, may come"
              + " in. Needs TLS; self-signed unless a certificate is given.")
  private boolean lan;

  @Option(
      names = "--tls-cert",
      paramLabel = "FILE",
      description = "PEM certificate chain; read again when it changes.")
  private @Nullable Path tlsCert;

  @Option(
      names = "--tls-key",
      paramLabel = "FILE",
      description = "PEM private key without a password.")
  private @Nullable Path tlsKey;

  @Option(
      names = "--tls-authority",
      paramLabel = "FILE",
      description =
          "PEM certificate of the authority that signed --tls-cert, for people to put on their"
              + " headsets; /headset says how.")
  private @Nullable Path tlsAuthority;

  @Option(
      names = "--tls-self-signed",
      description = "Make a certificate and keep it in the data directory.")
  private boolean selfSigned;

  @Option(
      names = "--host-name",
      paramLabel = "NAME",
      split = ",",
      description =
          "A name by which people reach this server, besides its addresses. With --demo and --lan"
              + " no other names are answered.")
  private List<String> hostNames = List.of();

  @Option(
      names = "--metrics-token-file",
      paramLabel = "FILE",
      description =
          "Whoever sends the token in this file may read /metrics. Default: only this machine may")
  private @Nullable Path metricsTokenFile;

  @Option(
      names = "--room-threads",
      paramLabel = "N",
      description = "Threads that tick the rooms. Default: one for every three cores")
  private @Nullable Integer roomThreads;

  @Option(
      names = "--log-level",
      paramLabel = "LEVEL",
      description = "error, warn, info, debug or trace. Default: info")
  private LogLevel logLevel = LogLevel.INFO;

  @Option(
      names = "--record",
      paramLabel = "DIR",
      description =
          "Record what happens in every room into files in this directory, for asclepion replay."
              + " They hold how people moved and what they did, no names and no words.")
  private @Nullable Path record;

  @Override
  public Integer call() throws ConfigurationFault, IOException, InterruptedException {
    ServerConfig checked = check();
    // Before anything makes a logger: the class path's log4j2.xml reads it.
    System.setProperty("asclepion.log.level", logLevel.name());
    System.setProperty(VERBOSE, Boolean.toString(logLevel.compareTo(LogLevel.DEBUG) >= 0));
    return new Serving(checked, System.out).run();
  }

  private ServerConfig check() throws ConfigurationFault {
    if (port < 0 || port > MAX_PORT) {
      throw new ConfigurationFault("--port " + port + " is no port: use 0 to " + MAX_PORT);
    }
    if (roomThreads != null && (roomThreads < 1 || roomThreads > Cores.MOST)) {
      throw new ConfigurationFault(
          "--room-threads " + roomThreads + " is not possible: use 1 to " + Cores.MOST);
    }
    if (demo && lan) {
      throw new ConfigurationFault("--demo is for this machine only, --lan for others: choose one");
    }
    if ((tlsCert == null) != (tlsKey == null)) {
      throw new ConfigurationFault("--tls-cert and --tls-key belong together: give both");
    }
    if (tlsCert != null && selfSigned) {
      throw new ConfigurationFault("--tls-self-signed and --tls-cert: choose one");
    }
    if (tlsAuthority != null && tlsCert == null) {
      throw new ConfigurationFault("--tls-authority belongs to --tls-cert: give both");
    }
    ServerConfig.TlsSource tls = tls();
    InetAddress address = address();
    boolean loopback = address == null ? !lan : address.isLoopbackAddress();
    if (!loopback && tls == ServerConfig.TlsSource.NONE) {
      throw new ConfigurationFault(
          "plain HTTP is for this machine only: add --tls-self-signed, or --tls-cert and --tls-key,"
              + " or leave --bind out");
    }
    if (!loopback && demo) {
      throw new ConfigurationFault(
          "--demo is for this machine only: leave --bind out, or use --lan instead");
    }
    return new ServerConfig(
        port,
        address,
        media.check(port),
        data,
        hospital,
        entry(loopback),
        lan,
        tls,
        tlsCert,
        tlsKey,
        tlsAuthority,
        hostNames.stream().map(name -> name.toLowerCase(Locale.ROOT)).toList(),
        record,
        roomThreads,
        metricsToken());
  }

  private ServerConfig.TlsSource tls() {
    if (tlsCert != null) {
      return ServerConfig.TlsSource.FILES;
    }
    return lan || selfSigned ? ServerConfig.TlsSource.SELF_SIGNED : ServerConfig.TlsSource.NONE;
  }

  private Entry entry(boolean loopback) {
    if (lan) {
      return Entry.CODE;
    }
    boolean nothingConfigured =
        config == null && hospital == null && tlsCert == null && !selfSigned && bind == null;
    return loopback && (demo || nothingConfigured) ? Entry.DEMO : Entry.NONE;
  }

  private @Nullable InetAddress address() throws ConfigurationFault {
    if (bind == null) {
      return null;
    }
    try {
      return InetAddress.getAllByName(bind)[0];
    } catch (UnknownHostException _) {
      throw new ConfigurationFault("--bind " + bind + " is no address: use one of this machine's");
    }
  }

  private @Nullable String metricsToken() throws ConfigurationFault {
    if (metricsTokenFile == null) {
      return null;
    }
    String token = NamedFile.text(metricsTokenFile, "--metrics-token-file").strip();
    if (token.length() < MIN_TOKEN_CHARACTERS) {
      throw new ConfigurationFault(
          "the token in "
              + metricsTokenFile
              + " is too short: use at least "
              + MIN_TOKEN_CHARACTERS
              + " characters");
    }
    return token;
  }
}
