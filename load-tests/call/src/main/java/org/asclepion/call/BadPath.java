package org.asclepion.call;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.asclepion.load.faults.FaultyPath;
import org.asclepion.load.faults.PathFaults;
import org.jspecify.annotations.Nullable;

/**
 * The bad path that all peers of a call take, if they are to take one: a proxy between them and the
 * address in the server's first answer. Any thread.
 */
final class BadPath implements AutoCloseable {
  private static final Pattern CANDIDATE =
      Pattern.compile("a=candidate:\\S+ 1 (udp|tcp) \\d+ (\\S+) (\\d+) typ host.*");

  private final PathFaults faults;
  private @Nullable FaultyPath proxy;

  BadPath(PathFaults faults) {
    this.faults = faults;
  }

  /** The answer with this path's address as the only one. */
  synchronized String through(String answer) {
    if (faults.isNone()) {
      return answer;
    }
    StringBuilder out = new StringBuilder(answer.length());
    boolean replaced = false;
    for (String line : answer.lines().toList()) {
      Matcher candidate = CANDIDATE.matcher(line);
      if (!candidate.matches()) {
        out.append(line).append("\r\n");
      } else if (!replaced && candidate.group(1).equals("udp")) {
        replaced = true;
        InetSocketAddress address = to(candidate.group(2), candidate.group(3));
        out.append("a=candidate:1 1 udp 2130706431 ")
            .append(address.getAddress().getHostAddress())
            .append(' ')
            .append(address.getPort())
            .append(" typ host\r\n");
      }
    }
    return out.toString();
  }

  private InetSocketAddress to(String address, String port) {
    FaultyPath made = proxy;
    if (made == null) {
      made =
          FaultyPath.to(
              new InetSocketAddress(InetAddress.ofLiteral(address), Integer.parseInt(port)),
              faults);
      proxy = made;
    }
    return made.address();
  }

  @Override
  public synchronized void close() {
    if (proxy != null) {
      proxy.close();
    }
  }
}
