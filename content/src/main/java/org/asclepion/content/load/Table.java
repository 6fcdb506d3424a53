package org.asclepion.content.load;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A mapping read from a file and found to have the shape it should have; what was faulty is absent.
 * The getters' casts are safe because {@link ShapeReader} checked the shape.
 */
final class Table {
  /** A value and where it stands. */
  record Cell(Place place, Object value) {}

  private final Place place;
  private final Map<String, Cell> cells = new LinkedHashMap<>();
  private boolean whole = true;

  Table(Place place) {
    this.place = place;
  }

  Place place() {
    return place;
  }

  void put(String key, Cell cell) {
    cells.put(key, cell);
  }

  /** Something required is missing or faulty: nothing should be concluded from the rest. */
  void markBroken() {
    whole = false;
  }

  boolean isWhole() {
    return whole;
  }

  boolean has(String key) {
    return cells.containsKey(key);
  }

  /** Where the key's value stands, or the mapping itself when it is absent. */
  Place place(String key) {
    Cell cell = cells.get(key);
    return cell == null ? place : cell.place();
  }

  @Nullable Cell cell(String key) {
    return cells.get(key);
  }

  private Object must(String key) {
    Cell cell = cells.get(key);
    if (cell == null) {
      throw new IllegalStateException(key + " is absent at " + place);
    }
    return cell.value();
  }

  String text(String key) {
    return (String) must(key);
  }

  String text(String key, String otherwise) {
    return has(key) ? text(key) : otherwise;
  }

  double number(String key) {
    return (Double) must(key);
  }

  double number(String key, double otherwise) {
    return has(key) ? number(key) : otherwise;
  }

  int whole(String key) {
    return (Integer) must(key);
  }

  int whole(String key, int otherwise) {
    return has(key) ? whole(key) : otherwise;
  }

  boolean flag(String key, boolean otherwise) {
    return has(key) ? (Boolean) must(key) : otherwise;
  }

  org.asclepion.world.space.Point point(String key) {
    return (org.asclepion.world.space.Point) must(key);
  }

  @Nullable Table table(String key) {
    return has(key) ? (Table) must(key) : null;
  }

  @SuppressWarnings("unchecked")
  Map<String, String> translations(String key) {
    return (Map<String, String>) must(key);
  }

  /** The cells of a list; empty when it is absent. */
  @SuppressWarnings("unchecked")
  List<Cell> list(String key) {
    return has(key) ? (List<Cell>) must(key) : List.of();
  }

  /** The mappings of a list that lack nothing they need. */
  List<Table> tables(String key) {
    return list(key).stream().map(cell -> (Table) cell.value()).filter(Table::isWhole).toList();
  }
}
