package org.asclepion.host;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * The documents point at files that exist: a map with holes is worse than none. (Pictures one sees
 * by oneself.)
 */
class DocumentsTest {
  private static final Pattern LINK =
      Pattern.compile("(?<!!)\\[[^\\]]*\\]\\(([^)#\\s]+)(?:#[^)]*)?\\)");

  @Test
  void everyLinkLeadsSomewhere() throws IOException {
    Path root = Reactor.root();
    List<String> dead = new ArrayList<>();
    int links = 0;
    for (Path document : documents(root)) {
      for (String target : links(document)) {
        links++;
        if (!Files.exists(document.resolveSibling(target))) {
          dead.add(root.relativize(document) + " -> " + target);
        }
      }
    }
    assertFalse(links == 0, "no link found at all");
    assertEquals(List.of(), dead);
  }

  private static List<String> links(Path document) throws IOException {
    return LINK.matcher(Files.readString(document))
        .results()
        .map(match -> match.group(1))
        .filter(target -> !target.contains("://") && !target.startsWith("mailto:"))
        .toList();
  }

  private static List<Path> documents(Path root) throws IOException {
    List<Path> found = new ArrayList<>();
    found.add(root.resolve("content/README.md"));
    try (Stream<Path> top = Files.list(root)) {
      top.filter(file -> file.toString().endsWith(".md")).forEach(found::add);
    }
    try (Stream<Path> docs = Files.walk(root.resolve("docs"))) {
      docs.filter(file -> file.toString().endsWith(".md")).forEach(found::add);
    }
    return found;
  }
}
