package org.asclepion.host.http;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A JSON object of known fields from outside; whatever is wrong with it is a {@link Problem} that
 * says so. Immutable.
 */
record JsonBody(JsonNode json) {
  private static final Pattern KEY = Pattern.compile("[A-Za-z0-9-]{1,64}");
  private static final int MAX_TEXT = 400;

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

  /** Reads a body that has these fields or some of them, and no other. */
  static JsonBody parse(byte[] body, Set<String> fields) {
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
      if (!fields.contains(names.next())) {
        List<String> sorted = fields.stream().sorted().toList();
        throw Problem.of(
            400, "unknown-field", "Only these fields are known: " + String.join(", ", sorted));
      }
    }
    return new JsonBody(json);
  }

  /** The one type of body that is taken, so that no form of another page can be a body. */
  static void requireType(Request request, String type) {
    List<String> types = request.headers().getAll("content-type");
    String given =
        types.size() == 1 ? types.getFirst().split(";", 2)[0].strip().toLowerCase(Locale.ROOT) : "";
    if (!given.equals(type)) {
      throw Problem.of(415, "unsupported-type", "Send the body as " + type + ".");
    }
  }

  /** A whole number from {@code min} to {@code max}. */
  int integer(String field, int min, int max, int otherwise) {
    JsonNode value = json.get(field);
    if (value == null) {
      return otherwise;
    }
    if (!value.isIntegralNumber()
        || !value.canConvertToInt()
        || value.intValue() < min
        || value.intValue() > max) {
      throw Problem.field(field, "must be a whole number from " + min + " to " + max);
    }
    return value.intValue();
  }

  String key(String field, String otherwise) {
    String value = text(field);
    if (value == null) {
      return otherwise;
    }
    if (!KEY.matcher(value).matches()) {
      throw Problem.field(field, "must be 1 to 64 of A-Z, a-z, 0-9 and -");
    }
    return value;
  }

  String required(String field) {
    String value = text(field);
    if (value == null) {
      throw Problem.field(field, "is missing");
    }
    return value;
  }

  /** A name that people are shown, normalised. */
  String displayName(String field) {
    String name = DisplayNames.normalise(required(field));
    String fault = DisplayNames.fault(name);
    if (fault != null) {
      throw Problem.field(field, fault);
    }
    return name;
  }

  @Nullable String text(String field) {
    JsonNode value = json.get(field);
    if (value == null || value.isNull()) {
      return null;
    }
    if (!value.isTextual() || value.textValue().length() > MAX_TEXT) {
      throw Problem.field(field, "must be a text of at most " + MAX_TEXT + " characters");
    }
    return value.textValue();
  }
}
