package org.asclepion.content.build;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.asclepion.content.load.DemoHospital;
import org.asclepion.content.load.HospitalLoader;
import org.asclepion.content.model.Aperture;
import org.asclepion.content.model.Hospital;
import org.asclepion.content.model.Room;
import org.asclepion.world.avatar.Role;
import org.junit.jupiter.api.Test;

/** Looks at what Maven has built for the demo hospital before the tests. */
class BuiltModelsTest {
  private static final Pattern INDICES = Pattern.compile("\"count\":(\\d+),\"type\":\"SCALAR\"");
  private final BuiltInCatalogue catalogue = new BuiltInCatalogue();
  private final Path built = DemoHospital.directory().resolve("built");

  private Hospital demo() {
    Hospital hospital = HospitalLoader.load(DemoHospital.directory(), catalogue).hospital();
    assertNotNull(hospital);
    return hospital;
  }

  @Test
  void nothingIsMissing() {
    Hospital hospital = demo();
    for (Room room : hospital.rooms()) {
      assertTrue(Files.exists(built.resolve("rooms/" + room.template().id() + ".glb")));
    }
    for (Aperture aperture : hospital.apertures()) {
      boolean leaf = Files.exists(built.resolve("leaves/" + aperture.id() + ".glb"));
      assertEquals(aperture.kind() == Aperture.Kind.DOOR, leaf, aperture.id());
    }
    for (Role role : Role.values()) {
      assertTrue(
          Files.exists(
              built.resolve("avatars/" + role.name().toLowerCase(java.util.Locale.ROOT) + ".glb")));
    }
    assertTrue(Files.exists(built.resolve("avatars/figure.glb")));
  }

  @Test
  void everyRoomKeepsToItsBudget() throws IOException {
    for (Room room : demo().rooms()) {
      String id = room.template().id();
      String file =
          Files.readString(built.resolve("rooms/" + id + ".glb"), StandardCharsets.ISO_8859_1);
      int draws = 0;
      long triangles = 0;
      Matcher m = INDICES.matcher(file);
      while (m.find()) {
        draws++;
        triangles += Long.parseLong(m.group(1)) / 3;
      }
      assertTrue(draws > 4 && draws <= 40, id + " has " + draws + " primitives");
      assertTrue(triangles > 3000 && triangles < 170_000, id + " has " + triangles + " triangles");
    }
  }

  @Test
  void theSameRoomHasTheSameBytesAsMavenBuilt() throws IOException {
    Hospital hospital = demo();
    Room room =
        hospital.rooms().stream()
            .filter(r -> r.template().id().equals("consultation-1"))
            .findFirst()
            .orElseThrow();
    byte[] again = new RoomModel(hospital, room, new Workshop(catalogue)).build();
    assertArrayEquals(Files.readAllBytes(built.resolve("rooms/consultation-1.glb")), again);
  }
}
