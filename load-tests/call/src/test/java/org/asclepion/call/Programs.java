package org.asclepion.call;

import static org.junit.jupiter.api.Assertions.assertNotNull;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * A demo hospital and calls to it, each in a process of its own as users run them. Closing it stops
 * the server. Of a test's own thread.
 */
final class Programs implements AutoCloseable {
  static final int PATIENCE_SECONDS = 120;

  private final Process server;
  private final String url;

  private Programs(Process server, String url) {
    this.server = server;
    this.url = url;
  }

  /** Starts the server, and waits until it can serve. */
  static Programs start(Path data) throws IOException {
    Process server =
        java(
            ProcessBuilder.Redirect.DISCARD,
            "org.asclepion.host.cli.Main",
            "serve",
            "--port",
            "0",
            "--media-port",
            "0",
            "--demo",
            "--data",
            data.toString());
    try {
      BufferedReader out = server.inputReader(StandardCharsets.UTF_8);
      String ready = out.readLine();
      assertNotNull(ready, "the server is not ready");
      return new Programs(server, ready.replaceFirst(".*url=(\\S+).*", "$1"));
    } catch (IOException | AssertionError e) {
      stop(server);
      throw e;
    }
  }

  String url() {
    return url;
  }

  /** Begins a call, whose report will be on its standard output. */
  Process call(String... options) throws IOException {
    List<String> arguments = new ArrayList<>(List.of("call", "--url", url, "--json"));
    arguments.addAll(List.of(options));
    return java(
        ProcessBuilder.Redirect.INHERIT,
        "org.asclepion.call.Main",
        arguments.toArray(String[]::new));
  }

  @Override
  public void close() {
    stop(server);
  }

  static void stop(Process process) {
    process.destroy();
    try {
      if (process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
        return;
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    process.destroyForcibly();
  }

  private static Process java(ProcessBuilder.Redirect errors, String main, String... arguments)
      throws IOException {
    String classPath =
        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
    List<String> line = new ArrayList<>();
    line.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    line.addAll(
        List.of("--enable-native-access=ALL-UNNAMED", "--sun-misc-unsafe-memory-access=allow"));
    line.addAll(List.of("-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-Xmx512m"));
    line.addAll(List.of("-cp", classPath, main));
    line.addAll(List.of(arguments));
    return new ProcessBuilder(line).redirectError(errors).start();
  }
}
