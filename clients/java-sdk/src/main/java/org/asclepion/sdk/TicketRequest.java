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
 * @param variant hair and skin of who chooses neither, 0 to 7
 * @param looks all else of how they look
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
    Looks looks,
    String language,
    @Nullable String visit,
    @Nullable String room,
    @Nullable String instance,
    @Nullable String accessCode) {

  public static TicketRequest of(String displayName, String role) {
    return new TicketRequest(displayName, role, 0, 0, Looks.PLAIN, "en", null, null, null, null);
  }

  /** The same person, dressed so. */
  public TicketRequest looking(int colour, Looks looks) {
    return new TicketRequest(
        displayName, role, colour, variant, looks, language, visit, room, instance, accessCode);
  }

  /** The same person, in an instance of a room of their own choice. */
  public TicketRequest in(String room, String instance) {
    return new TicketRequest(
        displayName, role, colour, variant, looks, language, visit, room, instance, accessCode);
  }

  Map<String, Object> fields() {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("displayName", displayName);
    fields.put("role", role);
    fields.put("colour", colour);
    fields.put("variant", variant);
    looks.into(fields);
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
