package org.asclepion.content.load;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.TreeMap;
import org.asclepion.content.build.BuiltInCatalogue;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A damaged demo hospital either loads or has faults; never an exception, never a hang. */
class MutationPropertyTest {
  private static final int ROUNDS = 150;
  private static final String JUNK = "{}[],:#&*!|>'\"%@`-? \t\n\u0000\uD83D\u9fa50123456789.eE";

  @TempDir Path directory;

  @Test
  void damageIsNamed() throws IOException {
    long seed = Long.getLong("seed", 20_261_121L);
    TreeMap<String, byte[]> demo = new TreeMap<>();
    Path from = DemoHospital.directory();
    try (var paths = Files.walk(from)) {
      for (Path path : paths.filter(it -> it.toString().endsWith(".yaml")).toList()) {
        demo.put(from.relativize(path).toString(), Files.readAllBytes(path));
      }
    }
    Files.createDirectories(directory.resolve("rooms"));
    for (var file : demo.entrySet()) {
      Files.write(directory.resolve(file.getKey()), file.getValue());
    }
    List<String> names = List.copyOf(demo.keySet());
    for (int round = 0; round < ROUNDS; round++) {
      Random random = new Random(seed + round);
      String name = names.get(random.nextInt(names.size()));
      byte[] damaged = damage(java.util.Objects.requireNonNull(demo.get(name)), random);
      Path file = directory.resolve(name);
      Files.write(file, damaged);
      String message = "seed " + seed + " round " + round + " file " + name;
      Loaded loaded =
          assertTimeoutPreemptively(
              Duration.ofSeconds(20),
              () -> HospitalLoader.load(directory, new BuiltInCatalogue()),
              message);
      for (String line : Check.lines(loaded)) {
        assertEquals(1, line.lines().count(), message + ": " + line);
      }
      Files.write(file, java.util.Objects.requireNonNull(demo.get(name)));
    }
  }

  private static byte[] damage(byte[] original, Random random) {
    String text = new String(original, StandardCharsets.UTF_8);
    for (int i = 0; i <= random.nextInt(3); i++) {
      int at = random.nextInt(text.length());
      switch (random.nextInt(5)) {
        case 0 -> {
          List<String> lines = new java.util.ArrayList<>(text.lines().toList());
          lines.remove(random.nextInt(lines.size()));
          text = String.join("\n", lines) + "\n ";
        }
        case 1 -> text = text.substring(0, at) + junk(random) + text.substring(at + 1);
        case 2 -> text = text.substring(0, at) + junk(random) + text.substring(at);
        case 3 -> text = text.substring(0, at) + text.substring(at + 1) + " ";
        default -> {
          // A digit becomes another: well-formed, but perhaps a chair in a wall.
          char c = text.charAt(at);
          if (Character.isDigit(c)) {
            text = text.substring(0, at) + random.nextInt(10) + text.substring(at + 1);
          }
        }
      }
    }
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    if (random.nextInt(10) == 0) {
      bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
    }
    return bytes;
  }

  private static char junk(Random random) {
    return JUNK.charAt(random.nextInt(JUNK.length()));
  }
}
