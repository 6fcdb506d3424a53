package org.asclepion.sdk;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Who asks to come in, for servers that let people in without an account (demo, LAN). Immutable.
 *
 * @param displayName 1 to 40 characters
 * @param role in lower case, such as {@code doctor}
 * @param colour index into the avatar palette, 0 to 15
 * @param variant which body, 0 to 7
 * @param language BCP 47
 * @param visit whose instances of per-visit rooms to enter, or null
 * @param room template to start in, or null; demo mode only
 * @param instance key of the room's instance, or null; demo mode only
 * @param accessCode of a LAN server, or null
 */
public record TicketRequest(
    String displayName,
    String role,
    int colour,
    int variant,
    String language,
    @Nullable String visit,
    @Nullable String room,
    @Nullable String instance,
    @Nullable String accessCode) {

  public static TicketRequest of(String displayName, String role) {
    return new TicketRequest(displayName, role, 0, 0, "en", null, null, null, null);
  }

  /** The same person, in an instance of a room of their own choice. */
  public TicketRequest in(String room, String instance) {
    return new TicketRequest(
        displayName, role, colour, variant, language, visit, room, instance, accessCode);
  }

  Map<String, Object> fields() {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("displayName", displayName);
    fields.put("role", role);
    fields.put("colour", colour);
    fields.put("variant", variant);
    fields.put("language", language);
    put(fields, "visit", visit);
    put(fields, "room", room);
    put(fields, "instance", instance);
    put(fields, "accessCode", accessCode);
    return fields;
  }

  private static void put(Map<String, Object> fields, String name, @Nullable String value) {
    if (value != null) {
      fields.put(name, value);
    }
  }
}
