package org.asclepion.content.load;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.asclepion.content.load.Table.Cell;
import org.asclepion.world.space.Point;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;
import org.snakeyaml.engine.v2.nodes.Tag;

/** Checks the nodes of one file against {@link Shape}s and turns them into {@link Table}s. */
final class ShapeReader {
  /** The plan's edge: nothing lies further than this from its origin, metres. */
  static final double FARTHEST = 2_000;

  static final Pattern ID = Pattern.compile("[a-z0-9]+(-[a-z0-9]+)*");
  static final int LONGEST_ID = 40;
  static final Pattern LANGUAGE = Pattern.compile("[a-z]{2,3}(-[A-Za-z0-9]{2,8})*");
  static final Pattern COLOUR = Pattern.compile("#[0-9A-Fa-f]{6}");
  static final Map<String, Double> COMPASS =
      Map.of("north", 0.0, "west", 90.0, "south", 180.0, "east", -90.0);
  private static final Pattern NUMBER = Pattern.compile("[-+]?[0-9]{0,12}(\\.[0-9]{0,12})?");

  private final String file;
  private final Faults faults;
  private final Set<String> languages;

  /**
   * @param languages those every text must be written in
   */
  ShapeReader(String file, Faults faults, Set<String> languages) {
    this.file = file;
    this.faults = faults;
    this.languages = languages;
  }

  /** Reads a whole file; null when not even its outermost mapping is one. */
  @Nullable Table file(Node root, Shape.Keys shape) {
    return root instanceof MappingNode mapping
        ? table(mapping, shape)
        : bad(root, shape.title() + " must be a mapping of keys", "write \"key: value\" lines");
  }

  private Table table(MappingNode node, Shape.Keys shape) {
    Table table = new Table(place(node));
    Set<String> seen = new TreeSet<>();
    Set<String> meant = new TreeSet<>();
    for (NodeTuple entry : node.getValue()) {
      String name = keyName(entry, seen);
      if (name == null) {
        table.markBroken();
        continue;
      }
      Shape.Key key =
          shape.keys().stream().filter(k -> k.name().equals(name)).findFirst().orElse(null);
      if (key == null) {
        List<String> free = shape.names().stream().filter(k -> !seen.contains(k)).toList();
        bad(entry.getKeyNode(), "unknown key \"" + name + "\"", Nearest.fix(name, free));
        String near = Nearest.of(name, free);
        if (near != null) {
          meant.add(near);
        }
        continue;
      }
      Cell cell = read(entry.getValueNode(), key.shape(), name);
      if (cell != null) {
        table.put(name, cell);
      }
    }
    for (Shape.Key key : shape.keys()) {
      // A key that is only misspelt is not missing as well.
      boolean there = seen.contains(key.name()) || meant.contains(key.name());
      if (key.required() && !there) {
        bad(node, "the key \"" + key.name() + "\" is missing", "add it: " + key.about());
      }
      if (key.required() && !table.has(key.name())) {
        table.markBroken();
      }
    }
    return table;
  }

  /** The key's text, null when it cannot be one or stands there a second time. */
  private @Nullable String keyName(NodeTuple entry, Set<String> seen) {
    if (!(entry.getKeyNode() instanceof ScalarNode key)) {
      return bad(entry.getKeyNode(), "a key must be a word", "write \"key: value\"");
    }
    if (!seen.add(key.getValue())) {
      return bad(key, "the key \"" + key.getValue() + "\" is there twice", "remove one of them");
    }
    return key.getValue();
  }

  private @Nullable Cell read(Node node, Shape shape, String name) {
    Object value =
        switch (shape) {
          case Shape.Id id -> id(node, name);
          case Shape.Language language -> language(node, name);
          case Shape.Translations texts -> translations(node, texts, name);
          case Shape.Numeric number -> number(node, number.min(), number.max(), name);
          case Shape.Whole whole -> whole(node, whole, name);
          case Shape.Flag flag -> flag(node, name);
          case Shape.Choice choice -> choice(node, choice.words(), name);
          case Shape.Colour colour -> colour(node, name);
          case Shape.PointShape point -> point(node, name);
          case Shape.Turn turn -> turn(node, name);
          case Shape.ListOf list -> list(node, list, name);
          case Shape.WordOrList either ->
              node instanceof ScalarNode
                  ? wordOrList(node, either, name)
                  : list(node, either.list(), name);
          case Shape.Keys keys ->
              node instanceof MappingNode mapping
                  ? table(mapping, keys)
                  : bad(
                      node,
                      "\"" + name + "\" must be a mapping",
                      "write it with the keys " + Nearest.list(keys.names()));
        };
    return value == null ? null : new Cell(place(node), value);
  }

