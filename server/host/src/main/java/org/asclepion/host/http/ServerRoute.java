package org.asclepion.host.http;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.asclepion.content.model.Hospital;

/** {@code GET /api/v1/server}: what a client needs to know before it has a ticket. Immutable. */
final class ServerRoute implements Route.Handler {
  private static final Pattern AVATAR = Pattern.compile("[^/]+/avatars/([a-z]+)\\.glb");
  private final byte[] body;

  /**
   * @param content paths of the files below {@code /content/}
   */
  ServerRoute(
      Hospital hospital, Entry entry, String version, Set<String> content, Doorplate doorplate) {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    ObjectNode name = json.putObject("name");
    new TreeMap<>(hospital.name().byLanguage()).forEach(name::put);
    json.put("version", version);
    json.put("entry", entry.name().toLowerCase(Locale.ROOT));
    TicketRequest.roles().forEach(json.putArray("roles")::add);
    TicketRequest.LANGUAGES.forEach(json.putArray("languages")::add);
    ObjectNode avatars = json.putObject("avatars");
    for (String path : new TreeSet<>(content)) {
      Matcher model = AVATAR.matcher(path);
      if (model.matches()) {
        avatars.put(model.group(1), path);
      }
    }
    doorplate.hosts().forEach(json.putArray("lan")::add);
    json.put(
        "certificate", doorplate.certificate().name().toLowerCase(Locale.ROOT).replace('_', '-'));
    body = json.toString().getBytes(StandardCharsets.UTF_8);
  }

  @Override
  public Response handle(Request request) {
    return new Response(200, Response.JSON, body).with("cache-control", "no-cache");
  }
}
