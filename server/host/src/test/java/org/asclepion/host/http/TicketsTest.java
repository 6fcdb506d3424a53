package org.asclepion.host.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.netty.handler.codec.http.DefaultHttpHeaders;
import java.net.InetAddress;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.concurrent.atomic.AtomicLong;
import org.asclepion.host.Recorder;
import org.asclepion.host.TestServer;
import org.asclepion.host.session.Admission;
import org.asclepion.host.session.EntryGrants;
import org.asclepion.host.session.TicketBook;
import org.asclepion.host.session.Tickets;
import org.asclepion.world.avatar.Appearance;
import org.asclepion.world.avatar.Role;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Who gets a ticket, and who is told why not. */
class TicketsTest {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final AtomicLong nanos = new AtomicLong(1);
  private final TicketBook book = new TicketBook(nanos::get);
  private final EntryGrants grants = new EntryGrants(nanos::get);
  private final io.micrometer.core.instrument.simple.SimpleMeterRegistry metrics =
      new io.micrometer.core.instrument.simple.SimpleMeterRegistry();

  private TicketsRoute route(Entry entry, AccessCode code) {
    return new TicketsRoute(
        TestServer.hospital(), entry, code, book, grants, () -> true, metrics, nanos::get);
  }

  private TicketsRoute demo() {
    return new TicketsRoute(
        TestServer.hospital(), Entry.DEMO, null, book, grants, () -> true, metrics, nanos::get);
  }

  private static Request request(String body, String from) throws Exception {
    return new Request(
        "POST",
        "/api/v1/tickets",
        new DefaultHttpHeaders().add("content-type", "application/json; charset=utf-8"),
        body.getBytes(StandardCharsets.UTF_8),
        InetAddress.ofLiteral(from));
  }

  private static JsonNode answer(TicketsRoute route, String body, String from) throws Exception {
    Response response;
    try {
      response = route.handle(request(body, from));
    } catch (Problem problem) {
      response = problem.response();
    }
    return JSON.readTree(response.body().array());
  }

  private Admission admission(String body) throws Exception {
    JsonNode json = answer(demo(), body, "127.0.0.1");
    return assertInstanceOf(
            Tickets.Redeemed.Granted.class, book.redeem(json.path("ticket").asText()))
        .admission();
  }

  @Test
  void theWholeWayOverHttp() throws Exception {
    try (TestServer server = TestServer.start(new Recorder());
        HttpClient http = HttpClient.newHttpClient()) {
      HttpResponse<String> response =
          http.send(
              HttpRequest.newBuilder(server.uri("/api/v1/tickets"))
                  .header("content-type", "application/json")
                  .POST(BodyPublishers.ofString("{\"displayName\":\"Ada\",\"role\":\"patient\"}"))
                  .build(),
              BodyHandlers.ofString());
      assertEquals(201, response.statusCode());
      assertEquals("no-store", response.headers().firstValue("cache-control").orElse(""));
      JsonNode json = JSON.readTree(response.body());
      assertEquals(60, json.path("expiresInSeconds").asInt());
      assertEquals(
          new Tickets.Redeemed.Granted(
              new Admission(Role.PATIENT, "Ada", Appearance.of(0, 0), "en", "demo", 0, "")),
          server.tickets.redeem(json.path("ticket").asText()));
    }
  }

