package org.asclepion.host.cli;

import java.net.InetAddress;
import java.nio.file.Path;
import java.util.List;
import org.asclepion.host.http.Entry;
import org.asclepion.host.media.TurnServers;
import org.jspecify.annotations.Nullable;

/**
 * What to serve, where and to whom; checked, so that its parts fit together.
 *
 * @param port 0 for any free one
 * @param bind null for loopback, or with {@code lan} for every address
 * @param hospital null for the demo hospital
 * @param authority certificates that people may put on their devices, or null
 * @param hostNames in lower case
 * @param record where to record rooms, or null not to
 * @param roomThreads threads that own rooms, or null for this machine's usual share
 * @param metricsToken null if only this machine may read the metrics
 */
record ServerConfig(
    int port,
    @Nullable InetAddress bind,
    Media media,
    Path data,
    @Nullable Path hospital,
    Entry entry,
    boolean lan,
    TlsSource tls,
    @Nullable Path tlsCert,
    @Nullable Path tlsKey,
    @Nullable Path authority,
    List<String> hostNames,
    @Nullable Path record,
    @Nullable Integer roomThreads,
    @Nullable String metricsToken) {

  /**
   * The ways of sound and pictures, as in {@link org.asclepion.host.media.MediaSettings}.
   *
   * @param port for UDP; 0 for any free one
   */
  record Media(
      int port, List<String> announce, @Nullable Integer tcpPort, @Nullable TurnServers turn) {}

  /** Where the certificate comes from. */
  enum TlsSource {
    NONE,
    FILES,
    SELF_SIGNED
  }
}
