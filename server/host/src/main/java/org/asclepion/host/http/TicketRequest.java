package org.asclepion.host.http;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.asclepion.world.avatar.Role;
import org.jspecify.annotations.Nullable;

/**
 * The body of {@code POST /api/v1/tickets}, checked: every field is within its bounds, or a {@link
 * Problem} names the field that is not.
 *
 * @param displayName normalised
 * @param room id of a room template, or null for the entrance
 * @param accessCode as given, or null
 */
record TicketRequest(
    String displayName,
    Role role,
    int colour,
    int variant,
    String language,
    String visit,
    @Nullable String room,
    String instance,
    @Nullable String accessCode) {

  static final int MAX_COLOUR = 15;
  static final int MAX_VARIANT = 7;
  static final List<String> LANGUAGES = List.of("en", "zh-Hans");

  /** All guests of a demo are on one visit, so that they meet behind the same door. */
  static final String DEFAULT_VISIT = "demo";

  static final Set<String> FIELDS =
      Set.of(
          "displayName",
          "role",
          "colour",
          "variant",
          "language",
          "visit",
          "room",
          "instance",
          "accessCode");

  static TicketRequest parse(byte[] bytes) {
    JsonBody body = JsonBody.parse(bytes, FIELDS);
    return new TicketRequest(
        body.displayName("displayName"),
        role(body),
        body.integer("colour", 0, MAX_COLOUR, 0),
        body.integer("variant", 0, MAX_VARIANT, 0),
        language(body),
        body.key("visit", DEFAULT_VISIT),
        body.text("room"),
        body.key("instance", ""),
        body.text("accessCode"));
  }

  private static Role role(JsonBody body) {
    String name = body.required("role");
    for (Role role : Role.values()) {
      if (role.name().toLowerCase(Locale.ROOT).equals(name)) {
        return role;
      }
    }
    throw Problem.field("role", "must be one of " + String.join(", ", roles()));
  }

  static List<String> roles() {
    return Arrays.stream(Role.values()).map(role -> role.name().toLowerCase(Locale.ROOT)).toList();
  }

  private static String language(JsonBody body) {
    String language = body.text("language");
    if (language == null) {
      return LANGUAGES.getFirst();
    }
    if (!LANGUAGES.contains(language)) {
      throw Problem.field("language", "must be one of " + String.join(", ", LANGUAGES));
    }
    return language;
  }
}
