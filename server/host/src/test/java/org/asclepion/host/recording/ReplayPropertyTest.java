package org.asclepion.host.recording;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.asclepion.host.room.Seed;
import org.asclepion.world.space.RoomTemplate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Whatever happens in a room, its recording replays to the same state, also on another thread. */
class ReplayPropertyTest {
  @TempDir private Path directory;

  @ParameterizedTest(name = "{0}, seed {1}")
  @CsvSource({"lobby, 1", "waiting, 2", "waiting, 3", "consultation-1, 4", "consultation-1, 5"})
  void aRecordingReplaysToTheSameState(String id, long seed) throws Exception {
    RoomTemplate template = Rec.template(id);
    long hash;
    try (Recordings recordings = Rec.recordings(directory)) {
      hash = Rec.run(recordings, template, seed, 2_500);
    }
    try (ExecutorService other = Executors.newSingleThreadExecutor()) {
      Replay.Result result =
          other
              .submit(
                  () -> {
                    try (RecordingReader recording = Rec.open(Rec.only(directory))) {
                      return new Replay(recording, template).run();
                    }
                  })
              .get();
      assertEquals(hash, result.hash());
      assertTrue(result.matches());
      assertEquals(2_500, result.steps());
      assertEquals(3, result.hashes());
      assertEquals(Ending.CLOSED, result.ending());
      assertTrue(result.intents() > 5_000);
    }
  }

  @Test
  void anotherSeedIsNoticed() throws Exception {
    RoomTemplate template = Rec.template("waiting");
    try (Recordings recordings = Rec.recordings(directory)) {
      // The header says another seed than the room was given.
      Rec.run((room, seed) -> recordings.of(room, new Seed(seed.value() + 1)), template, 7, 1_500);
    }
    try (RecordingReader recording = Rec.open(Rec.only(directory))) {
      Replay.Result result = new Replay(recording, template).run();
      assertTrue(!result.matches());
      assertNotEquals(-1, result.differsAtTick());
    }
  }
}
