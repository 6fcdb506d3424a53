package org.asclepion.content.load;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.api.lowlevel.Parse;
import org.snakeyaml.engine.v2.events.AliasEvent;
import org.snakeyaml.engine.v2.events.CollectionStartEvent;
import org.snakeyaml.engine.v2.events.DocumentStartEvent;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.events.NodeEvent;
import org.snakeyaml.engine.v2.events.ScalarEvent;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.ReaderException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.Node;

/**
 * Reads one YAML file into nodes, within bounds: 1 MiB, {@value #DEEPEST} levels, one document, no
 * anchors, aliases or tags. Those are looked for in the parser's events, before any node is made,
 * because the composer recurses and follows aliases.
 */
final class YamlFile {
  static final int LARGEST = 1 << 20;
  static final int DEEPEST = 20;

  private YamlFile() {}

  /** The file's root node, or null after adding the reason to {@code faults}. */
  static @Nullable Node read(Path path, String name, Faults faults) {
    Place start = new Place(name, 1, 1);
    byte[] bytes;
    try (InputStream in = Files.newInputStream(path)) {
      bytes = in.readNBytes(LARGEST + 1);
    } catch (IOException e) {
      faults.add(start, "cannot be read: " + e, "make it a readable file");
      return null;
    }
    if (bytes.length > LARGEST) {
      faults.add(start, "is larger than 1 MiB", "split it or remove what is not needed");
      return null;
    }
    String text;
    try {
      text =
          StandardCharsets.UTF_8
              .newDecoder()
              .onMalformedInput(CodingErrorAction.REPORT)
              .onUnmappableCharacter(CodingErrorAction.REPORT)
              .decode(ByteBuffer.wrap(bytes))
              .toString();
    } catch (CharacterCodingException e) {
      faults.add(start, "is not UTF-8 text", "save it as UTF-8");
      return null;
    }
    return compose(text, name, faults);
  }

  static @Nullable Node compose(String text, String name, Faults faults) {
    LoadSettings settings =
        LoadSettings.builder()
            .setLabel(name)
            .setUseMarks(true)
            .setCodePointLimit(LARGEST)
            .setMaxAliasesForCollections(0)
            .build();
    try {
      if (!bounded(new Parse(settings).parseString(text), name, faults)) {
        return null;
      }
      Optional<Node> root = new Compose(settings).composeString(text);
      if (root.isEmpty()) {
        faults.add(new Place(name, 1, 1), "is empty", "declare something in it or remove it");
      }
      return root.orElse(null);
    } catch (MarkedYamlEngineException e) {
      Place at =
          e.getProblemMark()
              .or(e::getContextMark)
              .map(mark -> place(name, mark))
              .orElse(new Place(name, 1, 1));
      faults.add(
          at,
          "is not YAML here: " + e.getProblem(),
          "check the indentation, quotes and brackets on this line and the one before");
    } catch (ReaderException e) {
      faults.add(
          placeOf(text, e.getPosition(), name),
          "holds the character U+%04X, which YAML does not allow".formatted(e.getCodePoint()),
          "remove it");
    } catch (YamlEngineException e) {
      faults.add(new Place(name, 1, 1), "is not YAML: " + e.getMessage(), "write valid YAML 1.2");
    }
    return null;
  }

  private static boolean bounded(Iterable<Event> events, String name, Faults faults) {
    int before = faults.size();
    int depth = 0;
    int documents = 0;
    for (Event event : events) {
      Place at = event.getStartMark().map(m -> place(name, m)).orElse(new Place(name, 1, 1));
      if (event instanceof DocumentStartEvent && ++documents > 1) {
        faults.add(at, "a second YAML document begins here", "write one document a file");
        return false;
      }
      if (event instanceof AliasEvent) {
        faults.add(at, "YAML aliases (*name) are not allowed", "write the value out");
      } else if (event instanceof NodeEvent node && node.getAnchor().isPresent()) {
        faults.add(at, "YAML anchors (&name) are not allowed", "remove the anchor");
      }
      boolean tagged =
          (event instanceof ScalarEvent scalar && scalar.getTag().isPresent())
              || (event instanceof CollectionStartEvent start && start.getTag().isPresent());
      if (tagged) {
        faults.add(at, "YAML tags (!name) are not allowed", "remove the tag");
      }
      switch (event.getEventId()) {
        case MappingStart, SequenceStart -> depth++;
        case MappingEnd, SequenceEnd -> depth--;
        default -> {}
      }
      if (depth > DEEPEST) {
        faults.add(at, "is nested deeper than " + DEEPEST + " levels", "flatten it");
        return false;
      }
    }
    return faults.size() == before;
  }

  static Place place(String name, Mark mark) {
    return new Place(name, mark.getLine() + 1, mark.getColumn() + 1);
  }

  private static Place placeOf(String text, int codePoint, String name) {
    int line = 1;
    int column = 1;
    int end =
        text.offsetByCodePoints(0, Math.min(codePoint, text.codePointCount(0, text.length())));
    for (int i = 0; i < end; i++) {
      if (text.charAt(i) == '\n') {
        line++;
        column = 1;
      } else if (!Character.isLowSurrogate(text.charAt(i))) {
        column++;
      }
    }
    return new Place(name, line, column);
  }
}
