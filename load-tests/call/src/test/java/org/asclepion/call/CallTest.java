package org.asclepion.call;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** A call of libwebrtc peers through a server, each in a process of its own as users run them. */
@EnabledOnOs(
    value = OS.LINUX,
    architectures = "amd64",
    disabledReason = "webrtc-java's library is on the class path for this system only")
class CallTest {
  private static final int PATIENCE_SECONDS = 120;

  @TempDir private Path data;

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

  private static void stop(Process process) throws InterruptedException {
    process.destroy();
    if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
      process.destroyForcibly();
    }
  }

  private static JsonNode call(String url) throws Exception {
    Process call =
        java(
            ProcessBuilder.Redirect.INHERIT,
            "org.asclepion.call.Main",
            "call",
            "--url",
            url,
            "--participants",
            "3",
            "--seconds",
            "4",
            "--video",
            "--json");
    try (BufferedReader out = call.inputReader(StandardCharsets.UTF_8)) {
      String line = out.readLine();
      assertNotNull(line, "no report");
      assertTrue(call.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS), "the call does not end");
      assertEquals(0, call.exitValue(), line);
      return new ObjectMapper().readTree(line);
    } finally {
      stop(call);
    }
  }

  @Test
  void realPeersHearAndSeeEachOtherThroughTheServer() throws Exception {
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
    try (BufferedReader out = server.inputReader(StandardCharsets.UTF_8)) {
      String ready = out.readLine();
      assertNotNull(ready, "the server is not ready");
      String url = ready.replaceFirst(".*url=(\\S+).*", "$1");
      JsonNode report = call(url);
      for (JsonNode peer : report.get("peers")) {
        assertTrue(peer.get("fault").isNull(), peer::toString);
        assertTrue(peer.get("audioPackets").asLong() > 50, peer::toString);
        assertTrue(peer.get("framesDecoded").asLong() > 5, peer::toString);
        if (!peer.get("speaks").asBoolean()) {
          assertTrue(peer.get("audioEnergy").asDouble() > 0.05, peer::toString);
          assertTrue(peer.get("firstAudioMs").isNumber(), peer::toString);
        }
      }
    } finally {
      stop(server);
    }
  }
}
