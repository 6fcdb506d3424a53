package org.asclepion.host.http;

/**
 * An exact path and what answers it. Called on an event loop: must not block.
 *
 * @param method GET (which also serves HEAD) or POST
 */
record Route(String method, String path, Handler handler) {
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
