package org.asclepion.host.http;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
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

  private static final Pattern KEY = Pattern.compile("[A-Za-z0-9-]{1,64}");
  private static final int MAX_TEXT = 400;
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

  private static final JsonMapper JSON =
      JsonMapper.builder(
              JsonFactory.builder()
                  .streamReadConstraints(
                      StreamReadConstraints.builder()
                          .maxNestingDepth(4)
                          .maxNumberLength(20)
                          .maxStringLength(4096)
                          .maxNameLength(64)
                          .build())
                  .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                  .build())
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build();

  static TicketRequest parse(byte[] body) {
    JsonNode json;
    try {
      json = JSON.readTree(body);
    } catch (JsonProcessingException _) {
      throw Problem.of(400, "malformed", "The body is not well-formed JSON.");
    } catch (IOException _) {
      throw Problem.of(400, "malformed", "The body is not readable.");
    }
    if (!json.isObject()) {
      throw Problem.of(400, "malformed", "The body is not a JSON object.");
    }
    for (Iterator<String> names = json.fieldNames(); names.hasNext(); ) {
      if (!FIELDS.contains(names.next())) {
        throw Problem.of(
            400, "unknown-field", "Only these fields are known: " + String.join(", ", sorted()));
      }
    }
    return new TicketRequest(
        displayName(json),
        role(json),
        integer(json, "colour", MAX_COLOUR),
        integer(json, "variant", MAX_VARIANT),
        language(json),
        key(json, "visit", DEFAULT_VISIT),
        text(json, "room"),
        key(json, "instance", ""),
        text(json, "accessCode"));
  }

  private static String displayName(JsonNode json) {
    String name = DisplayNames.normalise(required(json, "displayName"));
    String fault = DisplayNames.fault(name);
    if (fault != null) {
      throw Problem.field("displayName", fault);
    }
    return name;
  }

  private static Role role(JsonNode json) {
    String name = required(json, "role");
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

  private static String language(JsonNode json) {
    String language = text(json, "language");
    if (language == null) {
      return LANGUAGES.getFirst();
    }
    if (!LANGUAGES.contains(language)) {
      throw Problem.field("language", "must be one of " + String.join(", ", LANGUAGES));
    }
    return language;
  }

  private static int integer(JsonNode json, String field, int max) {
    JsonNode value = json.get(field);
    if (value == null) {
      return 0;
    }
    if (!value.isIntegralNumber()
        || !value.canConvertToInt()
        || value.intValue() < 0
        || value.intValue() > max) {
      throw Problem.field(field, "must be a whole number from 0 to " + max);
    }
    return value.intValue();
  }

  private static String key(JsonNode json, String field, String otherwise) {
    String value = text(json, field);
    if (value == null) {
      return otherwise;
    }
    if (!KEY.matcher(value).matches()) {
      throw Problem.field(field, "must be 1 to 64 of A-Z, a-z, 0-9 and -");
    }
    return value;
  }

  private static String required(JsonNode json, String field) {
    String value = text(json, field);
    if (value == null) {
      throw Problem.field(field, "is missing");
    }
    return value;
  }

  private static @Nullable String text(JsonNode json, String field) {
    JsonNode value = json.get(field);
    if (value == null || value.isNull()) {
      return null;
    }
    if (!value.isTextual() || value.textValue().length() > MAX_TEXT) {
      throw Problem.field(field, "must be a text of at most " + MAX_TEXT + " characters");
    }
    return value.textValue();
  }

  private static List<String> sorted() {
    return FIELDS.stream().sorted().toList();
  }
}
