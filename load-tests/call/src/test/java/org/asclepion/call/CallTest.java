package org.asclepion.call;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** A call of libwebrtc peers through a server, by themselves and with people in browsers. */
@EnabledOnOs(
    value = OS.LINUX,
    architectures = "amd64",
    disabledReason = "webrtc-java's library is on the class path for this system only")
class CallTest {
  /** Three pages without a graphics card take a while to enter. */
  private static final int PAGES_MINUTES = 10;

  @TempDir private Path data;

  private static JsonNode report(Process call) throws Exception {
    try (BufferedReader out = call.inputReader(StandardCharsets.UTF_8)) {
      String line = out.readLine();
      assertNotNull(line, "no report");
      assertTrue(
          call.waitFor(Programs.PATIENCE_SECONDS, TimeUnit.SECONDS), "the call does not end");
      JsonNode report = new ObjectMapper().readTree(line);
      for (JsonNode peer : report.get("peers")) {
        assertTrue(peer.get("fault").isNull(), peer::toString);
        assertTrue(peer.get("audioPackets").asLong() > 50, peer::toString);
        assertTrue(peer.get("framesDecoded").asLong() > 5, peer::toString);
        if (!peer.get("speaks").asBoolean()) {
          assertTrue(peer.get("audioEnergy").asDouble() > 0.05, peer::toString);
          assertTrue(peer.get("firstAudioMs").isNumber(), peer::toString);
        }
      }
      return report;
    } finally {
      Programs.stop(call);
    }
  }

  @Test
  void realPeersHearAndSeeEachOtherThroughTheServer() throws Exception {
    try (Programs programs = Programs.start(data)) {
      Process call = programs.call("--participants", "3", "--seconds", "4", "--video");
      assertEquals(3, report(call).get("peers").size());
      assertEquals(0, call.exitValue());
    }
  }

  /** The script says what it looks at in the pages; the peers say here what they heard and saw. */
  @Test
  @Tag("long") // five cameras, and three pages drawn by the processor
  void peersAndPeopleInBrowsersHearAndSeeEachOtherInOneRoom() throws Exception {
    String missing = System.getenv().getOrDefault("ASCLEPION_TOOLS_MISSING", "");
    boolean noBrowser = List.of(missing.split(",", -1)).contains("chromium");
    assertFalse(noBrowser && "true".equals(System.getenv("CI")), "CI must have chromium");
    assumeFalse(noBrowser, "needs chromium: ./asclepion test --install");
    try (Programs programs = Programs.start(data)) {
      Process call =
          programs.call(
              "--participants", "2", "--seconds", "900", "--video", "--template", "lobby");
      try {
        browsers(programs.url());
        // As somebody would press Ctrl-C: it hangs up, and reports.
        call.toHandle().destroy();
        for (JsonNode peer : report(call).get("peers")) {
          assertEquals(4, peer.get("pictureStreams").asInt(), peer::toString);
          assertTrue(
              peer.get("speaks").asBoolean() || peer.get("voicesAtOnce").asInt() == 4,
              peer::toString);
        }
      } finally {
        Programs.stop(call);
      }
    }
  }

  private static void browsers(String url) throws Exception {
    Path web = Path.of("../../clients/web").toAbsolutePath().normalize();
    Path out = Files.createDirectories(Path.of("target/browser-together").toAbsolutePath());
    Path words = out.resolve("words.log");
    ProcessBuilder node =
        new ProcessBuilder("node", "e2e/together.mjs", url, out.toString())
            .directory(web.toFile())
            .redirectErrorStream(true)
            .redirectOutput(words.toFile());
    String chromium = System.getenv("ASCLEPION_CHROMIUM");
    if (chromium != null) {
      node.environment().put("CHROMIUM", chromium);
    }
    Process process = node.start();
    try {
      boolean ended = process.waitFor(PAGES_MINUTES, TimeUnit.MINUTES);
      String said = Files.readString(words);
      assertTrue(ended, () -> "not at its end:\n" + said);
      assertEquals(0, process.exitValue(), said);
    } finally {
      process.descendants().forEach(ProcessHandle::destroyForcibly);
      process.destroyForcibly();
    }
  }
}
