package org.asclepion.host.media;

import java.time.Duration;
import java.util.List;
import java.util.regex.Pattern;

/**
 * The TURN servers next door, for clients that nothing else leads from. Immutable.
 *
 * @param uris as RFC 7065 writes them: {@code turn:} or {@code turns:}, host, and if need be port
 *     and transport
 * @param secret shared with them
 * @param holds how long what a client is given is worth something
 */
public record TurnServers(List<String> uris, String secret, Duration holds) {
  /** More only make every client's search slower. */
  public static final int MAX_URIS = 8;

  /** A shorter one can be guessed from one name and password. */
  public static final int MIN_SECRET_CHARACTERS = 16;

  /** Of what the product hands out. */
  public static final Duration HOLDS = Duration.ofHours(1);

  private static final Pattern URI =
      Pattern.compile(
          "turns?:([A-Za-z0-9.-]{1,253}|\\[[0-9A-Fa-f:.]{2,45}])(:[0-9]{1,5})?"
              + "(\\?transport=(udp|tcp))?");

  public TurnServers {
    uris = List.copyOf(uris);
    if (uris.isEmpty() || uris.size() > MAX_URIS) {
      throw new IllegalArgumentException("1 to " + MAX_URIS + " TURN servers, not " + uris.size());
    }
    for (String uri : uris) {
      if (!isOne(uri)) {
        throw new IllegalArgumentException("not a TURN server: " + uri);
      }
    }
    if (secret.length() < MIN_SECRET_CHARACTERS) {
      throw new IllegalArgumentException("the secret is too short");
    }
  }

  /** Whether this is how a TURN server is written. */
  public static boolean isOne(String uri) {
    return URI.matcher(uri).matches();
  }

  /** Never the secret itself. */
  @Override
  public String toString() {
    return "TurnServers" + uris;
  }
}
