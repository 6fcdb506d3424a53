package org.asclepion.host.cli;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.CRC32;
import org.asclepion.content.build.BuiltInCatalogue;
import org.asclepion.content.build.HospitalBuilder;
import org.asclepion.content.load.Declaration;
import org.asclepion.content.model.Hospital;
import org.asclepion.host.ops.DataDirectory;

/**
 * The folder with a hospital's models: shipped with the hospital, or built once for each state of
 * its declaration and kept in the data directory. Models that are shipped inside a jar are unpacked
 * there too, so that they can be mapped. Called by Main's thread.
 */
final class Models {
  private static final int KEY_CHARACTERS = 24;

  private Models() {}

  static Path of(Hospital hospital, Path declared, DataDirectory data) throws IOException {
    Path kept = data.path().resolve("models");
    Path shipped = declared.resolve("built");
    if (!Files.isDirectory(shipped)) {
      return kept(kept, key(declared), into -> build(hospital, declared, into));
    }
    return shipped.getFileSystem().equals(FileSystems.getDefault())
        ? shipped
        : kept(kept, checksum(shipped), into -> unpack(shipped, into));
  }

  /** What makes the models in an empty folder. */
  private interface Maker {
    void make(Path into) throws IOException;
  }

  /**
   * A folder whose name says what is in it; if it is not there it is made, instead of any other.
   */
  private static Path kept(Path folder, String name, Maker maker) throws IOException {
    Path current = folder.resolve(name);
    if (!Files.isDirectory(current)) {
      delete(folder);
      Path half = folder.resolve("half");
      Files.createDirectories(half);
      maker.make(half);
      Files.move(half, current, StandardCopyOption.ATOMIC_MOVE);
    }
    return current;
  }

  private static void build(Hospital hospital, Path declared, Path into) throws IOException {
    System.err.println("asclepion: building the models of " + declared + " (only when it changed)");
    HospitalBuilder.build(hospital, new BuiltInCatalogue(), into);
  }

  private static void unpack(Path shipped, Path into) throws IOException {
    for (Path from : tree(shipped)) {
      Path to = into.resolve(shipped.relativize(from).toString());
      if (Files.isDirectory(from)) {
        Files.createDirectories(to);
      } else {
        Files.copy(from, to);
      }
    }
  }

  /** Of all files in a folder of a jar, by the checksums that the jar has of them. */
  private static String checksum(Path shipped) throws IOException {
    CRC32 names = new CRC32();
    long sum = 0;
    for (Path file : tree(shipped)) {
      names.update(file.toString().getBytes(StandardCharsets.UTF_8));
      sum = 31 * sum + ((Number) Files.getAttribute(file, "zip:crc")).longValue();
    }
    return "%s-%08x%016x".formatted(Main.version(), names.getValue(), sum);
  }

  /** The folder and all that is below it, folders before what they hold. */
  private static List<Path> tree(Path folder) throws IOException {
    try (Stream<Path> paths = Files.walk(folder)) {
      return paths.sorted().toList();
    }
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
    for (Path file : tree(folder).reversed()) {
      Files.delete(file);
    }
  }
}
