package org.asclepion.content.load;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import org.asclepion.content.model.Board;
import org.asclepion.content.model.Hospital;
import org.asclepion.content.model.Room;
import org.asclepion.world.avatar.Role;
import org.asclepion.world.space.Opening;
import org.junit.jupiter.api.Test;

class DemoHospitalTest {
  private static Hospital load() {
    Loaded loaded = Check.run(DemoHospital.directory());
    assertEquals("", String.join("\n", Check.lines(loaded)));
    return java.util.Objects.requireNonNull(loaded.hospital());
  }

  private static Room room(Hospital hospital, String id) {
    return hospital.rooms().stream()
        .filter(room -> room.template().id().equals(id))
        .findFirst()
        .orElseThrow();
  }

  @Test
  void hasNoFaultsAndAPlan() throws Exception {
    String svg = PlanSvg.draw(load());
    assertTrue(svg.contains("手术室"));
    Files.writeString(Path.of("target", "demo-plan.svg"), svg);
  }

  @Test
  void theTheatreIsSeenButDoesNotSeeAndRefusesPatients() {
    Hospital hospital = load();
    Room theatre = room(hospital, "theatre");
    assertTrue(!theatre.template().admits().contains(Role.PATIENT));
    Opening glass =
        theatre.template().openings().stream().filter(it -> !it.walk()).findFirst().orElseThrow();
    assertEquals("observers", hospital.rooms().get(glass.neighbour()).template().id());
    assertTrue(glass.sightIn());
    assertTrue(!glass.sightOut());
  }

  @Test
  void aScreenOnAWallIsABoardThatFacesIntoTheRoom() {
    Board board = room(load(), "consultation-1").boards().getFirst();
    // On the north wall, at z = 10: it hangs before the plaster and faces south.
    assertEquals(30.6, board.x(), 1e-9);
    assertEquals(10 + Room.WALL_DEPTH + 0.0595, board.z(), 1e-9);
    assertEquals(Math.PI, Math.abs(board.yaw()), 1e-9);
    assertEquals(1.7, board.width(), 1e-9);
    assertTrue(board.y() > 1.2 && board.y() < 1.8);
  }

  @Test
  void holdsALectureForSixty() {
    Room hall = room(load(), "auditorium");
    assertTrue(hall.template().capacity() >= 60);
    assertTrue(hall.template().seats().size() >= 60);
    assertNotNull(hall.template().spawns().getFirst());
  }
}
