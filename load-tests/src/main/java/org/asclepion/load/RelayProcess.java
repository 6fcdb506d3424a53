package org.asclepion.load;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * The relay's process as its parent sees it. It ends when it is closed, and also when the parent
 * ends without closing it, because it reads from it. Blocking; one thread.
 */
final class RelayProcess implements AutoCloseable {
  private static final int PATIENCE_SECONDS = 3;

  private final Process process;
  private final BufferedReader answers;
  private final Writer commands;
  private final int port;

  RelayProcess(int rooms, int perRoom, double hz, @Nullable Path sizes) throws IOException {
    List<String> line = new ArrayList<>(List.of(java(), "-XX:+UseSerialGC", "-Xlog:disable"));
    line.add("--enable-native-access=ALL-UNNAMED");
    line.add("--sun-misc-unsafe-memory-access=allow");
    line.add("-XX:+UseCompactObjectHeaders");
    line.addAll(List.of("-cp", System.getProperty("java.class.path"), Relay.class.getName()));
    line.addAll(List.of(Integer.toString(rooms), Integer.toString(perRoom), Double.toString(hz)));
    if (sizes != null) {
      line.add(sizes.toString());
    }
    process = new ProcessBuilder(line).redirectError(ProcessBuilder.Redirect.INHERIT).start();
    answers = process.inputReader(StandardCharsets.UTF_8);
    commands = new OutputStreamWriter(process.getOutputStream(), StandardCharsets.UTF_8);
    String ready = answers.readLine();
    if (ready == null || !ready.startsWith("port ")) {
      close();
      throw new IOException("the relay did not start: " + ready);
    }
    port = Integer.parseInt(ready.substring("port ".length()));
  }

  private static String java() {
    return ProcessHandle.current().info().command().orElse("java");
  }

  int port() {
    return port;
  }

  /** Its folder in /proc. */
  Path folder() {
    return Path.of("/proc", Long.toString(process.pid()));
  }

  /** Begins to measure what the relay adds. */
  void start() throws IOException {
    ask("start");
  }

  /** What it added since {@link #start}: a JSON object. */
  String stop() throws IOException {
    return ask("stop");
  }

  private String ask(String command) throws IOException {
    commands.write(command + "\n");
    commands.flush();
    String answer = answers.readLine();
    if (answer == null) {
      throw new IOException("the relay has gone");
    }
    return answer;
  }

  @Override
  public void close() {
    process.destroy();
    try {
      if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
        process.destroyForcibly();
      }
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
  }
}
