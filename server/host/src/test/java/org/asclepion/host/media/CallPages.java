package org.asclepion.host.media;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.asclepion.host.Reactor;

/**
 * Real browsers that only call, one page for each person: {@code clients/web/e2e/callers.mjs}. The
 * test's thread owns it.
 */
final class CallPages implements AutoCloseable {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final Process node;
  private final BufferedWriter asks;
  private final BufferedReader answers;

  CallPages(String url, Path words) throws IOException {
    ProcessBuilder command =
        new ProcessBuilder("node", "e2e/callers.mjs", url)
            .directory(Reactor.root().resolve("clients/web").toFile())
            .redirectError(words.toFile());
    String chromium = System.getenv("ASCLEPION_CHROMIUM");
    if (chromium != null) {
      command.environment().put("CHROMIUM", chromium);
    }
    node = command.start();
    asks = node.outputWriter();
    answers = node.inputReader();
  }

  /** Whether there is a browser; a CI without one has a fault. */
  static boolean arePossible() {
    String missing = System.getenv().getOrDefault("ASCLEPION_TOOLS_MISSING", "");
    boolean none = List.of(missing.split(",", -1)).contains("chromium");
    if (none && "true".equals(System.getenv("CI"))) {
      throw new AssertionError("CI must have chromium");
    }
    return !none;
  }

  /** Has a page do something and answers what came of it. */
  JsonNode ask(String page, String act, Map<String, ?> options) throws IOException {
    Map<String, Object> line = new HashMap<>(options);
    line.put("page", page);
    line.put("act", act);
    asks.write(JSON.writeValueAsString(line));
    asks.newLine();
    asks.flush();
    String answer = answers.readLine();
    if (answer == null) {
      throw new IOException("the browser is gone");
    }
    JsonNode read = JSON.readTree(answer);
    if (read.has("error")) {
      throw new IOException(page + " " + act + ": " + read.get("error").asText());
    }
    return read.get("result");
  }

  @Override
  public void close() {
    node.descendants().forEach(ProcessHandle::destroyForcibly);
    node.destroyForcibly();
  }
}
