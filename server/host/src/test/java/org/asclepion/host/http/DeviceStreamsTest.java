package org.asclepion.host.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.asclepion.host.TestHospital;
import org.asclepion.host.media.MediaSettings;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** WHIP, WHEP and the operator's tickets, as HTTP has it. */
class DeviceStreamsTest {
  private static final String OPERATOR = "the-operators-token-of-this-test";
  private static final String SDP = "application/sdp";
  private static final String FRAGMENT = "application/trickle-ice-sdpfrag";
  private static final long SEED = Long.getLong("asclepion.seed", System.nanoTime());

  private static final String OFFER =
      """
      v=0
      a=ice-ufrag:abcd
      a=ice-pwd:abcdefghijklmnopqrstuvwx
      a=fingerprint:sha-256 %s
      a=setup:actpass
      m=video 9 UDP/TLS/RTP/SAVPF 96
      a=mid:0
      a=sendonly
      a=rtpmap:96 VP8/90000
      a=ssrc:7 cname:c
      """
          .formatted("AB:".repeat(31) + "AB");

  private final HttpClient http = HttpClient.newHttpClient();
  private TestHospital hospital;

  @BeforeEach
  void start() throws Exception {
    InetSocketAddress free = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
    hospital =
        TestHospital.start(
            setup -> setup.carrying(new MediaSettings(free, List.of())).operatedWith(OPERATOR));
  }

  @AfterEach
  void stop() {
    http.close();
    hospital.close();
  }

  private HttpResponse<String> ask(
      String method, String path, String token, String type, String body, String... headers)
      throws Exception {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(hospital.uri(path))
            .method(method, HttpRequest.BodyPublishers.ofString(body));
    if (!token.isEmpty()) {
      request.header("authorization", "Bearer " + token);
    }
    if (!type.isEmpty()) {
      request.header("content-type", type);
    }
    for (int i = 0; i < headers.length; i += 2) {
      request.header(headers[i], headers[i + 1]);
    }
    return http.send(request.build(), HttpResponse.BodyHandlers.ofString());
  }

  private HttpResponse<String> wish(Map<String, ?> fields) throws Exception {
    String body = new ObjectMapper().writeValueAsString(fields);
    return ask("POST", "/api/v1/devices", OPERATOR, "application/json", body);
  }

  private JsonNode ticket(String way) throws Exception {
    HttpResponse<String> made = wish(Map.of("room", "mdt", "label", "Endoscope", "way", way));
    assertEquals(201, made.statusCode(), made.body());
    return new ObjectMapper().readTree(made.body());
  }

  private HttpResponse<String> post(JsonNode ticket, String offer) throws Exception {
    return ask(
        "POST", ticket.get("endpoint").textValue(), ticket.get("token").textValue(), SDP, offer);
  }

  private static String header(HttpResponse<?> response, String name) {
    return response.headers().firstValue(name).orElse("");
  }

  private static void refused(int status, String code, HttpResponse<String> response) {
    assertEquals(status, response.statusCode(), response.body());
    assertEquals("application/problem+json", header(response, "content-type"));
    assertTrue(response.body().contains("\"code\":\"" + code + "\""), response.body());
  }

  private double devices() {
    return hospital.metrics().get("asclepion.media.devices").gauge().value();
  }

  @Test
  void onlyTheOperatorMakesTicketsAndOnlyForBoardsThatAre() throws Exception {
    String body = "{\"room\":\"mdt\",\"label\":\"x\"}";
    refused(401, "unauthorised", ask("POST", "/api/v1/devices", "", "application/json", body));
    HttpResponse<String> wrong =
        ask("POST", "/api/v1/devices", OPERATOR + "x", "application/json", body);
    refused(401, "unauthorised", wrong);
    assertEquals("Bearer", header(wrong, "www-authenticate"));
    refused(401, "unauthorised", ask("GET", "/api/v1/devices", "guess", "", ""));
    refused(415, "unsupported-type", ask("POST", "/api/v1/devices", OPERATOR, SDP, body));
    refused(400, "invalid-field", wish(Map.of("room", "mdt")));
    refused(400, "invalid-field", wish(Map.of("room", "no-such-room", "label", "x")));
    refused(400, "invalid-field", wish(Map.of("room", "garden", "label", "x")));
    refused(400, "invalid-field", wish(Map.of("room", "mdt", "label", "x", "board", 9)));
    refused(400, "invalid-field", wish(Map.of("room", "mdt", "label", "x", "minutes", 1_441)));
    refused(400, "invalid-field", wish(Map.of("room", "mdt", "label", "x", "way", "both")));
    refused(400, "invalid-field", wish(Map.of("room", "mdt", "label", "a\u202Eb")));
    refused(400, "unknown-field", wish(Map.of("room", "mdt", "label", "x", "role", "doctor")));
    JsonNode ticket = ticket("in");
    HttpResponse<String> list = ask("GET", "/api/v1/devices", OPERATOR, "", "");
    assertTrue(list.body().contains(ticket.get("id").textValue()));
    assertFalse(list.body().contains(ticket.get("token").textValue()), "told once only");
    refused(404, "no-such-ticket", ask("DELETE", "/api/v1/devices/nobody", OPERATOR, "", ""));
  }

