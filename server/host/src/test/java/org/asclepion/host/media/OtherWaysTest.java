package org.asclepion.host.media;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.InetSocketAddress;
import java.util.Map;
import java.util.Objects;
import java.util.function.UnaryOperator;
import org.asclepion.sdk.ClientEvent.EnteredRoom;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Real browsers that no straight way leads from, or whose address changes while they talk. */
@Timeout(120)
class OtherWaysTest {
  private static final Map<String, Object> VOICE = Map.of("voices", 2, "pictures", 0);

  private GuestHouse house;

  @BeforeEach
  void start() throws Exception {
    house = new GuestHouse("browser-ways", UnaryOperator.identity());
  }

  @AfterEach
  void stop() {
    if (house != null) {
      house.close();
    }
  }

  private Guest guest(String name, String role) throws Exception {
    Guest guest = house.guest(name, role);
    guest.person.next(EnteredRoom.class);
    return guest;
  }

  private static void talk(Guest... guests) throws Exception {
    for (Guest guest : guests) {
      guest.call(VOICE);
      guest.microphone(true);
    }
    for (Guest guest : guests) {
      guest.until("hearing", it -> it.get("heardAt").asLong() > 0);
    }
  }

  private static String way(Guest guest) throws Exception {
    return guest.stats().get("pair").path("protocol").asText();
  }

  @Test
  void whoHasNoUdpHearsAndIsHeardOverTheTcpPortOfThePage() throws Exception {
    Guest doctor = guest("doctor", "doctor");
    Guest patient =
        guest("patient", "patient")
            .reading(sdp -> sdp.replaceAll("a=candidate:\\d+ 1 udp [^\r]*\r\n", ""));
    talk(doctor, patient);
    assertEquals("udp", way(doctor));
    assertEquals("tcp", way(patient));
    // The same rules over another way: muted is silent.
    doctor.microphone(false);
    JsonNode spoken = patient.stats();
    long told = Guest.sent(patient.stats(), "audio");
    patient.until("speaking on", it -> Guest.sent(it, "audio") > told + 30);
    JsonNode before = patient.stats();
    long again = Guest.sent(before, "audio");
    patient.until("speaking on", it -> Guest.sent(it, "audio") > again + 30);
    assertEquals(Guest.received(before, "audio"), Guest.received(patient.stats(), "audio"));
    assertTrue(Guest.received(spoken, "audio") > 0);
  }

  @Test
  void mediaFollowAnAddressThatChangesOnceItHasAnswered() throws Exception {
    InetSocketAddress server = Objects.requireNonNull(house.hospital.server().mediaAddress());
    try (MovingRelay relay = new MovingRelay(server)) {
      Guest doctor = guest("doctor", "doctor");
      Guest patient =
          guest("patient", "patient")
              .reading(
                  sdp ->
                      sdp.replaceAll("a=candidate:\\d+ 1 tcp [^\r]*\r\n", "")
                          .replace(" " + server.getPort() + " typ", " " + relay.port() + " typ"));
      talk(doctor, patient);
      MovingRelay.Side before = relay.side();
      assertTrue(before.media() > 0);

      MovingRelay.Side after = relay.move();
      assertNotEquals(before.address(), after.address());
      long heard = Guest.received(patient.stats(), "audio");
      patient.until("hearing at the new place", it -> Guest.received(it, "audio") > heard + 50);
      long spoken = Guest.received(doctor.stats(), "audio");
      doctor.until("hearing from there", it -> Guest.received(it, "audio") > spoken + 50);
      assertTrue(after.media() > 0);
      assertTrue(after.answeredBeforeMedia(), "media before the new address answered a check");
      long toTheOldPlace = before.media();

      // Whoever hears all of it and says it again from elsewhere gets answers, and never media.
      MovingRelay.Side stranger = relay.replayFromElsewhere(after);
      patient.until("hearing on", it -> Guest.received(it, "audio") > heard + 200);
      assertTrue(stranger.stun() > 0, "a copied check is signed, and answered");
      assertEquals(0, stranger.media(), "media to somebody who only repeats");
      assertEquals(toTheOldPlace, before.media(), "media to where nobody is any more");
    }
  }
}
