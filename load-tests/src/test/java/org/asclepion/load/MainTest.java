package org.asclepion.load;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

final class MainTest {
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();

  @Test
  void wrongUsageIsOneLineAndExitCode2() {
    wrong("--seconds", "bots", "--url", "http://localhost:1", "--rooms", "1", "--per-room", "1");
    wrong("3000", bots("1000", "4", "1"));
    wrong("3600", bots("1", "1", "3601"));
    wrong("--rooms", bots("0", "1", "1"));
    wrong("--stall-for", bots("1", "1", "1", "--stall-every", "2"));
    wrong("5000", bots("1", "1", "1", "--delay=5000", "--jitter=1"));
    wrong("negative", bots("1", "1", "1", "--jitter", "-1"));
    wrong("--url", "bots", "--url", "ftp://x", "--rooms=1", "--per-room=1", "--seconds=1");
  }

  @Test
  void noServerIsOneLineAndExitCode1() {
    assertEquals(
        Main.FAILED,
        run("bots", "--url", "http://127.0.0.1:9", "--rooms=1", "--per-room=1", "--seconds=1"));
    assertEquals(1, err.toString(StandardCharsets.UTF_8).lines().count());
    assertTrue(err.toString(StandardCharsets.UTF_8).contains("127.0.0.1:9"));
  }

  private static String[] bots(String rooms, String perRoom, String seconds, String... more) {
    List<String> args = new ArrayList<>(List.of("bots", "--url", "http://localhost:1"));
    args.addAll(List.of("--rooms", rooms, "--per-room", perRoom, "--seconds", seconds));
    args.addAll(List.of(more));
    return args.toArray(String[]::new);
  }

  private void wrong(String named, String... args) {
    assertEquals(Main.WRONG_USAGE, run(args));
    String said = err.toString(StandardCharsets.UTF_8);
    assertEquals(1, said.lines().count(), said);
    assertTrue(said.contains(named), said);
  }

  private int run(String... args) {
    PrintStream before = System.err;
    err.reset();
    System.setErr(new PrintStream(err, true, StandardCharsets.UTF_8));
    try {
      return Main.run(args);
    } finally {
      System.setErr(before);
    }
  }
}
