package org.asclepion.media.port;

import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import org.asclepion.media.srtp.SrtpProfile;

/**
 * How a media port is to be. Immutable.
 *
 * @param bind address and port; port 0 takes a free one
 * @param announce what peers are told: addresses, "address:port" behind a translation of ports, or
 *     names of interfaces; empty for what the machine's interfaces have
 * @param loops threads that share the port; more than one needs Linux
 * @param epoll whether Linux's own interface is used where there is one
 * @param maxPeers peers at the same time
 * @param maxHandshakes handshakes at the same time
 * @param handshakeTimeout after which a handshake has failed
 * @param profiles of SRTP, the preferred first
 */
public record MediaPortOptions(
    InetSocketAddress bind,
    List<String> announce,
    int loops,
    boolean epoll,
    int maxPeers,
    int maxHandshakes,
    Duration handshakeTimeout,
    List<SrtpProfile> profiles) {

  public MediaPortOptions {
    if (loops < 1 || loops > 64 || maxPeers < 1 || maxHandshakes < 1 || profiles.isEmpty()) {
      throw new IllegalArgumentException("loops, peers, handshakes or profiles out of range");
    }
    announce = List.copyOf(announce);
    profiles = List.copyOf(profiles);
  }

  /** One loop, 4,096 peers, 64 handshakes at a time of 10 s each. */
  public static MediaPortOptions on(InetSocketAddress bind) {
    return new MediaPortOptions(
        bind, List.of(), 1, true, 4_096, 64, Duration.ofSeconds(10), SrtpProfile.PREFERRED);
  }

  public MediaPortOptions announcing(List<String> addresses) {
    return new MediaPortOptions(
        bind, addresses, loops, epoll, maxPeers, maxHandshakes, handshakeTimeout, profiles);
  }

  public MediaPortOptions withLoops(int count) {
    return new MediaPortOptions(
        bind, announce, count, epoll, maxPeers, maxHandshakes, handshakeTimeout, profiles);
  }

  public MediaPortOptions withEpoll(boolean wanted) {
    return new MediaPortOptions(
        bind, announce, loops, wanted, maxPeers, maxHandshakes, handshakeTimeout, profiles);
  }

  public MediaPortOptions withBounds(int peers, int handshakes, Duration timeout) {
    return new MediaPortOptions(bind, announce, loops, epoll, peers, handshakes, timeout, profiles);
  }

  public MediaPortOptions withProfiles(List<SrtpProfile> accepted) {
    return new MediaPortOptions(
        bind, announce, loops, epoll, maxPeers, maxHandshakes, handshakeTimeout, accepted);
  }
}
