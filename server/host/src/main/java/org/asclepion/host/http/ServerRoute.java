package org.asclepion.host.http;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.TreeMap;
import org.asclepion.content.model.Hospital;

/** {@code GET /api/v1/server}: what a client needs to know before it has a ticket. Immutable. */
final class ServerRoute implements Route.Handler {
  private final byte[] body;

  ServerRoute(Hospital hospital, Entry entry, String version) {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    ObjectNode name = json.putObject("name");
    new TreeMap<>(hospital.name().byLanguage()).forEach(name::put);
    json.put("version", version);
    json.put("entry", entry.name().toLowerCase(Locale.ROOT));
    TicketRequest.roles().forEach(json.putArray("roles")::add);
    TicketRequest.LANGUAGES.forEach(json.putArray("languages")::add);
    body = json.toString().getBytes(StandardCharsets.UTF_8);
  }

  @Override
  public Response handle(Request request) {
    return new Response(200, Response.JSON, body).with("cache-control", "no-cache");
  }
}
