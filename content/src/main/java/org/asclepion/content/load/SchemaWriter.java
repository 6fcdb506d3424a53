package org.asclepion.content.load;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/**
 * Prints {@link Format} as JSON Schema (draft 2020-12), for editors that help authors write. The
 * files in {@code content/schema} are its output; a test holds them to it.
 */
final class SchemaWriter {
  private SchemaWriter() {}

  /** The published files by name. */
  static Map<String, String> files() {
    Map<String, String> files = new LinkedHashMap<>();
    files.put("hospital.schema.json", schema("hospital", Format.HOSPITAL));
    files.put("room.schema.json", schema("room", Format.ROOM));
    files.put("apertures.schema.json", schema("apertures", Format.APERTURES));
    return files;
  }

  private static String schema(String name, Shape.Keys shape) {
    Map<String, Object> root = new LinkedHashMap<>();
    root.put("$schema", "https://json-schema.org/draft/2020-12/schema");
    root.put("$id", "urn:asclepion:schema:" + name + ":1");
    root.put("title", "Asclepion " + shape.title());
    root.putAll(of(shape));
    StringBuilder json = new StringBuilder();
    print(root, 0, json);
    return json.append('\n').toString();
  }

  private static Map<String, Object> of(Shape shape) {
    return switch (shape) {
      case Shape.Id id ->
          map(
              "type",
              "string",
              "pattern",
              "^" + ShapeReader.ID.pattern() + "$",
              "maxLength",
              ShapeReader.LONGEST_ID);
      case Shape.Language language ->
          map("type", "string", "pattern", "^" + ShapeReader.LANGUAGE.pattern() + "$");
      case Shape.Translations texts ->
          map(
              "type",
              "object",
              "required",
              Format.LANGUAGES,
              "propertyNames",
              map("pattern", "^" + ShapeReader.LANGUAGE.pattern() + "$"),
              "additionalProperties",
              map("type", "string", "pattern", "\\S", "maxLength", texts.longest()));
      case Shape.Numeric number ->
          map("type", "number", "minimum", number.min(), "maximum", number.max());
      case Shape.Whole whole ->
          map("type", "integer", "minimum", whole.min(), "maximum", whole.max());
      case Shape.Flag flag -> map("type", "boolean");
      case Shape.Choice choice -> map("enum", choice.words());
      case Shape.Colour colour ->
          map("type", "string", "pattern", "^" + ShapeReader.COLOUR.pattern() + "$");
      case Shape.PointShape point -> {
        double far = ShapeReader.FARTHEST;
        yield map(
            "type",
            "array",
            "items",
            map("type", "number", "minimum", -far, "maximum", far),
            "minItems",
            2,
            "maxItems",
            2);
      }
      case Shape.Turn turn ->
          map(
              "anyOf",
              List.of(
                  map("enum", List.copyOf(new TreeSet<>(ShapeReader.COMPASS.keySet()))),
                  map("type", "number", "minimum", -360, "maximum", 360)));
      case Shape.ListOf list ->
          map(
              "type", "array",
              "items", of(list.item()),
              "minItems", list.min(),
              "maxItems", list.max());
      case Shape.WordOrList either -> map("anyOf", List.of(of(either.word()), of(either.list())));
      case Shape.Keys keys -> keys(keys);
    };
  }

  private static Map<String, Object> keys(Shape.Keys keys) {
    Map<String, Object> properties = new LinkedHashMap<>();
    for (Shape.Key key : keys.keys()) {
      Map<String, Object> property = new LinkedHashMap<>();
      property.put("description", key.about());
      property.putAll(of(key.shape()));
      properties.put(key.name(), property);
    }
    return map(
        "type",
        "object",
        "additionalProperties",
        false,
        "required",
        keys.keys().stream().filter(Shape.Key::required).map(Shape.Key::name).toList(),
        "properties",
        properties);
  }

  private static Map<String, Object> map(Object... entries) {
    Map<String, Object> map = new LinkedHashMap<>();
    for (int i = 0; i < entries.length; i += 2) {
      map.put((String) entries[i], entries[i + 1]);
    }
    return map;
  }

  private static void print(Object value, int indent, StringBuilder json) {
    switch (value) {
      case Map<?, ?> map -> {
        json.append("{\n");
        String between = "";
        for (Map.Entry<?, ?> entry : map.entrySet()) {
          json.append(between).append("  ".repeat(indent + 1));
          print(String.valueOf(entry.getKey()), indent, json);
          json.append(": ");
          print(entry.getValue(), indent + 1, json);
          between = ",\n";
        }
        json.append('\n').append("  ".repeat(indent)).append('}');
      }
      case List<?> list -> {
        json.append('[');
        String between = "";
        for (Object item : list) {
          json.append(between);
          print(item, indent, json);
          between = ", ";
        }
        json.append(']');
      }
      case String text ->
          json.append('"').append(text.replace("\\", "\\\\").replace("\"", "\\\"")).append('"');
      case Double number -> json.append(ShapeReader.plain(number));
      default -> json.append(value);
    }
  }
}
