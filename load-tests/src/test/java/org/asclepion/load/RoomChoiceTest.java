package org.asclepion.load;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.asclepion.protocol.v1.Aperture;
import org.asclepion.protocol.v1.Hospital;
import org.asclepion.protocol.v1.Role;
import org.asclepion.protocol.v1.Room;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

final class RoomChoiceTest {
  private final Hospital hospital =
      Hospital.newBuilder()
          .addRooms(room("lobby", 60, 30))
          .addRooms(room("classroom", 40, 30))
          .addRooms(room("hall", 80, 20))
          .addRooms(room("small-hall", 50, 20))
          .addRooms(room("garden", 500, 20).setOutdoors(true))
          .addRooms(room("waiting", 900, 20).setAnonymousVisitors(true))
          .addRooms(room("patients-only", 900, 20).clearAdmits().addAdmits(Role.ROLE_PATIENT))
          .addApertures(Aperture.newBuilder().setRoomA(0).setRoomB(4).setSightAToB(true))
          .build();

  @Test
  void theLargestThatTicksAsOftenAsBotsSend() {
    assertEquals("hall", chosen(20, 20));
    assertEquals("classroom", chosen(2, 30), "the lobby looks out into the garden");
  }

  @Test
  void aRoomThatHoldsThemAllEvenIfItTicksOtherwise() {
    assertEquals("lobby", chosen(60, 30));
    assertEquals("hall", chosen(80, 30));
    assertEquals("garden", chosen(500, 20), "outdoors only when it must be");
    assertEquals("classroom", chosen(2, 25), "faster before slower");
    assertEquals("classroom", chosen(2, 60), "the fastest when all are slower");
  }

  @Test
  void whatCannotBeNamesTheFix() {
    String tooMany = refusal(null, 501);
    assertTrue(tooMany.contains("garden with 500: lower --per-room"), tooMany);
    String narrow = refusal("hall", 81);
    assertTrue(narrow.contains("80 people: lower --per-room"), narrow);
    String unknown = refusal("moon", 1);
    assertTrue(unknown.contains("lobby classroom hall"), unknown);
  }

  private String refusal(@Nullable String template, int perRoom) {
    return String.valueOf(
        assertThrows(UsageException.class, () -> choose(template, perRoom, 20)).getMessage());
  }

  private String chosen(int perRoom, double hz) {
    return hospital.getRooms(choose(null, perRoom, hz)).getId();
  }

  private int choose(@Nullable String template, int perRoom, double hz) {
    return RoomChoice.choose(hospital, template, perRoom, hz);
  }

  private static Room.Builder room(String id, int capacity, int tickHz) {
    return Room.newBuilder()
        .setId(id)
        .setCapacity(capacity)
        .setTickHz(tickHz)
        .addAdmits(Role.ROLE_DOCTOR);
  }
}
