package org.asclepion.host.recording;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;
import org.asclepion.host.room.Recorder;
import org.asclepion.host.room.Seed;
import org.asclepion.world.avatar.Participant;
import org.asclepion.world.avatar.Role;
import org.asclepion.world.intent.Intent;
import org.asclepion.world.room.Room;
import org.asclepion.world.space.RoomTemplate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a recording holds, what it does not, and where it ends. */
class RecordingsTest {
  private static final Seed SEED = new Seed(1);

  private final RoomTemplate template = Rec.template("waiting");
  @TempDir private Path directory;

  private Replay.Result replay(Path file) throws Exception {
    try (RecordingReader recording = Rec.open(file)) {
      return new Replay(recording, template).run();
    }
  }

  @Test
  void aFileIsItsOwnersAloneAndSaysWhatItIs() throws Exception {
    try (Recordings recordings = Rec.recordings(directory)) {
      Rec.run(recordings, template, 1, 50);
    }
    Path file = Rec.only(directory);
    assertEquals("waiting-20261121T120000Z-1.room", file.getFileName().toString());
    assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(file)));
    try (RecordingReader recording = Rec.open(file)) {
      assertEquals(
          new Header("waiting", template.tickHz(), SEED, Rec.DIGEST, "test"), recording.header());
    }
  }

  @Test
  void noNamesAndNoWordsAreKept() throws Exception {
    ByteArrayOutputStream plain = new ByteArrayOutputStream();
    Rec.run(
        (_, _) ->
            new RoomRecorder(
                (block, _) -> {
                  plain.writeBytes(block);
                  return true;
                }),
        template,
        3,
        1_500);
    String text = plain.toString(StandardCharsets.ISO_8859_1);
    assertTrue(text.length() > 10_000);
    for (String word : (Crowd.NAME + " " + Crowd.WORDS).split(" ", -1)) {
      if (word.length() > 4) {
        assertFalse(text.contains(word), word);
      }
    }
  }

  @Test
  void stateHashesOfRoomsThatDifferInWordsOnlyAreTheSame() {
    List<Long> hashes = new ArrayList<>();
    for (String words : List.of("a cold", "cancer")) {
      Room room = new Room(template);
      Participant who = new Participant(1, Role.DOCTOR, words, 0, 0);
      room.step(
          1,
          List.of(
              new Intent.Arrive(who, -1, null),
              new Intent.WriteNote(1, 1, words, true),
              new Intent.WriteNote(1, 2, words, false),
              new Intent.Chat(1, 3, words, 0)),
          SEED.random());
      hashes.add(room.stateHash());
    }
    assertEquals(hashes.get(0), hashes.get(1));
  }

  @Test
  void aRoomWithoutATickLeavesNoFile() throws Exception {
    try (Recordings recordings = Rec.recordings(directory)) {
      recordings.of(template, SEED).end(new Room(template));
    }
    try (Stream<Path> files = Files.list(directory)) {
      assertEquals(0, files.count());
    }
  }

  @Test
  void atItsGreatestSizeAFileEndsWithAMark() throws Exception {
    int bound = 40_000;
    try (Recordings recordings =
        new Recordings(directory, Rec.DIGEST, "test", Rec.NOW, bound, 1_000)) {
      Rec.run(recordings, template, 2, 4_000);
    }
    Path file = Rec.only(directory);
    assertTrue(Files.size(file) <= bound && Files.size(file) > bound / 2);
    Replay.Result result = replay(file);
    assertEquals(Ending.FILE_FULL, result.ending());
    assertTrue(result.matches() && result.steps() > 100 && result.steps() < 4_000);
  }

  @Test
  void whenTheDiskIsTooSlowTheRecordingEndsAndTheRoomGoesOn() throws Exception {
    // No block may wait: the first one that is full finds no place.
    try (Recordings recordings =
        new Recordings(directory, Rec.DIGEST, "test", Rec.NOW, Format.MAX_FILE_BYTES, 0)) {
      Rec.run(recordings, template, 2, 2_000);
    }
    Replay.Result result = replay(Rec.only(directory));
    assertEquals(Ending.DISK_TOO_SLOW, result.ending());
    assertEquals(0, result.steps());
  }

  @Test
  void aFileThatIsThereAlreadyIsLeftAlone() throws Exception {
    Path there = directory.resolve("waiting-20261121T120000Z-1.room");
    Files.writeString(there, "precious");
    try (Recordings recordings = Rec.recordings(directory)) {
      Rec.run(recordings, template, 2, 50);
    }
    assertEquals("precious", Files.readString(there));
  }

  @Test
  void stepsAfterTheEndAreIgnored() throws Exception {
    try (Recordings recordings = Rec.recordings(directory)) {
      Recorder recorder = recordings.of(template, SEED);
      Room room = new Room(template);
      recorder.step(room, 3, List.of());
      room.step(3, List.of(), SEED.random());
      recorder.end(room);
      recorder.step(room, 4, List.of());
      recorder.end(room);
    }
    assertEquals(1, replay(Rec.only(directory)).steps());
  }

  /** These bytes are in people's files: whoever changes them raises {@link Format#VERSION}. */
  @Test
  void theBytesOfABlockAreAsDocumented() {
    List<byte[]> blocks = new ArrayList<>();
    RoomRecorder recorder =
        new RoomRecorder(
            (block, ending) -> {
              blocks.add(block);
              assertEquals(Ending.CLOSED, ending);
              return true;
            });
    Room room = new Room(template);
    var random = SEED.random();
    List<List<Intent>> steps =
        List.of(
            List.of(
                new Intent.Arrive(new Participant(300, Role.DOCTOR, "N", 1, 1), -1, null),
                new Intent.Depart(300, 4)),
            List.of(),
            List.of(),
            List.of(new Intent.Chat(-1, 5, "hello", 2)));
    int tick = 9;
    for (List<Intent> intents : steps) {
      tick += intents.isEmpty() ? 0 : 1;
      recorder.step(room, tick, intents);
      room.step(tick, intents, random);
      tick++;
    }
    recorder.end(room);
    String hash = HexFormat.of().toHexDigits(room.stateHash());
    assertEquals(
        "030a" // 10 ticks later
            + "10d80401" // arrive 300, doctor
            + "0100" // aperture -1, carries nothing
            + "11d80408" // depart 300, aperture 4
            + "02" // step
            + "0102" // two empty steps
            + "0301" // one tick later
            + "1d010a040005" // chat by -1, sequence 5, side-talk 2, not blank, 5 characters
            + "02"
            + "04"
            + hash,
        HexFormat.of().formatHex(blocks.getFirst()));
  }

  @Test
  void theEndIsTheEnd() throws Exception {
    try (Recordings recordings = Rec.recordings(directory)) {
      Rec.run(recordings, template, 1, 20);
    }
    try (RecordingReader recording = Rec.open(Rec.only(directory))) {
      Entry last = null;
      for (Entry entry = recording.next(); entry != null; entry = recording.next()) {
        last = entry;
      }
      assertEquals(new Entry.End(Ending.CLOSED), last);
      assertNull(recording.next());
    }
  }
}
