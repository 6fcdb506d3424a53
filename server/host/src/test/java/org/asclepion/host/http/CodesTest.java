package org.asclepion.host.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.netty.handler.codec.http.DefaultHttpHeaders;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.asclepion.host.TestServer;
import org.asclepion.host.session.Admission;
import org.asclepion.host.session.EntryCodes;
import org.asclepion.host.session.EntryGrants;
import org.asclepion.host.session.Stay;
import org.asclepion.host.session.TicketBook;
import org.asclepion.host.session.Tickets;
import org.asclepion.world.avatar.Appearance;
import org.asclepion.world.avatar.Role;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Who gets a six-digit code, what it opens, and how little guessing helps. */
class CodesTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String KIM =
      "{\"displayName\":\"Kim\",\"role\":\"patient\",\"room\":\"lobby\"}";
  private static final Admission INSIDE =
      new Admission(Role.NURSE, "Noor", Appearance.of(2, 5), "en", "demo", 0, "");

  private final AtomicLong nanos = new AtomicLong(1);
  private final AtomicBoolean open = new AtomicBoolean(true);
  private final TicketBook book = new TicketBook(nanos::get);
  private final EntryGrants grants = new EntryGrants(nanos::get);
  private final SimpleMeterRegistry metrics = new SimpleMeterRegistry();
  private @Nullable String handedOver = "token-of-noor";

  private final Stay noor =
      new Stay() {
        @Override
        public Admission admission() {
          return INSIDE;
        }

        @Override
        public @Nullable String handOver() {
          return handedOver;
        }
      };

  private TicketsRoute tickets = tickets(Entry.DEMO, null);
  private CodesRoute codes = codes();

  private TicketsRoute tickets(Entry entry, @Nullable AccessCode code) {
    return new TicketsRoute(
        TestServer.hospital(), entry, code, book, grants, open::get, metrics, nanos::get);
  }

  private CodesRoute codes() {
    return new CodesRoute(
        tickets,
        new EntryCodes(new SecureRandom(), nanos::get),
        grants,
        token -> token.equals("noor") ? noor : null,
        "the operator's token",
        metrics,
        nanos::get);
  }

  private static Request request(String path, String bearer, String body, String from)
      throws Exception {
    DefaultHttpHeaders headers = new DefaultHttpHeaders();
    headers.add("content-type", "application/json");
    if (!bearer.isEmpty()) {
      headers.add("authorization", "Bearer " + bearer);
    }
    return new Request(
        "POST", path, headers, body.getBytes(StandardCharsets.UTF_8), InetAddress.ofLiteral(from));
  }

  private JsonNode post(String path, String bearer, String body, String from) throws Exception {
    Route.Handler handler =
        codes.routes().stream()
            .filter(route -> route.path().equals(CodesRoute.PATH + path))
            .findFirst()
            .orElseThrow()
            .handler();
    return answer(handler, request(CodesRoute.PATH + path, bearer, body, from));
  }

  private static JsonNode answer(Route.Handler handler, Request request) throws Exception {
    Response response;
    try {
      response = handler.handle(request);
    } catch (Problem problem) {
      response = problem.response();
    }
    assertEquals("no-store", response.headers().get("cache-control"));
    return JSON.readTree(response.body().array());
  }

  private JsonNode redeem(String code, String from) throws Exception {
    return post("/redeem", "", "{\"code\":\"" + code + "\"}", from);
  }

  private static String text(JsonNode json, String field) {
    return json.path(field).asText();
  }

  /** A code that is not this one. */
  private static String wrong(String right, int i) {
    return "%06d".formatted((Integer.parseInt(right) + 1 + i) % 1_000_000);
  }

  private String issue() throws Exception {
    return text(post("", "", KIM, "127.0.0.1"), "code");
  }

  @Test
  void aCodeBecomesAGrantAndAGrantATicket() throws Exception {
    JsonNode made = post("", "", KIM, "127.0.0.1");
    assertEquals(600, made.path("expiresInSeconds").asInt());
    JsonNode way = redeem(text(made, "code"), "192.0.2.1");
    assertEquals("enter", text(way, "kind"));
    assertEquals("Kim", text(way, "displayName"));
    assertEquals("patient", text(way, "role"));
    // Who and as what is the code's; looks and language are the bearer's own.
    String wish =
        "{\"displayName\":\"Mallory\",\"role\":\"doctor\",\"colour\":4,\"language\":\"zh-Hans\","
            + "\"visit\":\"another\",\"grant\":\""
            + text(way, "token")
            + "\"}";
    JsonNode ticket = answer(tickets, request("/api/v1/tickets", "", wish, "192.0.2.1"));
    Tickets.Redeemed.Granted granted =
        assertInstanceOf(
            Tickets.Redeemed.Granted.class, book.redeem(ticket.path("ticket").asText()));
    assertEquals(
        new Admission(Role.PATIENT, "Kim", Appearance.of(4, 0), "zh-Hans", "demo", 0, ""),
        granted.admission());
  }

  @Test
  void aCodeWorksOnceAndSoDoesItsLink() throws Exception {
    JsonNode made = post("", "", KIM, "127.0.0.1");
    assertEquals("enter", text(redeem(text(made, "link"), "192.0.2.1"), "kind"));
    assertEquals("room-code-wrong", text(redeem(text(made, "code"), "192.0.2.1"), "code"));
    assertEquals("room-code-wrong", text(redeem(text(made, "link"), "192.0.2.1"), "code"));
    String late = issue();
    nanos.addAndGet(EntryCodes.LIFETIME.toNanos());
    assertEquals("room-code-wrong", text(redeem(late, "192.0.2.2"), "code"));
  }

  @Test
  void aForgedGrantOpensNothing() throws Exception {
    String wish = "{\"displayName\":\"K\",\"role\":\"guest\",\"grant\":\"" + "A".repeat(32) + "\"}";
    JsonNode refused = answer(tickets, request("/api/v1/tickets", "", wish, "192.0.2.1"));
    assertEquals("grant-refused", text(refused, "code"));
  }

  @Test
  void anAddressThatGuessesHasToWaitEvenWithTheRightCode() throws Exception {
    String right = issue();
    for (int i = 0; i < CodeGuesses.GUESSES_PER_ADDRESS; i++) {
      assertEquals("room-code-wrong", text(redeem(wrong(right, i), "192.0.2.1"), "code"));
    }
    assertEquals("room-code-locked", text(redeem(right, "192.0.2.1"), "code"));
    assertEquals("enter", text(redeem(right, "192.0.2.9"), "kind"));
    nanos.addAndGet(CodeGuesses.GUESS_EVERY.toNanos());
    assertEquals("enter", text(redeem(issue(), "192.0.2.1"), "kind"));
  }

  @Test
  void allAddressesTogetherGuessAHundredTimesInTheLifeOfACode() throws Exception {
    String right = issue();
    JsonNode link = post("", "", KIM, "127.0.0.1");
    int looked = 0;
    for (int i = 0; i < 4_000; i++) {
      // A new address for each guess, spread over the life of the code.
      nanos.addAndGet(EntryCodes.LIFETIME.toNanos() / 4_001);
      String from = "198.51.%d.%d".formatted(i / 250, i % 250);
      if (!text(redeem(wrong(right, i), from), "code").equals("room-code-locked")) {
        looked++;
      }
    }
    long more = EntryCodes.LIFETIME.dividedBy(CodeGuesses.ANY_GUESS_EVERY);
    assertEquals(CodeGuesses.GUESSES_IN_ALL, looked, more + 1.0);
    assertEquals("room-code-locked", text(redeem(right, "203.0.113.1"), "code"));
    // A link cannot be guessed, so it goes on.
    assertEquals("enter", text(redeem(text(link, "link"), "203.0.113.1"), "kind"));
    assertTrue(
        metrics.counter("asclepion.codes.refused", "code", "room-code-locked").count() > 3_000);
  }

  @Test
  void whoIsInsideGoesOnElsewhere() throws Exception {
    JsonNode first = post("/continue", "noor", "", "192.0.2.1");
    JsonNode made = post("/continue", "noor", "", "192.0.2.1");
    assertEquals("room-code-wrong", text(redeem(text(first, "code"), "192.0.2.2"), "code"));
    JsonNode way = redeem(text(made, "code"), "192.0.2.2");
    assertEquals("continue", text(way, "kind"));
    assertEquals("token-of-noor", text(way, "token"));
    assertEquals("Noor", text(way, "displayName"));
    assertEquals("nurse", text(way, "role"));
    assertEquals("unauthorised", text(post("/continue", "somebody", "", "192.0.2.1"), "code"));
  }

  @Test
  void whoHasLeftMeanwhileDoesNotGoOn() throws Exception {
    String code = text(post("/continue", "noor", "", "192.0.2.1"), "code");
    handedOver = null;
    assertEquals("room-code-wrong", text(redeem(code, "192.0.2.2"), "code"));
  }

  @Test
  void aCodeIsForWhoCouldHaveATicketAndForTheOperator() throws Exception {
    AccessCode access = new AccessCode(new SecureRandom(), nanos::get);
    tickets = tickets(Entry.CODE, access);
    codes = codes();
    String plain = "{\"displayName\":\"Kim\",\"role\":\"patient\"}";
    assertEquals("accessCode", text(post("", "", plain, "192.0.2.1"), "field"));
    String coded = plain.replace("}", ",\"accessCode\":\"" + access.shown() + "\"}");
    assertEquals(6, text(post("", "", coded, "192.0.2.1"), "code").length());

    tickets = tickets(Entry.NONE, null);
    codes = codes();
    assertEquals("entry-closed", text(post("", "", plain, "192.0.2.1"), "code"));
    assertEquals("unauthorised", text(post("", "guessed", plain, "192.0.2.1"), "code"));
    String code = text(post("", "the operator's token", KIM, "192.0.2.1"), "code");
    String token = text(redeem(code, "192.0.2.1"), "token");
    String wish = plain.replace("}", ",\"grant\":\"" + token + "\"}");
    assertTrue(answer(tickets, request("/api/v1/tickets", "", wish, "192.0.2.1")).has("ticket"));
  }

  @Test
  void aServerThatStopsLetsNobodyIn() throws Exception {
    String code = issue();
    open.set(false);
    assertEquals("draining", text(redeem(code, "192.0.2.1"), "code"));
    assertEquals("draining", text(post("", "", KIM, "127.0.0.1"), "code"));
    open.set(true);
    assertEquals("enter", text(redeem(code, "192.0.2.1"), "kind"));
  }

  @Test
  void noAnswerRepeatsAWrongCode() throws Exception {
    String right = issue();
    String given = wrong(right, 7);
    assertFalse(redeem(given, "192.0.2.1").toString().contains(given));
  }
}
