package org.asclepion.media.port;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * Which addresses peers are told to reach the port at. Stateless. Nobody outside is asked: a
 * hospital without the Internet has everything it needs, and one behind a translation of addresses
 * names the outer ones.
 */
public final class Announced {
  /** More only make every peer's checks slower. */
  public static final int MAX_ADDRESSES = 6;

  private Announced() {}

  /**
   * The addresses to announce, in the order given, or IPv4 first.
   *
   * @param configured as in {@link MediaPortOptions#announce}
   * @param bound where the socket is
   */
  public static List<InetSocketAddress> of(List<String> configured, InetSocketAddress bound)
      throws SocketException, UnknownHostException {
    Set<InetSocketAddress> found = new LinkedHashSet<>();
    int port = bound.getPort();
    for (String entry : configured) {
      NetworkInterface device = NetworkInterface.getByName(entry);
      if (device != null) {
        addresses(device).forEach(address -> found.add(new InetSocketAddress(address, port)));
      } else {
        found.add(parse(entry, port));
      }
    }
    if (configured.isEmpty() && !bound.getAddress().isAnyLocalAddress()) {
      found.add(bound);
    } else if (configured.isEmpty()) {
      ofInterfaces().forEach(address -> found.add(new InetSocketAddress(address, port)));
    }
    if (found.isEmpty()) {
      throw new UnknownHostException("no address to announce for media: name one");
    }
    return found.stream().limit(MAX_ADDRESSES).toList();
  }

  private static InetSocketAddress parse(String entry, int port) throws UnknownHostException {
    try {
      int colon = entry.lastIndexOf(':');
      boolean withPort = colon > 0 && (entry.indexOf(':') == colon || entry.startsWith("["));
      if (withPort && !entry.endsWith("]")) {
        int named = Integer.parseInt(entry.substring(colon + 1));
        return new InetSocketAddress(literal(entry.substring(0, colon)), named);
      }
      return new InetSocketAddress(literal(entry), port);
    } catch (IllegalArgumentException _) {
      throw new UnknownHostException(
          "not an address, address:port or interface to announce for media: " + entry);
    }
  }

  private static InetAddress literal(String text) {
    boolean bracketed = text.startsWith("[") && text.endsWith("]");
    return InetAddress.ofLiteral(bracketed ? text.substring(1, text.length() - 1) : text);
  }

  private static List<InetAddress> ofInterfaces() throws SocketException {
    List<InetAddress> outside = new ArrayList<>();
    List<InetAddress> loopback = new ArrayList<>();
    for (NetworkInterface device : NetworkInterface.networkInterfaces().toList()) {
      if (device.isUp()) {
        (device.isLoopback() ? loopback : outside).addAll(addresses(device));
      }
    }
    List<InetAddress> chosen = outside.isEmpty() ? loopback : outside;
    chosen.sort(Comparator.comparingInt(address -> address instanceof Inet4Address ? 0 : 1));
    return chosen;
  }

  private static List<InetAddress> addresses(NetworkInterface device) {
    // A link-local address means nothing without the name of the listener's own interface.
    return device.inetAddresses().filter(address -> !address.isLinkLocalAddress()).toList();
  }
}
