package org.asclepion.host.media;

import java.net.InetSocketAddress;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Where sound and pictures come and go. Immutable.
 *
 * @param bind UDP; port 0 takes a free one
 * @param announce addresses, "address:port" or names of interfaces that clients are told; empty for
 *     what this machine has
 * @param tcpPort at which clients reach the port of HTTPS, for media over TCP; null for the one it
 *     is bound to, {@link #NO_TCP} for none
 * @param turn servers that relay for clients; null for none
 */
public record MediaSettings(
    InetSocketAddress bind,
    List<String> announce,
    @Nullable Integer tcpPort,
    @Nullable TurnServers turn) {
  /** UDP only. */
  public static final int NO_TCP = 0;

  public MediaSettings {
    announce = List.copyOf(announce);
  }

  public MediaSettings(InetSocketAddress bind, List<String> announce) {
    this(bind, announce, null, null);
  }

  /** The same with servers that relay. */
  public MediaSettings relayedBy(TurnServers servers) {
    return new MediaSettings(bind, announce, tcpPort, servers);
  }
}
