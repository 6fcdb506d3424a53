package org.asclepion.host.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Stream;
import org.asclepion.host.RawClient;
import org.asclepion.protocol.v1.ServerFrame;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What one process recorded, another replays: serve --record, then replay. */
@Timeout(300)
class ReplayProcessTest {
  @TempDir private Path directory;

  private record Run(int code, String out, String err) {}

  private Run replay(String... arguments) throws Exception {
    String[] all =
        Stream.concat(Stream.of("replay"), Arrays.stream(arguments)).toArray(String[]::new);
    try (Asclepion command = new Asclepion(directory, all)) {
      return new Run(command.exitCode(), command.out(), command.err());
    }
  }

  private static void assertOneLine(int code, String says, Run run) {
    assertEquals(code, run.code(), run::err);
    assertEquals(1, run.err().lines().count(), run::err);
    assertTrue(run.err().startsWith("asclepion: ") && run.err().contains(says), run::err);
    assertEquals("", run.out());
  }

  private Path record() throws Exception {
    Path recordings = directory.resolve("recordings");
    try (Asclepion serve =
        new Asclepion(directory, "serve", "--port", "0", "--record", recordings.toString())) {
      URI url = serve.ready();
      try (RawClient guest = ServeProcessTest.connect(url)) {
        guest.send(ServeProcessTest.hello(ServeProcessTest.ticket(url)));
        ServeProcessTest.next(guest, ServerFrame.MessageCase.KEYFRAME);
        serve.terminate();
        ServeProcessTest.next(guest, ServerFrame.MessageCase.GOODBYE);
      }
      assertEquals(0, serve.exitCode());
      String err = serve.err();
      assertEquals(2, err.lines().count(), err);
      assertTrue(err.contains("for training and tests only") && err.contains("请仅用于培训和测试"), err);
    }
    try (Stream<Path> files = Files.list(recordings)) {
      return files.filter(file -> file.toString().contains("lobby-")).findFirst().orElseThrow();
    }
  }

  @Test
  void aRecordedRoomComesToTheSameState() throws Exception {
    Path file = record();
    Run sound = replay("--json", file.toString());
    assertEquals(0, sound.code(), sound::err);
    assertEquals(1, sound.out().lines().count());
    assertTrue(sound.out().contains("\"matches\":true"), sound::out);
    assertTrue(sound.out().contains("\"ending\":\"closed\""), sound::out);
    assertFalse(sound.out().contains("\"intents\":0"), sound::out);

    byte[] bytes = Files.readAllBytes(file);
    Path cut = Files.write(directory.resolve("cut.room"), Arrays.copyOf(bytes, bytes.length - 3));
    assertOneLine(
        1,
        "breaks off at byte " + (bytes.length - 3) + ": see what is there",
        replay(cut.toString()));

    bytes[20]++; // in the digest of the hospital, whose checksum then is wrong
    Path damaged = Files.write(directory.resolve("damaged.room"), bytes);
    assertOneLine(1, "is damaged at byte 0", replay(damaged.toString()));
  }

  @Test
  void whatCannotBeReplayedHereIsWrongUsage() throws Exception {
    assertOneLine(2, "is no file that can be read", replay("nowhere.room"));
    Path text =
        Files.writeString(directory.resolve("text.room"), "no recording", StandardCharsets.UTF_8);
    assertOneLine(2, "is no recording", replay(text.toString()));
  }
}