  @Test
  void aSessionBeginsRestartsAndEnds() throws Exception {
    JsonNode ticket = ticket("in");
    String token = ticket.get("token").textValue();
    HttpResponse<String> begun = post(ticket, OFFER);
    assertEquals(201, begun.statusCode(), begun.body());
    assertEquals(SDP, header(begun, "content-type"));
    assertTrue(begun.body().contains("a=ice-lite") && begun.body().contains("a=recvonly"));
    String session = header(begun, "location");
    String tag = header(begun, "etag");
    assertTrue(session.matches("/api/v1/whip/[A-Za-z0-9_-]{24}"), session);
    assertEquals(1, devices());

    String same = "a=ice-ufrag:abcd\r\na=ice-pwd:abcdefghijklmnopqrstuvwx\r\n";
    HttpResponse<String> trickled =
        ask("PATCH", session, token, FRAGMENT, same + "a=end-of-candidates", "if-match", tag);
    assertEquals(204, trickled.statusCode());
    refused(428, "if-match-missing", ask("PATCH", session, token, FRAGMENT, same));
    refused(412, "outdated", ask("PATCH", session, token, FRAGMENT, same, "if-match", "\"9\""));
    refused(415, "unsupported-type", ask("PATCH", session, token, SDP, same, "if-match", tag));
    refused(
        400,
        "description-malformed",
        ask("PATCH", session, token, FRAGMENT, "a=x", "if-match", "*"));
    String fresh = same.replace("abcd\r", "efgh\r");
    HttpResponse<String> restarted = ask("PATCH", session, token, FRAGMENT, fresh, "if-match", "*");
    assertEquals(200, restarted.statusCode(), restarted.body());
    assertEquals(FRAGMENT, header(restarted, "content-type"));
    assertTrue(restarted.body().contains("a=ice-ufrag:"));
    assertNotEquals(tag, header(restarted, "etag"));

    JsonNode another = ticket("in");
    String stranger = another.get("token").textValue();
    refused(404, "no-such-session", ask("DELETE", session, stranger, "", ""));
    assertEquals(200, ask("DELETE", session, token, "", "").statusCode());
    refused(404, "no-such-session", ask("DELETE", session, token, "", ""));
    assertEquals(0, devices());
  }

  @Test
  void aTicketHasOneSessionAndNoneOnceItIsRevoked() throws Exception {
    JsonNode ticket = ticket("in");
    String first = header(post(ticket, OFFER), "location");
    HttpResponse<String> second = post(ticket, OFFER);
    assertEquals(201, second.statusCode());
    assertEquals(1, devices());
    String token = ticket.get("token").textValue();
    refused(404, "no-such-session", ask("DELETE", first, token, "", ""));
    String id = ticket.get("id").textValue();
    assertEquals(204, ask("DELETE", "/api/v1/devices/" + id, OPERATOR, "", "").statusCode());
    assertEquals(0, devices());
    HttpResponse<String> late = post(ticket, OFFER);
    refused(401, "unauthorised", late);
    assertEquals("Bearer", header(late, "www-authenticate"));
  }

  @Test
  void whatCannotBeAnsweredIsRefusedByName() throws Exception {
    JsonNode in = ticket("in");
    String whip = in.get("endpoint").textValue();
    String token = in.get("token").textValue();
    refused(401, "unauthorised", ask("POST", whip, "", SDP, OFFER));
    refused(401, "unauthorised", ask("POST", whip, "guess", SDP, OFFER));
    refused(403, "wrong-way", ask("POST", "/api/v1/whep", token, SDP, OFFER));
    refused(415, "unsupported-type", ask("POST", whip, token, "text/plain", OFFER));
    refused(400, "description-malformed", ask("POST", whip, token, SDP, "v=0"));
    refused(
        400, "description-malformed", ask("POST", whip, token, SDP, OFFER + "a=x\n".repeat(3_500)));
    refused(422, "no-common-codec", ask("POST", whip, token, SDP, OFFER.replace("VP8", "VP9")));
    refused(405, "method-not-allowed", ask("GET", whip, token, "", ""));
    refused(405, "method-not-allowed", ask("PUT", whip + "/x", token, SDP, OFFER));
    refused(
        403,
        "origin-refused",
        ask("POST", whip, token, SDP, OFFER, "origin", "https://evil.example"));
    HttpResponse<String> options = ask("OPTIONS", whip, "", "", "");
    assertEquals(200, options.statusCode());
    assertEquals(SDP, header(options, "accept-post"));
    JsonNode out = ticket("out");
    refused(422, "no-common-codec", post(out, OFFER));
    HttpResponse<String> shown = post(out, OFFER.replace("sendonly", "recvonly"));
    assertEquals(201, shown.statusCode(), shown.body());
    assertTrue(shown.body().contains("a=sendonly"), shown.body());
    assertTrue(
        hospital
                .metrics()
                .get("asclepion.devices.requests")
                .tag("outcome", "wrong-way")
                .counter()
                .count()
            > 0);
  }

  @Test
  void aTicketThatAsksTooOftenIsToldToWait() throws Exception {
    JsonNode ticket = ticket("in");
    int refused = 0;
    for (int i = 0; i < 12; i++) {
      HttpResponse<String> answer = post(ticket, OFFER);
      if (answer.statusCode() != 201) {
        refused(429, "too-often", answer);
        assertEquals("5", header(answer, "retry-after"));
        refused++;
      }
    }
    assertEquals(4, refused);
    assertEquals(1, devices());
  }

  @Test
  void anyDescriptionIsAnsweredOrRefused() throws Exception {
    Random random = new Random(SEED);
    for (int round = 0; round < 40; round++) {
      JsonNode ticket = round % 8 == 0 ? ticket("in") : this.last;
      last = ticket;
      char[] offer = OFFER.toCharArray();
      for (int n = random.nextInt(4); n >= 0; n--) {
        offer[random.nextInt(offer.length)] = (char) random.nextInt(0x80);
      }
      int status = post(ticket, new String(offer)).statusCode();
      assertTrue(List.of(201, 400, 422, 429).contains(status), status + ", seed " + SEED);
    }
  }

  private JsonNode last = new ObjectMapper().createObjectNode();
}
