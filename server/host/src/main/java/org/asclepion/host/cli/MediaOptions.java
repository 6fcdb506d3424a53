package org.asclepion.host.cli;

import java.util.List;
import org.asclepion.host.ops.ConfigurationFault;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** What {@code asclepion serve} is told about the ways of sound and pictures. Main's thread. */
final class MediaOptions {
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

  /**
   * As a whole.
   *
   * @param httpPort what {@code --port} says
   */
  ServerConfig.Media check(int httpPort) throws ConfigurationFault {
    return new ServerConfig.Media(
        port == null ? httpPort : port("--media-port", port),
        announce,
        tcpPort == null ? null : port("--media-tcp-port", tcpPort));
  }

  private static int port(String option, int value) throws ConfigurationFault {
    if (value < 0 || value > ServeCommand.MAX_PORT) {
      throw new ConfigurationFault(
          option + " " + value + " is no port: use 0 to " + ServeCommand.MAX_PORT);
    }
    return value;
  }
}
