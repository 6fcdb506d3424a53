package org.asclepion.sdk;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.google.protobuf.InvalidProtocolBufferException;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.asclepion.protocol.v1.Hospital;

/**
 * What a client asks for over plain HTTP: tickets and the hospital's description. Stateless; any
 * thread.
 */
final class Rest {
  private static final Duration TIMEOUT = Duration.ofSeconds(15);
  private static final JsonFactory JSON = new JsonFactory();

  /** Asks for a ticket; fails with {@link ServerException}. */
  static CompletableFuture<String> ticket(HttpClient http, URI server, TicketRequest request) {
    HttpRequest post =
        HttpRequest.newBuilder(server.resolve("/api/v1/tickets"))
            .timeout(TIMEOUT)
            .header("Content-Type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofString(write(request.fields())))
            .build();
    return send(http, post)
        .thenApply(
            body -> {
              String ticket = strings(body).get("ticket");
              if (ticket == null) {
                throw new CompletionException(
                    new ServerException(0, "", "the answer holds no ticket"));
              }
              return ticket;
            });
  }

  /**
   * Reads the description at a path below {@code /content/}; fails with {@link ServerException}.
   */
  static CompletableFuture<Hospital> hospital(HttpClient http, URI server, String path) {
    HttpRequest get =
        HttpRequest.newBuilder(server.resolve("/content/" + path)).timeout(TIMEOUT).build();
    return send(http, get)
        .thenApply(
            body -> {
              try {
                return Hospital.parseFrom(body);
              } catch (InvalidProtocolBufferException e) {
                throw new CompletionException(
                    new ServerException(0, "", path + " is not a hospital's description"));
              }
            });
  }

  private static CompletableFuture<byte[]> send(HttpClient http, HttpRequest request) {
    return http.sendAsync(request, HttpResponse.BodyHandlers.ofByteArray())
        .handle(
            (answer, failure) -> {
              if (failure != null) {
                String why = request.uri() + " does not answer: " + root(failure);
                throw new CompletionException(new ServerException(0, "", why));
              }
              if (answer.statusCode() / 100 != 2) {
                throw new CompletionException(refusal(request, answer));
              }
              return answer.body();
            });
  }

  private static Throwable root(Throwable failure) {
    Throwable cause = failure.getCause();
    return cause == null ? failure : root(cause);
  }

  private static ServerException refusal(HttpRequest request, HttpResponse<byte[]> answer) {
    Map<String, String> problem = strings(answer.body());
    String code = problem.getOrDefault("code", "");
    String detail = problem.getOrDefault("detail", problem.getOrDefault("title", ""));
    String message =
        "%s answers %d %s %s".formatted(request.uri(), answer.statusCode(), code, detail);
    return new ServerException(answer.statusCode(), code, message.strip());
  }

  private static String write(Map<String, Object> fields) {
    StringWriter text = new StringWriter();
    try (JsonGenerator json = JSON.createGenerator(text)) {
      json.writeStartObject();
      for (Map.Entry<String, Object> field : fields.entrySet()) {
        json.writeFieldName(field.getKey());
        if (field.getValue() instanceof Integer number) {
          json.writeNumber(number);
        } else {
          json.writeString(field.getValue().toString());
        }
      }
      json.writeEndObject();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return text.toString();
  }

  /** The strings of a flat object; nothing of anything else. */
  private static Map<String, String> strings(byte[] body) {
    Map<String, String> strings = new HashMap<>();
    try (JsonParser json = JSON.createParser(new String(body, StandardCharsets.UTF_8))) {
      if (json.nextToken() != JsonToken.START_OBJECT) {
        return strings;
      }
      while (json.nextToken() == JsonToken.FIELD_NAME) {
        String name = json.currentName();
        if (json.nextToken() == JsonToken.VALUE_STRING) {
          strings.put(name, json.getText());
        } else {
          json.skipChildren();
        }
      }
    } catch (IOException e) {
      // Not JSON: then it says nothing.
      strings.clear();
    }
    return strings;
  }

  private Rest() {}
}
