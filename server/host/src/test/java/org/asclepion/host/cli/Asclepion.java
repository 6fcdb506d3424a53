package org.asclepion.host.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The real command in a process of its own, with the product's class path and a test's directory.
 */
final class Asclepion implements AutoCloseable {
  private static final long PATIENCE_SECONDS = 120;

  final Process process;
  private final Path out;
  private final Path err;

  Asclepion(Path directory, String... arguments) throws IOException {
    out = Files.createTempFile(directory, "out", ".txt");
    err = Files.createTempFile(directory, "err", ".txt");
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-Xmx1g",
                "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow",
                "-cp",
                classPath(),
                Main.class.getName()));
    command.addAll(Arrays.asList(arguments));
    process =
        new ProcessBuilder(command)
            .directory(directory.toFile())
            .redirectOutput(out.toFile())
            .redirectError(err.toFile())
            .start();
  }

  /** The tests' own logging configuration stays behind. */
  private static String classPath() {
    return Stream.of(System.getProperty("java.class.path").split(":", -1))
        .filter(entry -> !entry.endsWith("test-classes") && !entry.endsWith("/test"))
        .collect(Collectors.joining(":"));
  }

  int exitCode() throws InterruptedException {
    if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
      throw new AssertionError("still running: " + out() + err());
    }
    return process.exitValue();
  }

  String out() {
    return read(out);
  }

  String err() {
    return read(err);
  }

  private static String read(Path file) {
    try {
      return Files.readString(file, StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Waits for the ready line; answers its address. */
  URI ready() throws InterruptedException {
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
    while (!out().endsWith("\n")) {
      if (!process.isAlive() || System.nanoTime() > deadline) {
        throw new AssertionError("not ready: " + out() + err());
      }
      Thread.sleep(20);
    }
    String line = out().strip();
    if (!line.matches("ready url=https?://\\S+:\\d+ in_ms=\\d+")) {
      throw new AssertionError(line);
    }
    return URI.create(line.substring("ready url=".length(), line.indexOf(" in_ms")));
  }

  /** SIGTERM. */
  void terminate() {
    process.destroy();
  }

  @Override
  public void close() {
    process.destroyForcibly();
  }
}