  private @Nullable String text(Node node, String name) {
    if (!(node instanceof ScalarNode scalar)) {
      return bad(node, "\"" + name + "\" must be a single text", "write one text here");
    }
    if (scalar.getTag().equals(Tag.NULL)) {
      return bad(node, "\"" + name + "\" has no value", "write one after the colon");
    }
    return scalar.getValue();
  }

  private @Nullable String id(Node node, String name) {
    String text = text(node, name);
    if (text == null) {
      return null;
    }
    if (text.length() > LONGEST_ID || !ID.matcher(text).matches()) {
      return bad(
          node,
          "\"" + shortened(text) + "\" is not a valid id",
          "use at most " + LONGEST_ID + " of a-z, 0-9 and single hyphens between them");
    }
    return text;
  }

  private @Nullable String language(Node node, String name) {
    String text = text(node, name);
    if (text != null && !LANGUAGE.matcher(text).matches()) {
      return bad(
          node,
          "\"" + shortened(text) + "\" is not a language tag",
          "write one such as en or zh-Hans");
    }
    return text;
  }

  private @Nullable Map<String, String> translations(
      Node node, Shape.Translations shape, String name) {
    if (!(node instanceof MappingNode mapping)) {
      return bad(
          node,
          "\"" + name + "\" must be given in every language",
          "write {" + String.join(": …, ", languages) + ": …}");
    }
    int before = faults.size();
    Map<String, String> texts = new LinkedHashMap<>();
    Set<String> seen = new TreeSet<>();
    for (NodeTuple entry : mapping.getValue()) {
      String language = keyName(entry, seen);
      if (language == null) {
        continue;
      }
      if (!languages.contains(language)) {
        bad(
            entry.getKeyNode(),
            "\"" + shortened(language) + "\" is not one of the hospital's languages",
            Nearest.of(language, languages) == null
                ? "add it to \"languages\" in hospital.yaml or remove it"
                : Nearest.fix(language, languages));
        continue;
      }
      String text = text(entry.getValueNode(), language);
      if (text == null) {
        continue;
      }
      if (text.isBlank() || text.length() > shape.longest()) {
        bad(
            entry.getValueNode(),
            "the " + language + " text is " + (text.isBlank() ? "empty" : "too long"),
            "write 1 to " + shape.longest() + " characters");
      }
      texts.put(language, text);
    }
    for (String language : languages) {
      if (!seen.contains(language)) {
        bad(
            node,
            "\"" + name + "\" has no " + language + " translation",
            "add \"" + language + ": …\" to it");
      }
    }
    return faults.size() == before ? texts : null;
  }

  private @Nullable Double number(Node node, double min, double max, String name) {
    if (!(node instanceof ScalarNode scalar) || !isNumber(scalar)) {
      return bad(node, "\"" + name + "\" must be a number", "write one from " + range(min, max));
    }
    double value = Double.parseDouble(scalar.getValue());
    if (value < min || value > max) {
      return bad(
          node,
          "\"" + name + "\" is " + plain(value) + ", out of range",
          "write a number from " + range(min, max));
    }
    return value;
  }

  private static boolean isNumber(ScalarNode scalar) {
    return scalar.isPlain()
        && NUMBER.matcher(scalar.getValue()).matches()
        && scalar.getValue().chars().anyMatch(c -> c >= '0' && c <= '9');
  }

  private @Nullable Integer whole(Node node, Shape.Whole shape, String name) {
    Double value = number(node, shape.min(), shape.max(), name);
    if (value == null) {
      return null;
    }
    if (value != Math.rint(value)) {
      return bad(
          node,
          "\"" + name + "\" must be a whole number",
          "write one from " + range(shape.min(), shape.max()));
    }
    return value.intValue();
  }

