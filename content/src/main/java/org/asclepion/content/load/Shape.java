package org.asclepion.content.load;

import java.util.List;

/**
 * What may be written at one place of a file. The shapes in {@link Format} are the one declaration
 * of the format: {@link ShapeReader} checks files against them and {@link SchemaWriter} prints them
 * as JSON Schema, so that the published schema cannot differ from what the loader accepts.
 */
sealed interface Shape {
  /** A name that other things refer to. */
  record Id() implements Shape {}

  /** A language tag such as {@code zh-Hans}. */
  record Language() implements Shape {}

  /** A text in every language of the hospital, as a map from language tag to text. */
  record Translations(int longest) implements Shape {}

  record Numeric(double min, double max) implements Shape {}

  record Whole(int min, int max) implements Shape {}

  record Flag() implements Shape {}

  record Choice(List<String> words) implements Shape {}

  /** {@code "#RRGGBB"}. */
  record Colour() implements Shape {}

  /** {@code [x, z]} in metres. */
  record PointShape() implements Shape {}

  /** Degrees, or a point of the compass. */
  record Turn() implements Shape {}

  record ListOf(Shape item, int min, int max) implements Shape {}

  /** A single word where otherwise a list stands. */
  record WordOrList(Choice word, ListOf list) implements Shape {}

  record Keys(String title, List<Key> keys) implements Shape {
    List<String> names() {
      return keys.stream().map(Key::name).toList();
    }
  }

  /** One key of a {@link Keys}; {@code about} explains it to the author. */
  record Key(String name, Shape shape, boolean required, String about) {}
}
