package org.asclepion.host.http;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * An answer: status, body and the headers that are its own. What every answer carries is added
 * where it is written.
 */
@SuppressWarnings("ArrayRecordComponent") // never compared, never changed
record Response(int status, String type, byte[] body, Map<String, String> headers) {
  static final String JSON = "application/json";
  static final String TEXT = "text/plain; charset=utf-8";

  Response(int status, String type, byte[] body) {
    this(status, type, body, Map.of());
  }

  Response with(String name, String value) {
    Map<String, String> more = new LinkedHashMap<>(headers);
    more.put(name, value);
    return new Response(status, type, body, more);
  }
}