  private @Nullable Boolean flag(Node node, String name) {
    if (node instanceof ScalarNode scalar && scalar.isPlain()) {
      switch (scalar.getValue()) {
        case "true" -> {
          return true;
        }
        case "false" -> {
          return false;
        }
        default -> {}
      }
    }
    return bad(node, "\"" + name + "\" must be true or false", "write true or false");
  }

  private @Nullable String choice(Node node, List<String> words, String name) {
    String text = text(node, name);
    if (text != null && !words.contains(text)) {
      return bad(
          node,
          "\"" + shortened(text) + "\" is no possible \"" + name + "\"",
          Nearest.fix(text, words));
    }
    return text;
  }

  private @Nullable String colour(Node node, String name) {
    String text = node instanceof ScalarNode ? text(node, name) : null;
    if (text == null || !COLOUR.matcher(text).matches()) {
      return bad(node, "\"" + name + "\" must be a colour", "write it as \"#RRGGBB\", in quotes");
    }
    return text;
  }

  private @Nullable Point point(Node node, String name) {
    if (!(node instanceof SequenceNode sequence) || sequence.getValue().size() != 2) {
      return bad(
          node,
          "\"" + name + "\" must be a point of the plan",
          "write [x, z] in metres: x grows to the east, z to the south");
    }
    Double x = number(sequence.getValue().get(0), -FARTHEST, FARTHEST, "x");
    Double z = number(sequence.getValue().get(1), -FARTHEST, FARTHEST, "z");
    return x == null || z == null ? null : new Point(x, z);
  }

  private @Nullable Double turn(Node node, String name) {
    if (node instanceof ScalarNode scalar) {
      Double direction = COMPASS.get(scalar.getValue());
      if (direction != null) {
        return direction;
      }
      if (isNumber(scalar)) {
        return number(node, -360, 360, name);
      }
    }
    return bad(
        node,
        "\"" + name + "\" must be a direction",
        "write north, east, south, west or degrees (0 north, 90 west)");
  }

  private @Nullable List<Cell> list(Node node, Shape.ListOf shape, String name) {
    if (!(node instanceof SequenceNode sequence)) {
      return bad(node, "\"" + name + "\" must be a list", "write \"- …\" lines or [ … ]");
    }
    int size = sequence.getValue().size();
    if (size < shape.min() || size > shape.max()) {
      bad(
          node,
          "\"" + name + "\" has " + size + " entries",
          "give it at least " + shape.min() + " and at most " + shape.max());
      return null;
    }
    List<Cell> cells = new ArrayList<>();
    boolean complete = true;
    for (Node item : sequence.getValue()) {
      Cell cell = read(item, shape.item(), name);
      if (cell == null) {
        complete = false;
      } else {
        cells.add(cell);
      }
    }
    // A list of mappings is useful without its faulty ones; a list of words or corners is not.
    return complete || shape.item() instanceof Shape.Keys ? cells : null;
  }

  private @Nullable Object wordOrList(Node node, Shape.WordOrList shape, String name) {
    String word = text(node, name);
    if (word == null) {
      return null;
    }
    if (!shape.word().words().contains(word)) {
      String fix = "write " + Nearest.list(shape.word().words()) + " or a list in [ ]";
      return bad(node, "\"" + shortened(word) + "\" is no possible \"" + name + "\"", fix);
    }
    return List.of(new Cell(place(node), word));
  }

  @SuppressWarnings("TypeParameterUnusedInFormals") // it only ever returns null
  private <T> @Nullable T bad(Node node, String what, String fix) {
    faults.add(place(node), what, fix);
    return null;
  }

  private Place place(Node node) {
    return node.getStartMark().map(m -> YamlFile.place(file, m)).orElse(new Place(file, 1, 1));
  }

  private static String range(double min, double max) {
    return plain(min) + " to " + plain(max);
  }

  static String plain(double value) {
    double rounded = Math.rint(value * 100) / 100 + 0.0;
    return BigDecimal.valueOf(rounded).stripTrailingZeros().toPlainString();
  }

  private static String shortened(String text) {
    return text.length() <= 60 ? text : text.substring(0, 60) + "…";
  }
}
