package org.asclepion.host.http;

import io.netty.handler.codec.http.HttpHeaders;
import io.netty.util.NetUtil;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Whether a request means this server, and whether the page it comes from is this server's own.
 * Immutable.
 *
 * <p>A name that someone else made to point at this machine (DNS rebinding) must not open a server
 * that is for its owner only: where names are restricted, a request has to name an address, {@code
 * localhost} or one of the known names.
 */
public final class HostCheck {
  private final boolean restricted;
  private final Set<String> names;

  private HostCheck(boolean restricted, Set<String> names) {
    this.restricted = restricted;
    this.names = names;
  }

  /** Any name will do: the server is public, or its proxy checks names. */
  public static HostCheck any() {
    return new HostCheck(false, Set.of());
  }

  /** Addresses, localhost and these names only. */
  public static HostCheck only(Set<String> names) {
    return new HostCheck(true, names);
  }

  void check(HttpHeaders headers) {
    List<String> hosts = headers.getAll("host");
    if (hosts.size() != 1) {
      throw Problem.of(400, "host-missing", "Exactly one Host header is needed.");
    }
    URI uri = parse("http://" + hosts.getFirst());
    if (uri == null || uri.getHost() == null || uri.getUserInfo() != null) {
      throw Problem.of(400, "host-malformed", "The Host header is not well-formed.");
    }
    if (restricted && !isKnown(uri.getHost().toLowerCase(Locale.ROOT))) {
      throw Problem.of(421, "host-unknown", "This server does not answer to that name.");
    }
  }

  private boolean isKnown(String host) {
    return host.equals("localhost")
        || host.endsWith(".localhost")
        || names.contains(host)
        || NetUtil.isValidIpV4Address(host)
        || host.startsWith("[");
  }

  /** A browser says which page a request comes from; others send no Origin, and have no cookies. */
  void checkOrigin(HttpHeaders headers) {
    List<String> origins = headers.getAll("origin");
    if (origins.isEmpty()) {
      return;
    }
    URI origin = parse(origins.getFirst());
    if (origins.size() > 1
        || origin == null
        || !sameHost(origin, String.valueOf(headers.get("host")))) {
      throw Problem.of(403, "origin-refused", "Only this server's own pages may do that.");
    }
  }

  private static boolean sameHost(URI origin, String host) {
    String scheme = String.valueOf(origin.getScheme());
    URI target = parse(scheme + "://" + host);
    return target != null
        && origin.getHost() != null
        && origin.getHost().equalsIgnoreCase(target.getHost())
        && port(origin, scheme) == port(target, scheme);
  }

  private static int port(URI uri, String scheme) {
    if (uri.getPort() != -1) {
      return uri.getPort();
    }
    return scheme.equals("https") ? 443 : 80;
  }

  private static @Nullable URI parse(String text) {
    try {
      return URI.create(text);
    } catch (IllegalArgumentException _) {
      return null;
    }
  }
}
