package org.asclepion.host.media;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.asclepion.protocol.v1.Aperture;
import org.asclepion.protocol.v1.ClientFrame;
import org.asclepion.protocol.v1.MediaSource;
import org.asclepion.protocol.v1.TeleportIntent;
import org.asclepion.protocol.v1.UseDoorIntent;
import org.asclepion.sdk.ClientEvent.EnteredRoom;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Real browsers hear and see each other through the running server, as the rooms allow. */
@Timeout(180)
class BrowserCallTest {
  private static final Map<String, Object> ALL =
      Map.of("voices", 6, "pictures", 4, "camera", "plain", "screen", true);

  private GuestHouse house;

  @BeforeEach
  void start() throws Exception {
    house = new GuestHouse("browser-call", UnaryOperator.identity());
  }

  @AfterEach
  void stop() {
    if (house != null) {
      house.close();
    }
  }

  private double routed(String what) {
    return house
        .hospital
        .metrics()
        .get("asclepion.media.route")
        .tag("what", what)
        .functionCounter()
        .count();
  }

  private static boolean hearsAndSees(JsonNode stats) {
    return stats.get("heardAt").asLong() > 0 && stats.get("seenAt").asLong() > 0;
  }

  private void open(Guest guest, String door) throws Exception {
    List<Aperture> apertures = house.hospital.hospital().getAperturesList();
    for (int i = 0; i < apertures.size(); i++) {
      if (apertures.get(i).getId().equals(door)) {
        int index = i;
        guest.person.act(
            client ->
                client.send(
                    ClientFrame.newBuilder()
                        .setUseDoor(UseDoorIntent.newBuilder().setAperture(index).setOpen(true))));
        return;
      }
    }
    throw new AssertionError("no aperture " + door);
  }

  @Test
  void threeHearAndSeeEachOtherUntilOneWalksOut() throws Exception {
    Guest doctor = house.guest("doctor", "doctor");
    Guest patient = house.guest("patient", "patient");
    Guest mother = house.guest("mother", "guest");
    for (Guest guest : List.of(doctor, patient, mother)) {
      guest.person.next(EnteredRoom.class);
      guest.call(ALL);
      guest.microphone(true);
      guest.camera(true);
    }
    for (Guest guest : List.of(doctor, patient, mother)) {
      JsonNode stats = guest.until("hearing and seeing", BrowserCallTest::hearsAndSees);
      assertEquals("connected", stats.get("state").asText());
    }
    assertNotEquals(
        0, doctor.slot(slot -> slot.getSource() == MediaSource.MEDIA_SOURCE_MICROPHONE).getScope());
    doctor.slot(slot -> slot.getSource() == MediaSource.MEDIA_SOURCE_CAMERA);
    doctor.until(
        "answering the server's checks", it -> it.get("pair").path("responsesSent").asLong() > 0);

    // Out on the lawn there is nobody. One spawns beside the entrance or before it.
    open(mother, "lobby-lawn");
    mother.person.act(
        client ->
            client.send(
                ClientFrame.newBuilder()
                    .setTeleport(TeleportIntent.newBuilder().setX(16).setZ(33.4f))));
    mother.person.walk(0, 0.04, 60);
    mother.person.next(EnteredRoom.class);
    JsonNode out = mother.stats();
    JsonNode inside = doctor.stats();
    doctor.until("speaking on", it -> Guest.sent(it, "audio") > Guest.sent(inside, "audio") + 50);
    JsonNode later = mother.stats();
    assertEquals(Guest.received(out, "audio"), Guest.received(later, "audio"), "voices outside");
    assertEquals(Guest.received(out, "video"), Guest.received(later, "video"), "pictures outside");
    assertTrue(routed("forwarded") > 0);
  }
}
