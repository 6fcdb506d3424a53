package org.asclepion.sdk.example;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** The example that the README shows is the one that is compiled, and short. */
final class ReadmeTest {
  @Test
  void showsTheExample() throws IOException {
    String source =
        Files.readString(Path.of("src/test/java/org/asclepion/sdk/example/Visitor.java"));
    String readme = Files.readString(Path.of("README.md"));
    String shown = readme.substring(readme.indexOf("```java\n") + 8);
    shown = shown.substring(0, shown.indexOf("```"));
    assertEquals(source.substring(source.indexOf("/** Comes in")), shown);
    assertTrue(shown.lines().count() <= 30, "30 lines at most");
  }
}
