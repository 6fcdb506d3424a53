package org.asclepion.content.build;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;
import org.asclepion.content.load.HospitalLoader;
import org.asclepion.content.load.Loaded;
import org.asclepion.content.model.Hospital;

/**
 * Builds a declared hospital's models from the command line, as Maven does for the demo: {@code
 * BuildMain HOSPITAL OUT CLASSES}. Does nothing when neither the declaration nor the classes have
 * changed since the last time.
 */
public final class BuildMain {
  private BuildMain() {}

  public static void main(String[] args) throws IOException {
    if (args.length != 3) {
      System.err.println("usage: BuildMain HOSPITAL-DIRECTORY OUT-DIRECTORY CLASSES-DIRECTORY");
      System.exit(2);
    }
    Path directory = Path.of(args[0]);
    Path out = Path.of(args[1]);
    Path stamp = Path.of(args[2]).resolveSibling("built-models.sha256");
    String inputs =
        hash(List.of(directory, Path.of(args[2]).resolve("org/asclepion/content")), out);
    if (Files.exists(stamp)
        && Files.isDirectory(out)
        && Files.readString(stamp).equals(inputs + hash(List.of(out), stamp))) {
      System.out.println("models are up to date");
      return;
    }
    long start = System.nanoTime();
    BuiltInCatalogue catalogue = new BuiltInCatalogue();
    Loaded loaded = HospitalLoader.load(directory, catalogue);
    Hospital hospital = loaded.hospital();
    if (hospital == null) {
      loaded.faults().forEach(System.err::println);
      System.exit(1);
      return;
    }
    clear(out);
    HospitalBuilder.build(hospital, catalogue, out);
    Files.writeString(stamp, inputs + hash(List.of(out), stamp));
    System.out.printf("models built in %.1f s%n", (System.nanoTime() - start) / 1e9);
  }

  private static void clear(Path directory) throws IOException {
    if (Files.isDirectory(directory)) {
      try (Stream<Path> old = Files.walk(directory)) {
        for (Path path : old.sorted(Comparator.reverseOrder()).toList()) {
          Files.delete(path);
        }
      }
    }
  }

  /** SHA-256 over names and bytes of all files below some directories. */
  private static String hash(List<Path> directories, Path except) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      for (Path directory : directories) {
        try (Stream<Path> files = Files.walk(directory)) {
          for (Path file :
              files
                  .filter(f -> Files.isRegularFile(f) && !f.startsWith(except))
                  .sorted()
                  .toList()) {
            digest.update(directory.relativize(file).toString().getBytes(StandardCharsets.UTF_8));
            digest.update(Files.readAllBytes(file));
          }
        }
      }
      return HexFormat.of().formatHex(digest.digest());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
