package org.asclepion.host.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.stream.Stream;
import org.asclepion.content.build.BuiltInCatalogue;
import org.asclepion.content.build.HospitalBuilder;
import org.asclepion.content.load.Declaration;
import org.asclepion.content.model.Hospital;
import org.asclepion.host.ops.DataDirectory;

/**
 * The folder with a hospital's models: shipped with the hospital, or built once for each state of
 * its declaration and kept in the data directory. Called by Main's thread.
 */
final class Models {
  private static final int KEY_CHARACTERS = 24;

  private Models() {}

  static Path of(Hospital hospital, Path declared, DataDirectory data) throws IOException {
    Path shipped = declared.resolve("built");
    if (Files.isDirectory(shipped)) {
      return shipped;
    }
    Path kept = data.path().resolve("models");
    Path current = kept.resolve(key(declared));
    if (!Files.isDirectory(current)) {
      System.err.println(
          "asclepion: building the models of " + declared + " (only when it changed)");
      delete(kept);
      Path half = kept.resolve("half");
      Files.createDirectories(half);
      HospitalBuilder.build(hospital, new BuiltInCatalogue(), half);
      Files.move(half, current, StandardCopyOption.ATOMIC_MOVE);
    }
    return current;
  }

  /** Over everything declared, and the version of what builds it. */
  private static String key(Path declared) throws IOException {
    String declaration = HexFormat.of().formatHex(Declaration.digest(declared));
    return Main.version() + "-" + declaration.substring(0, KEY_CHARACTERS);
  }

  private static void delete(Path folder) throws IOException {
    if (!Files.exists(folder)) {
      return;
    }
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }
}
