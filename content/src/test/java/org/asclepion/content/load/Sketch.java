package org.asclepion.content.load;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.asclepion.content.build.BuiltInCatalogue;

/** A small sound hospital for a test to damage: a hall, a waiting room and a garden. */
final class Sketch {
  private final Map<String, String> files = new LinkedHashMap<>();

  Sketch() {
    files.put(
        "hospital.yaml",
        """
        id: sketch
        name: {en: Sketch, zh-Hans: 草图}
        languages: [en, zh-Hans]
        entrance: hall
        """);
    files.put(
        "rooms/hall.yaml",
        """
        id: hall
        name: {en: Hall, zh-Hans: 大厅}
        kind: lobby
        outline: [[0, 0], [6, 5]]
        height: 3
        capacity: 20
        admits: everyone
        furniture:
          - {model: desk, at: [2, 1], turn: south}
          - {model: cabinet, at: [5, 4.7], turn: north}
          - {model: clock, at: [3, 0], height: 2}
        items:
          - {model: cup, at: [2, 1]}
        spawns:
          - {at: [3, 3], turn: north}
        lights:
          - {at: [3, 2.5], height: 2.5}
        windows:
          - {at: [1.5, 5], width: 2}
        """);
    files.put(
        "rooms/waiting.yaml",
        """
        id: waiting
        name: {en: Waiting, zh-Hans: 候诊}
        kind: waiting
        outline: [[6, 0], [12, 0], [12, 5], [6, 5]]
        height: 3
        capacity: 12
        admits: [patient, doctor]
        visitors: anonymous
        furniture:
          - {model: chair, at: [8, 4], turn: north, row: {count: 3, step: [1, 0]}}
        seats:
          - {at: [11, 1], turn: west}
        signs:
          - {text: {en: Hush, zh-Hans: 请安静}, at: [8, 0]}
        """);
    files.put(
        "rooms/garden.yaml",
        """
        id: garden
        name: {en: Garden, zh-Hans: 花园}
        kind: garden
        outline: [[0, 0], [12, 0], [12, -6], [0, -6]]
        height: 3
        capacity: 30
        admits: everyone
        outdoors: true
        """);
    files.put(
        "apertures.yaml",
        """
        apertures:
          - {id: hall-waiting, kind: arch, between: [hall, waiting], at: [6, 2.5], signs: [hall, waiting]}
          - {id: hall-garden, kind: door, between: [hall, garden], at: [4.5, 0]}
          - {id: waiting-garden, kind: window, between: [waiting, garden], at: [10, 0], passes: {sight: waiting}}
        """);
  }

  Sketch with(String file, String from, String to) {
    String text = files.get(file);
    if (text == null || !text.contains(from)) {
      throw new IllegalArgumentException(file + " has no " + from);
    }
    files.put(file, text.replace(from, to));
    return this;
  }

  Sketch file(String file, String text) {
    files.put(file, text);
    return this;
  }

  Sketch without(String file) {
    files.remove(file);
    return this;
  }

  Loaded load(Path directory) {
    try {
      Files.createDirectories(directory.resolve("rooms"));
      for (Map.Entry<String, String> file : files.entrySet()) {
        Files.writeString(directory.resolve(file.getKey()), file.getValue());
      }
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
    return HospitalLoader.load(directory, new BuiltInCatalogue());
  }

  List<String> lines(Path directory) {
    return Check.lines(load(directory));
  }
}
