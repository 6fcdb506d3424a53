package org.asclepion.load.media;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * As much of the HTTP interface of Janus as a videoroom needs: one session, in it handles, and
 * events by long polling. Blocking; one thread.
 */
final class JanusApi implements AutoCloseable {
  private static final String PLUGIN = "janus.plugin.videoroom";
  private static final int EVENTS_BEFORE_ANSWER = 1_000;

  private final HttpClient http =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private final ObjectMapper mapper = new ObjectMapper();
  private final URI base;
  private long session;
  private int transactions;

  JanusApi(URI base) {
    this.base = base;
  }

  static ObjectNode body(String request) {
    return JsonNodeFactory.instance.objectNode().put("request", request);
  }

  /** Opens the session; false while nobody listens yet. */
  boolean open() throws IOException {
    try {
      session = post("", command("create")).at("/data/id").asLong();
      return true;
    } catch (ConnectException e) {
      return false;
    }
  }

  /** A handle of the videoroom. */
  long attach() throws IOException {
    return post("/" + session, command("attach").put("plugin", PLUGIN)).at("/data/id").asLong();
  }

  /** Sends a message that is answered at once. */
  JsonNode ask(long handle, ObjectNode body) throws IOException {
    ObjectNode message = command("message");
    message.set("body", body);
    return checked(post("/" + session + "/" + handle, message));
  }

  /** Sends a message, with a session description if there is one, and waits for its event. */
  JsonNode send(long handle, ObjectNode body, @Nullable String type, @Nullable String sdp)
      throws IOException {
    ObjectNode message = command("message");
    message.set("body", body);
    if (sdp != null) {
      message.putObject("jsep").put("type", type).put("sdp", sdp);
    }
    checked(post("/" + session + "/" + handle, message));
    String transaction = message.path("transaction").asText();
    for (int i = 0; i < EVENTS_BEFORE_ANSWER; i++) {
      JsonNode event = get("/" + session + "?maxev=1");
      if (event.path("transaction").asText().equals(transaction)) {
        return checked(event);
      }
    }
    throw new IOException("Janus did not answer a " + body.path("request").asText());
  }

  private ObjectNode command(String what) {
    return JsonNodeFactory.instance
        .objectNode()
        .put("janus", what)
        .put("transaction", "t" + transactions++);
  }

  private static JsonNode checked(JsonNode answer) throws IOException {
    if (answer.has("error") || answer.at("/plugindata/data").has("error")) {
      throw new IOException("Janus: " + answer);
    }
    return answer;
  }

  private JsonNode post(String path, ObjectNode json) throws IOException {
    return call(
        HttpRequest.newBuilder(base.resolve("/janus" + path))
            .timeout(Duration.ofSeconds(20))
            .POST(HttpRequest.BodyPublishers.ofString(json.toString())));
  }

  private JsonNode get(String path) throws IOException {
    return call(
        HttpRequest.newBuilder(base.resolve("/janus" + path)).timeout(Duration.ofSeconds(40)));
  }

  private JsonNode call(HttpRequest.Builder request) throws IOException {
    try {
      return mapper.readTree(
          http.send(request.build(), HttpResponse.BodyHandlers.ofString()).body());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", e);
    }
  }

  @Override
  public void close() {
    http.shutdownNow();
  }
}
