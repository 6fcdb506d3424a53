package org.asclepion.host.recording;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.asclepion.content.load.Check;
import org.asclepion.content.load.DemoHospital;
import org.asclepion.content.model.Hospital;
import org.asclepion.host.room.Recorder;
import org.asclepion.host.room.Seed;
import org.asclepion.world.room.Room;
import org.asclepion.world.space.RoomTemplate;

/** Makes recordings for tests, and opens them. */
final class Rec {
  static final Header.Digest DIGEST = Header.Digest.of(new byte[32]);
  static final Instant NOW = Instant.parse("2026-11-21T12:00:00Z");

  private Rec() {}

  /** A room of the demo hospital. */
  static RoomTemplate template(String id) {
    Hospital hospital = Objects.requireNonNull(Check.run(DemoHospital.directory()).hospital());
    return hospital.rooms().stream()
        .map(org.asclepion.content.model.Room::template)
        .filter(template -> template.id().equals(id))
        .findFirst()
        .orElseThrow();
  }

  static List<String> templates() {
    Hospital hospital = Objects.requireNonNull(Check.run(DemoHospital.directory()).hospital());
    return hospital.rooms().stream().map(room -> room.template().id()).toList();
  }

  static Recordings recordings(Path directory) {
    return new Recordings(
        directory, DIGEST, "test", NOW, Format.MAX_FILE_BYTES, Recordings.MAX_WAITING);
  }

  /** Has a crowd in a recorded room for some steps, with a pause; answers the last state's hash. */
  static long run(Recorder.Factory recorders, RoomTemplate template, long seed, int steps) {
    Seed chance = new Seed(seed);
    Recorder recorder = recorders.of(template, chance);
    Room room = new Room(template);
    var random = chance.random();
    Crowd crowd = new Crowd(seed, template, 6);
    for (int i = 0; i < steps; i++) {
      int tick = i < steps / 2 ? 5 + i : 400 + i;
      var intents = crowd.step();
      recorder.step(room, tick, intents);
      room.step(tick, intents, random);
    }
    recorder.end(room);
    return room.stateHash();
  }

  static RecordingReader open(Path file) throws IOException, RecordingException {
    return new RecordingReader(new BufferedInputStream(Files.newInputStream(file)));
  }

  static Path only(Path directory) throws IOException {
    try (Stream<Path> files = Files.list(directory)) {
      List<Path> all = files.toList();
      if (all.size() != 1) {
        throw new AssertionError("one file was expected: " + all);
      }
      return all.getFirst();
    }
  }
}
