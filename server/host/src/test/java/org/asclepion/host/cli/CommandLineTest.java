package org.asclepion.host.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.api.parallel.Resources;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Wrong usage ends with one line that says what and how to fix it, and with 2. */
@ResourceLock(Resources.SYSTEM_ERR)
class CommandLineTest {
  @TempDir private Path directory;
  private final PrintStream realErr = System.err;
  private final PrintStream realOut = System.out;
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();

  @BeforeEach
  void capture() {
    System.setErr(new PrintStream(err, true, StandardCharsets.UTF_8));
    System.setOut(new PrintStream(out, true, StandardCharsets.UTF_8));
  }

  @AfterEach
  void release() {
    System.setErr(realErr);
    System.setOut(realOut);
  }

  private String err() {
    return err.toString(StandardCharsets.UTF_8);
  }

  private String out() {
    return out.toString(StandardCharsets.UTF_8);
  }

  private void assertMisuse(String says, String... arguments) {
    assertEquals(2, Main.run(arguments), this::err);
    assertEquals(1, err().lines().count(), this::err);
    assertTrue(err().startsWith("asclepion: ") && err().contains(says), this::err);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "--bogus | --help",
        "--port many | --port",
        "--port 65536 | use 0 to 65535",
        "--media-port -1 | use 0 to 65535",
        "--media-tcp-port 65536 | use 0 to 65535",
        "--turn stun:turn.example | is no TURN server",
        "--turn turn:turn.example | ASCLEPION_TURN_SECRET",
        "--turn turn:turn.example --turn-secret-file nowhere | check --turn-secret-file",
        "--turn-secret-file x | give both",
        "--demo --lan | choose one",
        "--demo --bind 0.0.0.0 --tls-self-signed | use --lan instead",
        "--bind 0.0.0.0 | --tls-self-signed",
        "--bind nowhere.invalid | no address",
        "--tls-cert x | give both",
        "--tls-key x | give both",
        "--tls-cert x --tls-key y --tls-self-signed | choose one",
        "--log-level loud | --log-level",
        "--config nowhere.yaml | check --config",
        "--metrics-token-file nowhere | check --metrics-token-file"
      })
  void wrongOptionsOfServe(String options, String says) {
    assertMisuse(says, ("serve " + options).split(" ", -1));
  }

  @Test
  void anUnknownCommand() {
    assertMisuse("dance", "dance");
  }

  @Test
  void helpIsEverywhereAndFine() {
    for (String[] arguments :
        new String[][] {{"--help"}, {"serve", "--help"}, {"check", "--help"}, {"--version"}}) {
      out.reset();
      assertEquals(0, Main.run(arguments));
      assertFalse(out().isBlank());
    }
    assertEquals("", err());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "prot: 8080 | config.yaml:1:1: there is no key \"prot\"",
        "'demo: true\nport: [1, 2' | config.yaml:2",
        "'port: 1\nport: 2' | twice",
        "'- 8080' | write lines such as",
        "port: {a: b} | plain value",
        "port: banana | --port",
        "config: other.yaml | there is no key"
      })
  void aWrongConfigFileIsNamedWithItsLine(String text, String says) throws Exception {
    Path config = directory.resolve("config.yaml");
    Files.writeString(config, text.replace("\\n", "\n"));
    assertMisuse(says, "serve", "--config", config.toString());
  }

  @Test
  void theCommandLineGoesBeforeTheConfigFile() throws Exception {
    Path config = directory.resolve("config.yaml");
    Files.writeString(config, "port: 65536\nbind: 0.0.0.0\n");
    assertMisuse("plain HTTP", "serve", "--config", config.toString(), "--port", "0");
    err.reset();
    assertMisuse("65536", "serve", "--config=" + config);
  }

  @Test
  void aDataDirectoryThatCannotBeMade() throws Exception {
    Path file = Files.writeString(directory.resolve("file"), "");
    assertMisuse("--data", "serve", "--data", file.resolve("data").toString());
    err.reset();
    assertMisuse("--data", "serve", "--data", file.toString());
  }

  @Test
  void aDataDirectoryInUse() throws Exception {
    Path data = directory.resolve("data");
    try (var _ = org.asclepion.host.ops.DataDirectory.open(data)) {
      assertEquals("rwx------", PosixFilePermissions.toString(Files.getPosixFilePermissions(data)));
      assertMisuse("in use by another server", "serve", "--data", data.toString());
    }
  }

  @Test
  void aBrokenHospitalIsListedAndTheServerDoesNotStart() throws Exception {
    Files.writeString(directory.resolve("hospital.yaml"), "id: broken\ncolour: red\n");
    Path data = directory.resolve("data");
    assertEquals(
        2,
        Main.run(
            new String[] {
              "serve", "--demo", "--hospital", directory.toString(), "--data", data.toString()
            }));
    assertTrue(err().lines().count() > 1, this::err);
    assertTrue(err().contains("hospital.yaml:2:"), this::err);
    assertTrue(err().lines().toList().getLast().startsWith("asclepion: "), this::err);
    assertFalse(Files.exists(data));
  }

  @Test
  void checkListsFaultsAsLinesOrAsJson() throws Exception {
    Files.writeString(directory.resolve("hospital.yaml"), "id: broken\ncolour: red\n");
    assertEquals(1, Main.run(new String[] {"check", directory.toString()}));
    assertTrue(out().contains("hospital.yaml:2:"), this::out);
    out.reset();
    assertEquals(1, Main.run(new String[] {"check", "--json", directory.toString()}));
    assertEquals(1, out().lines().count());
    assertTrue(out().startsWith("{") && out().contains("\"sound\":false"), this::out);
    assertMisuse("is not a directory", "check", directory.resolve("nowhere").toString());
  }
}
