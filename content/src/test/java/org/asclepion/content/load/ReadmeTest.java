package org.asclepion.content.load;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.asclepion.content.build.BuiltInCatalogue;
import org.junit.jupiter.api.Test;

/** What the README tells authors is there. */
class ReadmeTest {
  @Test
  void namesEveryModelAndEveryKey() throws IOException {
    String readme = Files.readString(Path.of("README.md"));
    BuiltInCatalogue catalogue = new BuiltInCatalogue();
    catalogue
        .allFurniture()
        .forEach(it -> assertTrue(readme.contains("`" + it.id() + "`"), it.id()));
    catalogue.allItems().forEach(it -> assertTrue(readme.contains("`" + it.id() + "`"), it.id()));
    for (Shape.Keys keys : new Shape.Keys[] {Format.HOSPITAL, Format.ROOM, Format.APERTURE}) {
      for (String key : keys.names()) {
        assertTrue(readme.contains(key + ":") || readme.contains("`" + key + "`"), key);
      }
    }
  }
}
