package org.asclepion.host.isolation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import org.asclepion.host.RawClient;
import org.asclepion.protocol.v1.ClientFrame;
import org.asclepion.protocol.v1.Component;
import org.asclepion.protocol.v1.Error;
import org.asclepion.protocol.v1.Goodbye;
import org.asclepion.protocol.v1.Hello;
import org.asclepion.protocol.v1.ScopeKind;
import org.asclepion.protocol.v1.ServerFrame;
import org.asclepion.world.avatar.Role;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A stay outlives its connection for a while, and a room takes no more than fit. */
@Timeout(60)
class SessionLifeTest {
  private static Crowd crowd(Duration resumeTime) throws Exception {
    return new Crowd(1, resumeTime, UnaryOperator.identity());
  }

  @Test
  void whoComesBackInTimeHasKeptTheirPlace() throws Exception {
    try (Crowd crowd = crowd(Duration.ofSeconds(30))) {
      Stage stage = new Stage(crowd);
      Walker witness = stage.enter(Role.DOCTOR, "one", "lobby");
      Walker guest = stage.enter(Role.GUEST, "one", "lobby");
      int slot = slot(guest);
      crowd.run(guest.client::cut);
      stage.await("away", () -> isAway(witness, slot));
      crowd.run(
          () -> {
            guest.enteredRoom();
            guest.client.comeBack();
          });
      stage.await("back", () -> guest.isLocated() && !isAway(witness, slot));
      assertEquals(slot, slot(guest));
      assertEquals(1, guest.client.person.stays().size(), "nobody left and nobody entered");
      assertEquals(List.of(), crowd.findings().violations());
    }
  }

  @Test
  void whoPutsTheHeadsetDownIsAwayAndKeepsLineAndPlace() throws Exception {
    try (Crowd crowd = crowd(Duration.ofMillis(400))) {
      Stage stage = new Stage(crowd);
      Walker witness = stage.enter(Role.DOCTOR, "one", "lobby");
      Walker guest = stage.enter(Role.GUEST, "one", "lobby");
      int slot = slot(guest);
      crowd.run(() -> guest.client.presence(true));
      stage.await("away", () -> isAway(witness, slot));
      crowd.run(() -> guest.client.presence(false));
      stage.await("back", () -> !isAway(witness, slot));
      assertEquals(slot, slot(guest));
      assertEquals(1, guest.client.person.stays().size(), "nobody left and nobody entered");
      assertEquals(List.of(), crowd.findings().violations());
    }
  }

  @Test
  void whoComesBackTooLateIsGone() throws Exception {
    try (Crowd crowd = crowd(Duration.ofMillis(400))) {
      Stage stage = new Stage(crowd);
      Walker witness = stage.enter(Role.DOCTOR, "one", "lobby");
      Walker guest = stage.enter(Role.GUEST, "one", "lobby");
      int slot = slot(guest);
      crowd.run(guest.client::cut);
      stage.await("gone", () -> body(witness, slot) == null);
      assertNotEquals(Integer.MAX_VALUE, guest.client.person.stays().getFirst().leave);
      crowd.run(guest.client::comeBack);
      stage.await("refused", () -> guest.client.phase() == Client.Phase.GONE);
      assertEquals(Error.Code.CODE_RESUME_REFUSED, error(crowd, guest));
      assertEquals(List.of(), crowd.findings().violations());
    }
  }

  @Test
  void theNewerConnectionFencesTheOlder() throws Exception {
    try (Crowd crowd = crowd(Duration.ofSeconds(30))) {
      Stage stage = new Stage(crowd);
      Walker guest = stage.enter(Role.GUEST, "one", "lobby");
      String[] token = new String[1];
      crowd.run(() -> token[0] = guest.client.resumeToken());
      try (RawClient newer = RawClient.open(crowd.hospital().address(), 0)) {
        newer.send(hello(Hello.newBuilder().setVersion(1).setResumeToken(token[0])));
        ServerFrame welcome = next(newer);
        assertTrue(welcome.getWelcome().getResumed());
        stage.await("fenced", () -> guest.client.phase() == Client.Phase.GONE);
        ServerFrame last = lastWords(crowd, guest);
        assertEquals(Goodbye.Reason.REASON_SUPERSEDED, last.getGoodbye().getReason());
        assertTrue(next(newer).hasRoomEntered());
        assertEquals(1, guest.client.person.stays().size(), "still the same body");
      }
    }
  }

