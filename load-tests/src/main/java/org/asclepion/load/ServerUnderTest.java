package org.asclepion.load;

import java.io.BufferedReader;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A server of one's own: started by {@code asclepion serve} on a free port with a data directory
 * that goes with it. Blocking; one thread.
 */
final class ServerUnderTest implements AutoCloseable {
  /** Where the command is, as the script tells. */
  static final String SCRIPT = "ASCLEPION_SCRIPT";

  private static final Pattern READY = Pattern.compile("ready url=(\\S+) .*");
  private static final int STOP_SECONDS = 15;

  private final Path data;
  private final Process process;
  private final URI uri;

  /**
   * @param more options of serve
   */
  ServerUnderTest(String... more) throws IOException {
    String script = System.getenv(SCRIPT);
    if (script == null) {
      throw new UsageException("run this by the command ./asclepion, which knows how to serve");
    }
    data = Files.createTempDirectory("asclepion-workload");
    List<String> command = new ArrayList<>(List.of(script, "serve", "--port", "0"));
    command.addAll(List.of("--data", data.resolve("data").toString()));
    command.addAll(List.of(more));
    process =
        new ProcessBuilder(command)
            .redirectError(data.resolve("log").toFile())
            .redirectInput(ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()))
            .start();
    BufferedReader lines = process.inputReader(StandardCharsets.UTF_8);
    String line = lines.readLine();
    Matcher ready = READY.matcher(line == null ? "" : line);
    if (!ready.matches()) {
      String log = Files.readString(data.resolve("log")).strip();
      close();
      throw new IOException("the server did not start: " + log.lines().reduce("", (a, b) -> b));
    }
    uri = URI.create(ready.group(1));
  }

  URI uri() {
    return uri;
  }

  /** Its folder in /proc. */
  Path folder() {
    return Path.of("/proc", Long.toString(process.pid()));
  }

  @Override
  public void close() throws IOException {
    process.destroy();
    try {
      if (!process.waitFor(STOP_SECONDS, TimeUnit.SECONDS)) {
        process.destroyForcibly().waitFor();
      }
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
    try (Stream<Path> files = Files.walk(data)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }
}
