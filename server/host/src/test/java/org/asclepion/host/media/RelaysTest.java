package org.asclepion.host.media;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.asclepion.media.port.TurnCredentials;
import org.asclepion.protocol.v1.MediaRelays;
import org.asclepion.protocol.v1.ServerFrame;
import org.junit.jupiter.api.Test;

class RelaysTest {
  private static final String SECRET = "a secret of two servers";
  private static final List<String> URIS = List.of("turn:192.0.2.1:3478?transport=udp");

  private Instant now = Instant.ofEpochSecond(1_700_000_000);
  private final Relays relays =
      new Relays(new TurnServers(URIS, SECRET, Duration.ofMinutes(10)), () -> now);
  private final List<MediaRelays> first = new ArrayList<>();
  private final List<MediaRelays> later = new ArrayList<>();

  private void meet(long participant) {
    relays.met(participant, it -> add(first, it), it -> add(later, it));
  }

  private static void add(List<MediaRelays> to, ServerFrame.Builder frame) {
    to.add(frame.getMedia().getRelays());
  }

  @Test
  void whoeverComesIsToldByTheConnectionTheyCameBy() {
    meet(7);
    MediaRelays told = first.getFirst();
    assertEquals(URIS, told.getUrisList());
    assertEquals(600, told.getHoldsSeconds());
    TurnCredentials expected = TurnCredentials.issue(SECRET, "7", now, Duration.ofMinutes(10));
    assertEquals(expected.username(), told.getUsername());
    assertEquals(expected.password(), told.getPassword());
    assertEquals(List.of(), later);
  }

  @Test
  void halfOfTheTimeLaterTheyGetNewOnesOverTheSessionAndOnceOnly() {
    meet(7);
    now = now.plusSeconds(299);
    relays.renew();
    assertEquals(0, later.size());
    now = now.plusSeconds(1);
    relays.renew();
    relays.renew();
    assertEquals(1, later.size());
    assertNotEquals(first.getFirst().getUsername(), later.getFirst().getUsername());
    now = now.plusSeconds(300);
    relays.renew();
    assertEquals(2, later.size());
  }

  @Test
  void whoComesBackIsToldAnewAndWhoLeftIsForgotten() {
    meet(7);
    now = now.plusSeconds(299);
    meet(7);
    assertEquals(2, first.size());
    assertEquals(1, relays.size());
    now = now.plusSeconds(299);
    relays.renew();
    assertEquals(0, later.size());
    relays.over(7);
    assertEquals(0, relays.size());
    now = now.plusSeconds(600);
    relays.renew();
    assertEquals(0, later.size());
  }

  @Test
  void whatIsNoTurnServerIsNotTakenForOne() {
    for (String good :
        List.of(
            "turn:turn.hospital.example",
            "turns:turn.hospital.example:443?transport=tcp",
            "turn:[2001:db8::1]:3478")) {
      assertTrue(TurnServers.isOne(good), good);
    }
    for (String bad :
        List.of(
            "stun:a.example",
            "turn:",
            "turn:a.example?transport=sctp",
            "turn:a.example:port",
            "turn:user:password@a.example",
            "turn:a.example\r\nx",
            "https://a.example")) {
      assertFalse(TurnServers.isOne(bad), bad);
    }
    assertThrows(
        IllegalArgumentException.class,
        () -> new TurnServers(URIS, "short", Duration.ofMinutes(1)));
    assertFalse(new TurnServers(URIS, SECRET, Duration.ofMinutes(1)).toString().contains(SECRET));
  }
}
