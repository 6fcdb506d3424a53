package org.asclepion.host.http;

import java.nio.ByteBuffer;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * An answer: status, body and the headers that are its own. What every answer carries is added
 * where it is written.
 *
 * @param body from its position to its limit; never changed, and its position is never moved
 */
record Response(int status, String type, ByteBuffer body, Map<String, String> headers) {
  static final String JSON = "application/json";
  static final String TEXT = "text/plain; charset=utf-8";

  Response(int status, String type, ByteBuffer body) {
    this(status, type, body, Map.of());
  }

  Response(int status, String type, byte[] body) {
    this(status, type, ByteBuffer.wrap(body));
  }

  Response with(String name, String value) {
    Map<String, String> more = new LinkedHashMap<>(headers);
    more.put(name, value);
    return new Response(status, type, body, more);
  }
}
