package org.asclepion.host.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.ArrayList;
import java.util.List;
import org.asclepion.host.Recorder;
import org.asclepion.host.TestServer;
import org.asclepion.host.session.Admission;
import org.asclepion.host.session.PathChecks.Outcome;
import org.asclepion.host.session.PathChecks.Relay;
import org.asclepion.world.avatar.Appearance;
import org.asclepion.world.avatar.Role;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Who may look for a path, and what the looking costs. */
class PathRouteTest {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final HttpClient http = HttpClient.newHttpClient();
  private final List<String> offers = new ArrayList<>();
  private Outcome outcome =
      new Outcome.Answered("v=0", new Relay(List.of("turn:a.example"), "1:check", "word"));
  private final TestServer server;

  PathRouteTest() throws Exception {
    server =
        TestServer.with()
            .checkingPaths(
                offer -> {
                  offers.add(offer);
                  return outcome;
                })
            .start(new Recorder());
  }

  @AfterEach
  void stop() {
    http.close();
    server.close();
  }

  private String ticket() {
    return server.tickets.issue(
        new Admission(Role.PATIENT, "Kim", Appearance.of(0, 0), "en", "demo", 0, ""));
  }

  private HttpResponse<String> post(String type, String ticket) throws Exception {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(server.uri("/api/v1/path"))
            .header("content-type", type)
            .POST(BodyPublishers.ofString("an offer"));
    if (!ticket.isEmpty()) {
      request.header("authorization", "Bearer " + ticket);
    }
    return http.send(request.build(), BodyHandlers.ofString());
  }

  private void assertRefused(int status, String code, HttpResponse<String> answer)
      throws Exception {
    assertEquals(status, answer.statusCode(), answer::body);
    assertEquals(code, JSON.readTree(answer.body()).get("code").textValue());
  }

  @Test
  void aTicketBuysOneAnswer() throws Exception {
    String ticket = ticket();
    HttpResponse<String> answer = post("application/sdp", ticket);
    assertEquals(200, answer.statusCode(), answer::body);
    assertEquals("no-store", answer.headers().firstValue("cache-control").orElse(""));
    JsonNode body = JSON.readTree(answer.body());
    assertEquals("v=0", body.get("sdp").textValue());
    assertEquals(
        "{\"urls\":[\"turn:a.example\"],\"username\":\"1:check\",\"credential\":\"word\"}",
        body.get("iceServers").get(0).toString());
    assertRefused(403, "ticket-refused", post("application/sdp", ticket));
    assertEquals(List.of("an offer"), offers);
  }

  @Test
  void strangersGetNothingDone() throws Exception {
    assertRefused(403, "ticket-refused", post("application/sdp", ""));
    assertRefused(403, "ticket-refused", post("application/sdp", "x".repeat(32)));
    // A form of another page could send this type, and must not use up anything.
    String ticket = ticket();
    assertRefused(415, "unsupported-type", post("text/plain", ticket));
    assertEquals(List.of(), offers);
    assertEquals(200, post("application/sdp", ticket).statusCode());
  }

  @Test
  void whatCannotBeIsSaid() throws Exception {
    outcome = new Outcome.NotUnderstood();
    assertRefused(400, "malformed", post("application/sdp", ticket()));
    outcome = new Outcome.Busy();
    assertRefused(503, "busy", post("application/sdp", ticket()));
    outcome = new Outcome.Unavailable();
    assertRefused(404, "no-media", post("application/sdp", ticket()));
    outcome = new Outcome.Answered("v=0", null);
    HttpResponse<String> plain = post("application/sdp", ticket());
    assertFalse(plain.body().contains("urls"), plain::body);
    server.health.draining();
    assertRefused(503, "draining", post("application/sdp", ticket()));
  }
}