  @Test
  void aTokenThatWasUsedAndRenewedOpensNothing() throws Exception {
    try (Crowd crowd = crowd(Duration.ofSeconds(30))) {
      Stage stage = new Stage(crowd);
      Walker guest = stage.enter(Role.GUEST, "one", "lobby");
      String[] token = new String[1];
      crowd.run(() -> token[0] = guest.client.resumeToken());
      stage.loseAndResume(guest);
      // Its first frame, a pose, has shown that the newer token arrived.
      stage.await("walking", () -> crowd.findings().seen("told SCOPE_KIND_ROOM") > 20);
      try (RawClient thief = RawClient.open(crowd.hospital().address(), 0)) {
        thief.send(hello(Hello.newBuilder().setVersion(1).setResumeToken(token[0])));
        assertEquals(Error.Code.CODE_RESUME_REFUSED, next(thief).getError().getCode());
      }
      assertTrue(crowd.ask(guest::isLocated));
      assertEquals(List.of(), crowd.findings().violations());
    }
  }

  @Test
  void severalWelcomesInARowMayBeLost() throws Exception {
    try (Crowd crowd = crowd(Duration.ofSeconds(30))) {
      Stage stage = new Stage(crowd);
      Walker guest = stage.enter(Role.GUEST, "one", "lobby");
      String[] token = new String[1];
      crowd.run(() -> token[0] = guest.client.resumeToken());
      for (int attempt = 0; attempt < 5; attempt++) {
        try (RawClient again = RawClient.open(crowd.hospital().address(), 0)) {
          // It never says that it has the newer token, so what it showed remains good.
          again.send(hello(Hello.newBuilder().setVersion(1).setResumeToken(token[0])));
          assertTrue(next(again).getWelcome().getResumed(), "attempt " + attempt);
        }
      }
      assertEquals(1, guest.client.person.stays().size(), "still the same body");
    }
  }

  @Test
  void aFullRoomRefusesAtEntryAndAtTheDoor() throws Exception {
    try (Crowd crowd = crowd(Duration.ofSeconds(30))) {
      Stage stage = new Stage(crowd);
      int capacity = crowd.plan().room(crowd.plan().room("consultation-1")).getCapacity();
      List<Walker> inside = new ArrayList<>();
      for (int i = 0; i < capacity; i++) {
        inside.add(stage.enter(Role.PATIENT, "one", "consultation-1"));
      }
      Walker late = stageless(crowd, Role.PATIENT, "one", "consultation-1");
      stage.await("turned away", () -> late.client.phase() == Client.Phase.GONE);
      assertEquals(Error.Code.CODE_ROOM_FULL, error(crowd, late));

      Walker atDoor = stage.enter(Role.DOCTOR, "one", "clinic-corridor");
      int door = crowd.plan().aperture("consultation-1-door");
      crowd.run(() -> atDoor.cross(door));
      stage.seen("doors refused", 1);
      assertTrue(crowd.hospital().count("asclepion.refused", "reason", "room_full") > 0);

      // Another visit has a room of its own behind the same door.
      Walker elsewhere = stage.enter(Role.DOCTOR, "two", "clinic-corridor");
      stage.cross(elsewhere, "consultation-1-door");

      crowd.run(inside.getFirst().client::leave);
      stage.cross(atDoor, "consultation-1-door");
      assertEquals(List.of(), crowd.findings().violations());
    }
  }

  private static Walker stageless(Crowd crowd, Role role, String visit, String room) {
    Walker[] walker = new Walker[1];
    crowd.run(() -> walker[0] = crowd.send(crowd.person(role, visit, room)));
    return walker[0];
  }

  private static ClientFrame hello(Hello.Builder hello) {
    return ClientFrame.newBuilder().setSequence(1).setHello(hello).build();
  }

  private static ServerFrame next(RawClient client) throws Exception {
    RawClient.Frame frame = client.read();
    if (frame == null) {
      throw new AssertionError("closed");
    }
    return frame.message();
  }

  private static int slot(Walker walker) {
    Stay stay = walker.client.line().stay();
    if (stay == null) {
      throw new AssertionError("nowhere");
    }
    return stay.slot;
  }

  private static @Nullable Component body(Walker witness, int slot) {
    State room = witness.client.line().state(ScopeKind.SCOPE_KIND_ROOM);
    return room == null ? null : room.get(Component.ValueCase.BODY, slot);
  }

  private static boolean isAway(Walker witness, int slot) {
    Component body = body(witness, slot);
    return body != null && body.getBody().getAway();
  }

  private static ServerFrame lastWords(Crowd crowd, Walker walker) {
    return crowd.find("last word", walker.client::lastWords);
  }

  private static Error.Code error(Crowd crowd, Walker walker) {
    return lastWords(crowd, walker).getError().getCode();
  }
}