  @Test
  void everyFieldIsTaken() throws Exception {
    assertEquals(
        new Admission(
            Role.DOCTOR,
            "Mei",
            new Appearance(15, 7, 10, 8, 9, 2, 3, 1, 2, 1, 1),
            "zh-Hans",
            "visit-7",
            0,
            "copy-2"),
        admission(
            """
            {"displayName":" Mei ","role":"doctor","colour":15,"variant":7,"language":"zh-Hans",
             "skin":10,"hair":8,"hairColour":9,"glasses":2,"headCover":3,"beard":1,"build":2,"height":1,"wheelchair":1,
             "visit":"visit-7","room":"lobby","instance":"copy-2"}\
            """));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "王小明",
        "𠮷野家",
        "👩🏽‍⚕️ Dr. Ngozi",
        "🏴󠁧󠁢󠁳󠁣󠁴󠁿",
        "Zoë O’Neil-Ω",
        "محمد",
        "می‌خواهم",
        "हिन्दी",
        "a",
        "1234567890123456789012345678901234567890"
      })
  void namesOfTheWorldAreFine(String name) throws Exception {
    assertEquals(
        java.text.Normalizer.normalize(name, java.text.Normalizer.Form.NFC),
        admission("{\"role\":\"guest\",\"displayName\":\"" + name + "\"}").displayName());
  }

  @Test
  void aNameIsCountedAfterNormalisation() throws Exception {
    assertEquals(
        "é".repeat(40),
        admission("{\"role\":\"guest\",\"displayName\":\"" + "e\u0301".repeat(40) + "\"}")
            .displayName());
    assertEquals(
        "𠮷".repeat(40),
        admission("{\"role\":\"guest\",\"displayName\":\"" + "𠮷".repeat(40) + "\"}")
            .displayName());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "   ",
        "12345678901234567890123456789012345678901",
        "a\\u0000b",
        "a\\nb",
        "a\\u001bb",
        "a\\u202eb",
        "a\\u2066b",
        "a\\u200fb",
        "a\\u200bb",
        "\\u200d",
        "a\\ufeff",
        "a\\u2028b",
        "a\\ud800",
        "\\ue000",
        "a\\u0301\\u0301\\u0301\\u0301\\u0301\\u0301\\u0301"
      })
  void namesThatHideOrSpillAreNot(String name) throws Exception {
    JsonNode json =
        answer(demo(), "{\"role\":\"guest\",\"displayName\":\"" + name + "\"}", "127.0.0.1");
    assertEquals("invalid-field", json.path("code").asText());
    assertEquals("displayName", json.path("field").asText());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "role | {\"displayName\":\"A\"}",
        "role | {\"displayName\":\"A\",\"role\":\"DOCTOR\"}",
        "role | {\"displayName\":\"A\",\"role\":7}",
        "displayName | {\"role\":\"guest\"}",
        "displayName | {\"role\":\"guest\",\"displayName\":null}",
        "displayName | {\"role\":\"guest\",\"displayName\":{}}",
        "colour | {\"displayName\":\"A\",\"role\":\"guest\",\"colour\":16}",
        "colour | {\"displayName\":\"A\",\"role\":\"guest\",\"colour\":-1}",
        "colour | {\"displayName\":\"A\",\"role\":\"guest\",\"colour\":1.5}",
        "colour | {\"displayName\":\"A\",\"role\":\"guest\",\"colour\":4294967296}",
        "variant | {\"displayName\":\"A\",\"role\":\"guest\",\"variant\":8}",
        "skin | {\"displayName\":\"A\",\"role\":\"guest\",\"skin\":11}",
        "hair | {\"displayName\":\"A\",\"role\":\"guest\",\"hair\":\"long\"}",
        "wheelchair | {\"displayName\":\"A\",\"role\":\"guest\",\"wheelchair\":true}",
        "language | {\"displayName\":\"A\",\"role\":\"guest\",\"language\":\"fr\"}",
        "visit | {\"displayName\":\"A\",\"role\":\"guest\",\"visit\":\"a b\"}",
        "visit | {\"displayName\":\"A\",\"role\":\"guest\",\"visit\":\"\"}",
        "room | {\"displayName\":\"A\",\"role\":\"guest\",\"room\":\"nowhere\"}",
        "instance | {\"displayName\":\"A\",\"role\":\"guest\",\"instance\":\"../x\"}"
      })
  void aWrongFieldIsNamed(String field, String body) throws Exception {
    JsonNode json = answer(demo(), body, "127.0.0.1");
    assertEquals("invalid-field", json.path("code").asText());
    assertEquals(field, json.path("field").asText());
    assertTrue(json.path("detail").asText().startsWith(field + ": "));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "nonsense",
        "[]",
        "\"x\"",
        "{\"displayName\":\"A\",\"role\":\"guest\"",
        "{\"displayName\":\"A\",\"role\":\"guest\"} {}",
        "{\"displayName\":\"A\",\"displayName\":\"B\",\"role\":\"guest\"}",
        "{\"displayName\":[[[[[[[[[1]]]]]]]]]}"
      })
  void whatIsNotAnObjectOfJsonIsMalformed(String body) throws Exception {
    assertEquals("malformed", answer(demo(), body, "127.0.0.1").path("code").asText());
  }

  @Test
  void anUnknownFieldIsRefusedWithoutRepeatingIt() throws Exception {
    JsonNode json =
        answer(demo(), "{\"displayName\":\"A\",\"role\":\"guest\",\"<script>\":1}", "127.0.0.1");
    assertEquals("unknown-field", json.path("code").asText());
    assertFalse(json.path("detail").asText().contains("script"));
  }

  @Test
  void aClosedServerGivesNoTickets() throws Exception {
    TicketsRoute closed =
        new TicketsRoute(
            TestServer.hospital(), Entry.NONE, null, book, grants, () -> true, metrics, nanos::get);
    JsonNode json = answer(closed, "{\"displayName\":\"A\",\"role\":\"guest\"}", "127.0.0.1");
    assertEquals("entry-closed", json.path("code").asText());
  }

  @Test
  void anAddressGetsItsBurstThenItsRate() throws Exception {
    TicketsRoute route = route(Entry.CODE, code());
    String body = "{\"displayName\":\"A\",\"role\":\"guest\",\"accessCode\":\"" + shown + "\"}";
    for (int i = 0; i < TicketsRoute.BURST; i++) {
      assertTrue(answer(route, body, "192.0.2.1").has("ticket"));
    }
    assertEquals("too-many-tickets", answer(route, body, "192.0.2.1").path("code").asText());
    assertTrue(answer(route, body, "192.0.2.2").has("ticket"));
    nanos.addAndGet(1_000_000_000L / TicketsRoute.PER_SECOND);
    assertTrue(answer(route, body, "192.0.2.1").has("ticket"));
    assertEquals("too-many-tickets", answer(route, body, "192.0.2.1").path("code").asText());
  }

  @Test
  void neighboursInAnIpv6NetworkAreOneAddress() throws Exception {
    TicketsRoute route = route(Entry.CODE, code());
    String body = "{\"displayName\":\"A\",\"role\":\"guest\",\"accessCode\":\"" + shown + "\"}";
    for (int i = 0; i < TicketsRoute.BURST; i++) {
      assertTrue(answer(route, body, "2001:db8::" + Integer.toHexString(i + 1)).has("ticket"));
    }
    assertEquals("too-many-tickets", answer(route, body, "2001:db8::ffff").path("code").asText());
    assertTrue(answer(route, body, "2001:db8:0:1::1").has("ticket"));
  }

  @Test
  void loadTestsOfADemoGetThousands() throws Exception {
    TicketsRoute route = demo();
    String body = "{\"displayName\":\"A\",\"role\":\"guest\"}";
    for (int i = 0; i < TicketsRoute.LOOPBACK_BURST; i++) {
      assertTrue(answer(route, body, "127.0.0.1").has("ticket"));
    }
    assertEquals("too-many-tickets", answer(route, body, "127.0.0.1").path("code").asText());
  }

  private String shown = "";

  private AccessCode code() {
    AccessCode code = new AccessCode(new SecureRandom(), nanos::get);
    shown = code.shown();
    return code;
  }

  @Test
  void theAccessCodeOpensHoweverItIsTyped() throws Exception {
    TicketsRoute route = route(Entry.CODE, code());
    assertTrue(shown.matches("[2-9A-HJ-NP-Z]{4}-[2-9A-HJ-NP-Z]{4}"));
    for (String typed :
        new String[] {shown, shown.replace("-", ""), shown.toLowerCase(java.util.Locale.ROOT)}) {
      assertTrue(answer(route, coded(typed), "192.0.2.1").has("ticket"), typed);
    }
    JsonNode without = answer(route, "{\"displayName\":\"A\",\"role\":\"guest\"}", "192.0.2.1");
    assertEquals("accessCode", without.path("field").asText());
  }

  private static String coded(String code) {
    return "{\"displayName\":\"A\",\"role\":\"guest\",\"accessCode\":\"" + code + "\"}";
  }

  @Test
  void guessingLocksTheAddressEvenForTheRightCode() throws Exception {
    TicketsRoute route = route(Entry.CODE, code());
    for (int i = 0; i < AccessCode.GUESSES_PER_ADDRESS; i++) {
      assertEquals(
          "code-wrong",
          answer(route, coded("AAAA-AAA" + (2 + i)), "192.0.2.1").path("code").asText());
    }
    assertEquals("code-locked", answer(route, coded(shown), "192.0.2.1").path("code").asText());
    assertTrue(answer(route, coded(shown), "192.0.2.9").has("ticket"));
    nanos.addAndGet(AccessCode.GUESS_EVERY.toNanos());
    assertTrue(answer(route, coded(shown), "192.0.2.1").has("ticket"));
  }

  @Test
  void roomsAreChosenInADemoOnly() throws Exception {
    TicketsRoute route = route(Entry.CODE, code());
    for (String field : new String[] {"room\":\"lobby", "instance\":\"x"}) {
      JsonNode json = answer(route, coded(shown).replace("}", ",\"" + field + "\"}"), "192.0.2.1");
      assertEquals("invalid-field", json.path("code").asText());
    }
  }

  @Test
  void refusalsAreCountedByCode() throws Exception {
    TicketsRoute route = route(Entry.CODE, code());
    var _ = answer(route, coded("wrong"), "192.0.2.1");
    assertEquals(1, metrics.counter("asclepion.tickets.refused", "code", "code-wrong").count());
  }
}
