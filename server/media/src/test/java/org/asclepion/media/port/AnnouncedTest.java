package org.asclepion.media.port;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class AnnouncedTest {
  @Test
  void whatIsConfiguredIsAnnounced() throws Exception {
    InetSocketAddress bound = at("0.0.0.0", 4_000);
    assertEquals(
        List.of(at("192.0.2.7", 4_000), at("198.51.100.1", 41_000), at("2001:db8::1", 4_000)),
        Announced.of(List.of("192.0.2.7", "198.51.100.1:41000", "2001:db8::1"), bound));
    assertEquals(List.of(at("2001:db8::1", 5)), Announced.of(List.of("[2001:db8::1]:5"), bound));
    assertTrue(Announced.of(List.of("lo"), bound).contains(at("127.0.0.1", 4_000)));
    assertThrows(
        UnknownHostException.class, () -> Announced.of(List.of("media.example.org"), bound));
  }

  @Test
  void withoutConfigurationItIsWhereTheSocketIs() throws Exception {
    InetSocketAddress bound = at("127.0.0.1", 4_000);
    assertEquals(List.of(bound), Announced.of(List.of(), bound));
    List<InetSocketAddress> all = Announced.of(List.of(), at("0.0.0.0", 4_000));
    assertFalse(all.isEmpty());
    assertTrue(all.size() <= Announced.MAX_ADDRESSES);
  }

  @Test
  void candidatesAreAsSdpHasThem() {
    assertEquals(
        "candidate:1 1 udp 2130706175 192.0.2.7 4000 typ host",
        new Candidate(1, at("192.0.2.7", 4_000), false).sdp());
    assertTrue(new Candidate(2, at("192.0.2.7", 443), true).sdp().endsWith("host tcptype passive"));
  }

  /** What coturn computes for the same secret and name: openssl dgst -sha1 -hmac. */
  @Test
  void turnCredentialsAreThoseOfARestApi() {
    TurnCredentials issued =
        TurnCredentials.issue("north", "p7", Instant.ofEpochSecond(1_000), Duration.ofHours(1));
    assertEquals("4600:p7", issued.username());
    assertEquals("G7novRh6xsfT/6ZR/JZ3+SuJrko=", issued.password());
    assertFalse(issued.toString().contains(issued.password()));
  }

  private static InetSocketAddress at(String address, int port) {
    return new InetSocketAddress(InetAddress.ofLiteral(address), port);
  }
}
