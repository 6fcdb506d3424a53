package org.asclepion.host.isolation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.function.UnaryOperator;
import org.asclepion.host.RawClient;
import org.asclepion.protocol.v1.ClientFrame;
import org.asclepion.protocol.v1.ClockPing;
import org.asclepion.protocol.v1.Error;
import org.asclepion.protocol.v1.Goodbye;
import org.asclepion.protocol.v1.Hello;
import org.asclepion.protocol.v1.ServerFrame;
import org.asclepion.world.avatar.Role;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The same person goes on with another device: same body, same place, the older device fenced. */
@Timeout(60)
class OtherDeviceTest {
  private static final ObjectMapper JSON = new ObjectMapper();

  private Crowd crowd;
  private Stage stage;
  private Walker guest;

  @BeforeEach
  void enter() throws Exception {
    crowd = new Crowd(1, Duration.ofSeconds(30), UnaryOperator.identity());
    stage = new Stage(crowd);
    guest = stage.enter(Role.GUEST, "one", "lobby");
  }

  @AfterEach
  void close() throws Exception {
    assertEquals(List.of(), crowd.findings().violations());
    crowd.close();
  }

  private String token() {
    return crowd.find("token", guest.client::resumeToken);
  }

  private JsonNode post(String path, String bearer, String body) throws Exception {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(crowd.hospital().uri("/api/v1/codes" + path))
            .header("content-type", "application/json")
            .POST(BodyPublishers.ofString(body));
    if (!bearer.isEmpty()) {
      request.header("authorization", "Bearer " + bearer);
    }
    HttpResponse<String> answer =
        crowd.hospital().http().send(request.build(), BodyHandlers.ofString());
    return JSON.readTree(answer.body());
  }

  private String code() throws Exception {
    return post("/continue", token(), "").path("code").asText();
  }

  private JsonNode redeem(String code) throws Exception {
    return post("/redeem", "", "{\"code\":\"" + code + "\"}");
  }

  private ServerFrame show(RawClient device, String token) throws Exception {
    device.send(
        ClientFrame.newBuilder()
            .setSequence(1)
            .setHello(Hello.newBuilder().setVersion(1).setResumeToken(token))
            .build());
    return next(device);
  }

  private static ServerFrame next(RawClient client) throws Exception {
    RawClient.Frame frame = client.read();
    if (frame == null) {
      throw new AssertionError("closed");
    }
    return frame.message();
  }

  private RawClient device() throws Exception {
    return RawClient.open(crowd.hospital().address(), 0);
  }

  @Test
  void theOtherDeviceHasTheBodyAndTheOlderOneIsFenced() throws Exception {
    String old = token();
    String handOver = redeem(code()).path("token").asText();
    // Until it connects the older device goes on: nothing has been taken from it.
    assertTrue(crowd.ask(guest::isLocated));
    try (RawClient phone = device()) {
      assertTrue(show(phone, handOver).getWelcome().getResumed());
      stage.await("fenced", () -> guest.client.phase() == Client.Phase.GONE);
      assertEquals(
          Goodbye.Reason.REASON_SUPERSEDED,
          crowd.find("last word", guest.client::lastWords).getGoodbye().getReason());
      assertTrue(next(phone).hasRoomEntered());
      assertEquals(1, guest.client.person.stays().size(), "still the same body");
      // What the older device still holds opens nothing, at once.
      try (RawClient older = device()) {
        assertEquals(Error.Code.CODE_RESUME_REFUSED, show(older, old).getError().getCode());
      }
    }
  }

  @Test
  void theHandOverTokenDiesOnceTheNewerOneArrived() throws Exception {
    String handOver = redeem(code()).path("token").asText();
    try (RawClient phone = device();
        RawClient thief = device()) {
      assertTrue(show(phone, handOver).getWelcome().getResumed());
      phone.send(
          ClientFrame.newBuilder()
              .setSequence(2)
              .setClockPing(ClockPing.newBuilder().setClientTimeNanos(1))
              .build());
      while (!next(phone).hasClockPong()) {
        // What the room says first.
      }
      assertEquals(Error.Code.CODE_RESUME_REFUSED, show(thief, handOver).getError().getCode());
    }
  }

  @Test
  void aLostLineOfTheOlderDeviceDoesNotSpoilTheCode() throws Exception {
    String handOver = redeem(code()).path("token").asText();
    stage.loseAndResume(guest);
    try (RawClient phone = device()) {
      assertTrue(show(phone, handOver).getWelcome().getResumed());
      stage.await("fenced", () -> guest.client.phase() == Client.Phase.GONE);
    }
  }

  @Test
  void whoHasLeftCannotGoOn() throws Exception {
    String unused = code();
    crowd.run(guest.client::leave);
    stage.await("gone", () -> guest.client.phase() == Client.Phase.GONE);
    assertEquals("room-code-wrong", redeem(unused).path("code").asText());
  }

  @Test
  void whoLeftAfterTheCodeWasTypedIsGoneToo() throws Exception {
    String handOver = redeem(code()).path("token").asText();
    crowd.run(guest.client::leave);
    stage.await("gone", () -> guest.client.phase() == Client.Phase.GONE);
    try (RawClient phone = device()) {
      assertEquals(Error.Code.CODE_RESUME_REFUSED, show(phone, handOver).getError().getCode());
    }
  }

  @Test
  void aTokenThatWaitsForAnotherDeviceMakesNoCodes() throws Exception {
    String handOver = redeem(code()).path("token").asText();
    assertEquals("unauthorised", post("/continue", handOver, "").path("code").asText());
    assertEquals("unauthorised", post("/continue", "A".repeat(32), "").path("code").asText());
  }
}
