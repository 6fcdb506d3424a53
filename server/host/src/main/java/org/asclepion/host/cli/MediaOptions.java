package org.asclepion.host.cli;

import java.nio.file.Path;
import java.util.List;
import org.asclepion.host.media.TurnServers;
import org.asclepion.host.ops.ConfigurationFault;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** What {@code asclepion serve} is told about the ways of sound and pictures. Main's thread. */
final class MediaOptions {
  /** The environment variable that may hold the TURN servers' secret. */
  static final String SECRET = "ASCLEPION_TURN_SECRET";

  @Option(
      names = "--media-port",
      paramLabel = "N",
      description = "UDP port for voice and video; 0 takes a free one. Default: as --port")
  private @Nullable Integer port;

  @Option(
      names = "--media-announce",
      paramLabel = "ADDR",
      split = ",",
      description =
          "Address, address:port or network interface at which clients reach the media port."
              + " Default: all addresses of this machine")
  private List<String> announce = List.of();

  @Option(
      names = "--media-tcp-port",
      paramLabel = "N",
      description =
          "TCP port at which clients reach --port from outside; where no UDP gets through, voice"
              + " and video take it too. 0: they do not. Default: as --port")
  private @Nullable Integer tcpPort;

  @Option(
      names = "--turn",
      paramLabel = "URI",
      split = ",",
      description =
          "TURN servers that relay voice and video for closed networks, such as"
              + " turns:turn.hospital.example:443?transport=tcp. Default: none")
  private List<String> turn = List.of();

  @Option(
      names = "--turn-secret-file",
      paramLabel = "FILE",
      description =
          "The secret shared with the TURN servers (coturn's static-auth-secret). Default: what the"
              + " environment variable "
              + SECRET
              + " holds")
  private @Nullable Path turnSecretFile;

  /**
   * As a whole.
   *
   * @param httpPort what {@code --port} says
   */
  ServerConfig.Media check(int httpPort) throws ConfigurationFault {
    return new ServerConfig.Media(
        port == null ? httpPort : port("--media-port", port),
        announce,
        tcpPort == null ? null : port("--media-tcp-port", tcpPort),
        turn());
  }

  private @Nullable TurnServers turn() throws ConfigurationFault {
    if (turn.isEmpty()) {
      if (turnSecretFile != null) {
        throw new ConfigurationFault("--turn-secret-file and --turn belong together: give both");
      }
      return null;
    }
    if (turn.size() > TurnServers.MAX_URIS) {
      throw new ConfigurationFault(
          "--turn names too many servers: use at most " + TurnServers.MAX_URIS);
    }
    for (String uri : turn) {
      if (!TurnServers.isOne(uri)) {
        throw new ConfigurationFault(
            "--turn " + uri + " is no TURN server: write turn:HOST:PORT?transport=udp or the like");
      }
    }
    String secret =
        turnSecretFile == null
            ? System.getenv().getOrDefault(SECRET, "")
            : NamedFile.text(turnSecretFile, "--turn-secret-file");
    if (secret.strip().length() < TurnServers.MIN_SECRET_CHARACTERS) {
      throw new ConfigurationFault(
          "--turn needs a secret of at least "
              + TurnServers.MIN_SECRET_CHARACTERS
              + " characters: put it into a file for --turn-secret-file, or into "
              + SECRET);
    }
    return new TurnServers(turn, secret.strip(), TurnServers.HOLDS);
  }

  private static int port(String option, int value) throws ConfigurationFault {
    if (value < 0 || value > ServeCommand.MAX_PORT) {
      throw new ConfigurationFault(
          option + " " + value + " is no port: use 0 to " + ServeCommand.MAX_PORT);
    }
    return value;
  }
}
