package org.asclepion.host;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** {@code ./asclepion} itself, as far as it goes without building: usage, exit codes, one line. */
@DisabledOnOs(OS.WINDOWS)
class CommandScriptTest {
  private record Result(int code, String out, String err) {}

  @TempDir Path elsewhere;

  private Result run(Path script, String... args) throws Exception {
    List<String> command = new ArrayList<>(List.of("sh", script.toString()));
    command.addAll(List.of(args));
    Path out = elsewhere.resolve("out");
    Path err = elsewhere.resolve("err");
    Process process =
        new ProcessBuilder(command)
            .directory(elsewhere.toFile())
            .redirectOutput(out.toFile())
            .redirectError(err.toFile())
            .start();
    process.getOutputStream().close();
    assertTrue(process.waitFor(30, TimeUnit.SECONDS));
    return new Result(process.exitValue(), Files.readString(out), Files.readString(err));
  }

  private static Path script() {
    return Reactor.root().resolve("asclepion");
  }

  private static void assertUsageError(Result result) {
    assertEquals(2, result.code());
    assertEquals("", result.out());
    assertEquals(1, result.err().lines().count(), result.err());
  }

  @Test
  void helpNamesEveryCommandAndIsFine() throws Exception {
    Result help = run(script(), "--help");
    assertEquals(0, help.code());
    for (String command : List.of("serve", "check", "bots", "test")) {
      assertTrue(help.out().contains("  " + command + " "), command);
    }
    assertEquals(0, run(script(), "test", "--help").code());
  }

  @Test
  void wrongUsageIsOneLineAndExitCode2() throws Exception {
    assertUsageError(run(script(), "sreve"));
    assertUsageError(run(script(), "test", "--instal"));
    assertEquals(2, run(script()).code());
  }

  @Test
  void commandsToComeSaySo() throws Exception {
    Result capacity = run(script(), "capacity");
    assertUsageError(capacity);
    assertTrue(capacity.err().contains("not in this version yet"), capacity.err());
  }

  @Test
  void worksThroughALinkFromAnywhere() throws Exception {
    Path link = Files.createSymbolicLink(elsewhere.resolve("a link"), script());
    assertEquals(0, run(link, "help").code());
  }

  @Test
  void aDistributionDoesNotBuildOrTest() throws Exception {
    Path alone = Files.copy(script(), elsewhere.resolve("asclepion"));
    assertUsageError(run(alone, "build"));
    assertUsageError(run(alone, "test"));
  }

  @Test
  void theScriptIsPlainText() throws Exception {
    String text = Files.readString(script(), StandardCharsets.US_ASCII);
    assertTrue(text.startsWith("#!/bin/sh\n"));
    assertTrue(Files.isExecutable(script()));
  }
}
