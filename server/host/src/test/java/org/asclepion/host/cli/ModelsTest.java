package org.asclepion.host.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import java.io.IOException;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.asclepion.content.load.Check;
import org.asclepion.content.load.DemoHospital;
import org.asclepion.content.model.Hospital;
import org.asclepion.host.ops.DataDirectory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ModelsTest {
  @TempDir private Path directory;
  private final Hospital hospital =
      Objects.requireNonNull(Check.run(DemoHospital.directory()).hospital());

  @Test
  void modelsInAJarAreUnpackedOnceForEachStateOfThem() throws Exception {
    try (DataDirectory data = DataDirectory.open(directory.resolve("data"))) {
      Path first = models("first.jar", "a room", data);
      assertEquals("a room", Files.readString(first.resolve("rooms/lobby.glb")));
      Files.writeString(first.resolve("mark"), "not made anew");
      assertEquals(first, models("same.jar", "a room", data));
      assertEquals("not made anew", Files.readString(first.resolve("mark")));
      Path other = models("other.jar", "a rook", data);
      assertNotEquals(first, other);
      assertEquals("a rook", Files.readString(other.resolve("rooms/lobby.glb")));
      try (Stream<Path> kept = Files.list(data.path().resolve("models"))) {
        assertEquals(List.of(other), kept.toList(), "what is not used any more is gone");
      }
    }
  }

  @Test
  void modelsOnDiskAreTakenWhereTheyAre() throws Exception {
    Path built = Files.createDirectories(directory.resolve("hospital/built"));
    try (DataDirectory data = DataDirectory.open(directory.resolve("data"))) {
      assertEquals(built, Models.of(hospital, directory.resolve("hospital"), data));
    }
  }

  private Path models(String jar, String model, DataDirectory data) throws IOException {
    try (FileSystem inside =
        FileSystems.newFileSystem(directory.resolve(jar), Map.of("create", "true"))) {
      Path rooms = Files.createDirectories(inside.getPath("/demo/built/rooms"));
      Files.writeString(rooms.resolve("lobby.glb"), model);
    }
    try (FileSystem inside = FileSystems.newFileSystem(directory.resolve(jar))) {
      return Models.of(hospital, inside.getPath("/demo"), data);
    }
  }
}
