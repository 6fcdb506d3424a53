package org.asclepion.host.http;

import java.util.List;
import java.util.Locale;

/** The token that a request is made with (RFC 6750). Stateless. */
final class Bearer {
  private static final String SCHEME = "bearer ";

  private Bearer() {}

  /** The token; a {@link Problem} when there is not exactly one. */
  static String token(Request request) {
    List<String> given = request.headers().getAll("authorization");
    if (given.size() != 1
        || !given.getFirst().toLowerCase(Locale.ROOT).startsWith(SCHEME)
        || given.getFirst().length() == SCHEME.length()) {
      throw Problem.unauthorised("Send the token as Authorization: Bearer TOKEN.");
    }
    return given.getFirst().substring(SCHEME.length()).strip();
  }
}
