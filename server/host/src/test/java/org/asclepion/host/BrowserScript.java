package org.asclepion.host;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;
import org.asclepion.content.load.Check;
import org.asclepion.content.load.DemoHospital;
import org.asclepion.content.model.Hospital;
import org.asclepion.host.cli.HospitalServer;
import org.asclepion.host.cli.Setup;
import org.asclepion.host.scene.SceneFiles;

/**
 * Runs a script of {@code clients/web/e2e} with real browsers against the real demo hospital.
 * Static; a test's own thread.
 */
final class BrowserScript {
  private static final int PATIENCE_MINUTES = 8;

  private BrowserScript() {}

  /**
   * Fails with the script's words unless it ends well; skips where there is no browser, but in CI.
   *
   * @param script such as "walk.mjs", whose pictures and words go to {@code target/browser-walk}
   * @param more arguments of the script
   */
  static void run(String script, UnaryOperator<Setup> changes, String... more) throws Exception {
    String missing = System.getenv().getOrDefault("ASCLEPION_TOOLS_MISSING", "");
    boolean noBrowser = List.of(missing.split(",")).contains("chromium");
    assertFalse(noBrowser && "true".equals(System.getenv("CI")), "CI must have chromium");
    assumeFalse(noBrowser, "needs chromium: ./asclepion test --install");

    Path demo = DemoHospital.directory();
    Hospital hospital = Objects.requireNonNull(Check.run(demo).hospital());
    SceneFiles scene = SceneFiles.load(hospital, demo.resolve("built"));
    InetSocketAddress free = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
    Setup setup = changes.apply(Setup.demo(hospital, scene, "test", free));
    try (HospitalServer server = new HospitalServer(setup)) {
      play(script, "http://localhost:" + server.address().getPort(), more);
    }
  }

  private static void play(String script, String url, String... more)
      throws IOException, InterruptedException {
    String name = "browser-" + script.replace(".mjs", "");
    Path out = Reactor.root().resolve("server/host/target").resolve(name);
    Files.createDirectories(out);
    Path words = out.resolve("words.log");
    List<String> command = new ArrayList<>(List.of("node", "e2e/" + script, url, out.toString()));
    command.addAll(List.of(more));
    ProcessBuilder node =
        new ProcessBuilder(command)
            .directory(Reactor.root().resolve("clients/web").toFile())
            .redirectErrorStream(true)
            .redirectOutput(words.toFile());
    String chromium = System.getenv("ASCLEPION_CHROMIUM");
    if (chromium != null) {
      node.environment().put("CHROMIUM", chromium);
    }
    Process process = node.start();
    try {
      boolean ended = process.waitFor(PATIENCE_MINUTES, TimeUnit.MINUTES);
      assertTrue(ended, () -> "not at its end:\n" + read(words));
      assertEquals(0, process.exitValue(), () -> read(words));
    } finally {
      process.descendants().forEach(ProcessHandle::destroyForcibly);
      process.destroyForcibly();
    }
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      return "no words: " + e.getMessage();
    }
  }
}
