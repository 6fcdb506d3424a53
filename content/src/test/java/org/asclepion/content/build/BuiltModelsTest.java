package org.asclepion.content.build;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
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
  private static final int MOST_DRAWS = 9;
  private static final long MOST_NEAR = 125_000;
  private static final long MOST_FAR = 50_000;
  private static final long MOST_VIEW = 5_000;
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

  /** Draw calls and triangles of one node's mesh. */
  private record Cost(int draws, long triangles) {}

  /** What a node costs, read from the file's own JSON. */
  private static Cost cost(String file, String mesh) {
    Matcher m =
        Pattern.compile("\\{\"name\":\"" + mesh + "\",\"primitives\":\\[(.*?)\\]\\}").matcher(file);
    if (!m.find()) {
      return new Cost(0, 0);
    }
    List<Long> counts = new ArrayList<>();
    String accessors = file.substring(file.indexOf("\"accessors\":["));
    Matcher count = Pattern.compile("\"count\":(\\d+)").matcher(accessors);
    while (count.find()) {
      counts.add(Long.parseLong(count.group(1)));
    }
    int draws = 0;
    long triangles = 0;
    Matcher indices = Pattern.compile("\"indices\":(\\d+)").matcher(m.group(1));
    while (indices.find()) {
      draws++;
      triangles += counts.get(Integer.parseInt(indices.group(1))) / 3;
    }
    return new Cost(draws, triangles);
  }

  @Test
  void everyRoomKeepsToItsBudget() throws IOException {
    for (Room room : demo().rooms()) {
      String id = room.template().id();
      String file =
          Files.readString(built.resolve("rooms/" + id + ".glb"), StandardCharsets.ISO_8859_1);
      Cost near = cost(file, id);
      Cost far = cost(file, id + "-far");
      Cost view = cost(file, id + "-view");
      String all = id + ": near " + near + ", far " + far + ", view " + view;
      assertTrue(near.draws() > 3 && near.draws() <= MOST_DRAWS, all);
      assertTrue(near.triangles() > 3000 && near.triangles() <= MOST_NEAR, all);
      assertTrue(far.draws() > 2 && far.draws() <= MOST_DRAWS, all);
      assertTrue(far.triangles() > 500 && far.triangles() <= MOST_FAR, all);
      assertTrue(far.triangles() < 0.6 * near.triangles(), all);
      assertTrue(view.draws() <= 4 && view.triangles() <= MOST_VIEW, all);
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
