package org.asclepion.media.port;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;

/**
 * An address of ours as signalling has it (RFC 8839 section 5.1). Immutable.
 *
 * @param foundation tells candidates apart
 * @param tcp whether it is for ICE-TCP, where we are the passive side (RFC 6544)
 */
public record Candidate(int foundation, InetSocketAddress address, boolean tcp) {
  private static final int HOST_PREFERENCE = 126;

  /** Without "a=". */
  public String sdp() {
    // UDP before TCP, the first address before the others (RFC 8445 section 5.1.2.1).
    int local = (tcp ? 16_383 : 65_535) - foundation;
    long priority = ((long) HOST_PREFERENCE << 24) + ((long) local << 8) + 255;
    return "candidate:%d 1 %s %d %s %d typ host%s"
        .formatted(
            foundation,
            tcp ? "tcp" : "udp",
            priority,
            text(address.getAddress()),
            address.getPort(),
            tcp ? " tcptype passive" : "");
  }

  private static String text(InetAddress address) {
    String text = address.getHostAddress();
    int zone = address instanceof Inet6Address ? text.indexOf('%') : -1;
    return zone < 0 ? text : text.substring(0, zone);
  }
}
