package org.asclepion.host.http;

import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.asclepion.world.avatar.Appearance;
import org.asclepion.world.avatar.Role;
import org.jspecify.annotations.Nullable;

/**
 * The body of {@code POST /api/v1/tickets}, checked: every field is within its bounds, or a {@link
 * Problem} names the field that is not.
 *
 * @param displayName normalised
 * @param room id of a room template, or null for the entrance
 * @param accessCode as given, or null
 * @param grant what a code was exchanged for, or null
 */
record TicketRequest(
    String displayName,
    Role role,
    Appearance appearance,
    String language,
    String visit,
    @Nullable String room,
    String instance,
    @Nullable String accessCode,
    @Nullable String grant) {

  static final List<String> LANGUAGES = List.of("en", "zh-Hans");

  /** All guests of a demo are on one visit, so that they meet behind the same door. */
  static final String DEFAULT_VISIT = "demo";

  static final Set<String> FIELDS = fields();

  static TicketRequest parse(byte[] bytes) {
    JsonBody body = JsonBody.parse(bytes, FIELDS);
    return new TicketRequest(
        body.displayName("displayName"),
        role(body),
        appearance(body),
        language(body),
        body.key("visit", DEFAULT_VISIT),
        body.text("room"),
        body.key("instance", ""),
        body.text("accessCode"),
        body.text("grant"));
  }

  private static Set<String> fields() {
    Set<String> names =
        new HashSet<>(
            List.of(
                "displayName",
                "role",
                "language",
                "visit",
                "room",
                "instance",
                "accessCode",
                "grant"));
    Appearance.CHOICES.forEach(choice -> names.add(choice.name()));
    return Set.copyOf(names);
  }

  private static Appearance appearance(JsonBody body) {
    int[] c =
        Appearance.CHOICES.stream()
            .mapToInt(choice -> body.integer(choice.name(), 0, choice.max(), 0))
            .toArray();
    return new Appearance(c[0], c[1], c[2], c[3], c[4], c[5], c[6], c[7], c[8], c[9], c[10]);
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
