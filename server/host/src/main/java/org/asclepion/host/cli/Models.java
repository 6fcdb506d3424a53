package org.asclepion.host.cli;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;
import org.asclepion.content.build.BuiltInCatalogue;
import org.asclepion.content.build.HospitalBuilder;
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
    try (Stream<Path> files = Files.walk(declared)) {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      digest.update(Main.version().getBytes(StandardCharsets.UTF_8));
      List<Path> yaml = files.filter(file -> file.toString().endsWith(".yaml")).sorted().toList();
      for (Path file : yaml) {
        digest.update(declared.relativize(file).toString().getBytes(StandardCharsets.UTF_8));
        digest.update(Files.readAllBytes(file));
      }
      return HexFormat.of().formatHex(digest.digest()).substring(0, KEY_CHARACTERS);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
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
