package org.asclepion.host.http;

/**
 * A path and what answers it. Called on an event loop: must not block.
 *
 * @param method such as GET, which also serves HEAD
 * @param path an exact one, or one whose last part is {@link #ANY} and stands for any
 */
record Route(String method, String path, Handler handler) {
  static final String ANY = "{id}";

  /** Answers a request or throws a {@link Problem}. */
  @FunctionalInterface
  interface Handler {
    Response handle(Request request);
  }

  static Route get(String path, Handler handler) {
    return new Route("GET", path, handler);
  }

  static Route post(String path, Handler handler) {
    return new Route("POST", path, handler);
  }
}
