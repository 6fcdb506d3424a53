package org.asclepion.host.ops;

import java.net.Inet4Address;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;

/** The addresses by which others on the network reach this machine. Stateless. */
public final class LanAddresses {
  private LanAddresses() {}

  /** Those of every interface that is up, without loopback and link-local; IPv4 first. */
  public static List<InetAddress> find() {
    List<InetAddress> found = new ArrayList<>();
    try {
      for (NetworkInterface network : Collections.list(NetworkInterface.getNetworkInterfaces())) {
        if (network.isUp() && !network.isLoopback()) {
          for (InetAddress address : Collections.list(network.getInetAddresses())) {
            if (!address.isLinkLocalAddress() && !address.isMulticastAddress()) {
              found.add(address);
            }
          }
        }
      }
    } catch (SocketException _) {
      // Then nothing but loopback is known, and the caller says so.
    }
    found.sort(Comparator.comparing((InetAddress address) -> !(address instanceof Inet4Address)));
    return found;
  }

  /** Without the name of the interface that Java appends to scoped addresses. */
  public static String text(InetAddress address) {
    String text = address.getHostAddress();
    int scope = text.indexOf('%');
    return scope < 0 ? text : text.substring(0, scope);
  }

  /** As it stands in an address: IPv6 in brackets. */
  public static String inUrl(InetAddress address) {
    return address instanceof Inet6Address ? "[" + text(address) + "]" : text(address);
  }
}
