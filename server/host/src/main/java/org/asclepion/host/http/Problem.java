package org.asclepion.host.http;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Why a request is refused, in the form of RFC 9457. Thrown by routes, written by the router.
 *
 * <p>The {@code code} is stable and what programs and translations go by; title and detail are
 * English, for developers, and never repeat what the client sent.
 */
@SuppressWarnings("serial") // never serialised
final class Problem extends RuntimeException {
  static final String TYPE = "application/problem+json";

  private final int status;
  private final String code;
  private final @Nullable String field;
  private final Map<String, String> headers;

  private Problem(
      int status, String code, String detail, @Nullable String field, Map<String, String> headers) {
    super(detail, null, false, false);
    this.status = status;
    this.code = code;
    this.field = field;
    this.headers = headers;
  }

  static Problem of(int status, String code, String detail) {
    return new Problem(status, code, detail, null, Map.of());
  }

  /** A field of the body is missing or not as it must be. */
  static Problem field(String field, String detail) {
    return new Problem(400, "invalid-field", field + ": " + detail, field, Map.of());
  }

  Problem retryAfter(int seconds) {
    return with("retry-after", Integer.toString(seconds));
  }

  /** Who asks has not shown that they may (RFC 6750). */
  static Problem unauthorised(String detail) {
    return of(401, "unauthorised", detail).with("www-authenticate", "Bearer");
  }

  Problem allow(String methods) {
    return with("allow", methods);
  }

  private Problem with(String name, String value) {
    return new Problem(status, code, String.valueOf(getMessage()), field, Map.of(name, value));
  }

  String code() {
    return code;
  }

  Response response() {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.put("type", "about:blank");
    json.put("status", status);
    json.put("code", code);
    json.put("detail", getMessage());
    if (field != null) {
      json.put("field", field);
    }
    Response response =
        new Response(status, TYPE, json.toString().getBytes(StandardCharsets.UTF_8))
            .with("cache-control", "no-store");
    for (Map.Entry<String, String> header : headers.entrySet()) {
      response = response.with(header.getKey(), header.getValue());
    }
    return response;
  }
}
