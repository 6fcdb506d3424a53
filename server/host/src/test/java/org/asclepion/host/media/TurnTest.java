package org.asclepion.host.media;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.asclepion.media.port.TurnCredentials;
import org.asclepion.protocol.v1.MediaRelays;
import org.asclepion.sdk.ClientEvent.EnteredRoom;
import org.asclepion.sdk.ClientEvent.MediaNoticed;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Real browsers hear each other through a real coturn, with what the server gave them for it. */
@Timeout(120)
class TurnTest {
  private static final String SECRET = "known to coturn and to the server";

  /** Coturn asks for them again and again: a slow machine has to get through in that time. */
  private static final Duration HOLDS = Duration.ofSeconds(20);

  @TempDir private Path folder;
  private Coturn coturn;
  private GuestHouse house;

  @BeforeEach
  void start() throws Exception {
    assumeTrue(Coturn.isPossible(), "needs coturn: ./asclepion test --install");
    coturn = new Coturn(folder.resolve("coturn"), SECRET);
    TurnServers turn =
        new TurnServers(List.of(coturn.uri("udp"), coturn.uri("tcp")), SECRET, HOLDS);
    house = new GuestHouse("browser-turn", media -> media.relayedBy(turn));
  }

  @AfterEach
  void stop() {
    if (house != null) {
      house.close();
    }
    if (coturn != null) {
      coturn.close();
    }
  }

  /** What they are given now; older ones may have waited here until they were worth nothing. */
  private static MediaRelays relays(Guest guest) throws Exception {
    MediaNoticed told =
        guest.person.next(MediaNoticed.class, it -> isFresh(it.notice().getRelays()));
    return told.notice().getRelays();
  }

  private static boolean isFresh(MediaRelays relays) {
    String[] name = relays.getUsername().split(":", -1);
    long until = name.length == 2 ? Long.parseLong(name[0]) : 0;
    return until - Instant.now().getEpochSecond() > HOLDS.toSeconds() * 3 / 4;
  }

  /** Nothing but this server, and nothing but through it. */
  private static Map<String, Object> through(String uri, String username, String password) {
    Map<String, Object> server = Map.of("urls", uri, "username", username, "credential", password);
    return Map.of("iceTransportPolicy", "relay", "iceServers", List.of(server));
  }

  private static Map<String, Object> voice(Map<String, Object> through) {
    return Map.of("voices", 2, "pictures", 0, "through", through);
  }

  @Test
  void twoHearEachOtherThroughCoturnAndAgainWithWhatTheyAreGivenLater() throws Exception {
    Guest doctor = house.guest("doctor", "doctor");
    Guest patient = house.guest("patient", "patient");
    List<Guest> both = List.of(doctor, patient);
    for (Guest guest : both) {
      MediaRelays given = relays(guest);
      assertEquals(HOLDS.toSeconds(), given.getHoldsSeconds());
      guest.person.next(EnteredRoom.class);
      // One asks coturn by UDP, the other by TCP.
      String uri = given.getUris(both.indexOf(guest));
      guest.call(voice(through(uri, given.getUsername(), given.getPassword())));
      guest.microphone(true);
    }
    for (Guest guest : both) {
      guest.until("hearing", it -> it.get("heardAt").asLong() > 0);
      String by = guest.equals(doctor) ? "udp" : "tcp";
      guest.until(
          "relayed by " + by,
          it ->
              it.get("pair").path("candidateType").asText().equals("relay")
                  && it.get("pair").path("relayProtocol").asText().equals(by));
    }

    // Renewed at half of the time, before the old ones are worth nothing.
    MediaRelays later = relays(patient);
    long port = patient.stats().get("pair").get("port").asLong();
    patient.restart(
        Map.of("through", through(later.getUris(0), later.getUsername(), later.getPassword())));
    JsonNode moved =
        patient.until(
            "on a path of its own with the new name",
            it ->
                it.get("pair").path("port").asLong() != port
                    && it.get("pair").path("relayProtocol").asText().equals("udp"));
    long heard = Guest.received(moved, "audio");
    patient.until("hearing on", it -> Guest.received(it, "audio") > heard + 50);
    assertTrue(coturn.words().contains("<" + later.getUsername() + ">"), "as another user");
  }

  @Test
  void coturnRefusesWhatIsOverForgedOrOfNobody() throws Exception {
    Instant now = Instant.now();
    Duration hour = Duration.ofHours(1);
    TurnCredentials good = TurnCredentials.issue(SECRET, "7", now, hour);
    TurnCredentials over =
        TurnCredentials.issue(SECRET, "7", now.minus(hour.multipliedBy(2)), hour);
    TurnCredentials forged = TurnCredentials.issue("another secret of others", "7", now, hour);
    assertTrue(gathered("good", good).get("kinds").toString().contains("relay"));
    for (TurnCredentials bad : List.of(over, forged)) {
      JsonNode found = gathered(bad.equals(over) ? "over" : "forged", bad);
      assertFalse(found.get("kinds").toString().contains("relay"), found::toString);
      assertNotEquals(0, found.get("refused").size());
      assertEquals(401, found.get("refused").get(0).asInt());
    }
  }

  private JsonNode gathered(String page, TurnCredentials with) throws Exception {
    var _ =
        house.pages.ask(
            page, "offer", voice(through(coturn.uri("udp"), with.username(), with.password())));
    return house.pages.ask(page, "gathered", Map.of());
  }
}
