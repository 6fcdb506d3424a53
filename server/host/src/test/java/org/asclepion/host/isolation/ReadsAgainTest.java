package org.asclepion.host.isolation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import org.asclepion.protocol.v1.ScopeKind;
import org.asclepion.world.avatar.Role;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * Somebody whose client stops reading for a while: the server holds no more for them than its
 * bound, and when they read again they are told how things stand, without a gap.
 */
@Timeout(120)
class ReadsAgainTest {
  private static final String LONG_NOTE = "长".repeat(3_900);

  @Test
  void whoReadsAgainIsToldHowThingsStand() throws Exception {
    try (Crowd crowd = new Crowd(1, Duration.ofSeconds(30), UnaryOperator.identity())) {
      Stage stage = new Stage(crowd);
      List<Walker> writers = new ArrayList<>();
      for (int i = 0; i < 6; i++) {
        writers.add(stage.enter(Role.NURSE, "one", "lobby"));
      }
      Walker[] reader = new Walker[1];
      crowd.run(
          () -> {
            reader[0] = crowd.send(crowd.person(Role.DOCTOR, "one", "lobby"));
            reader[0].client.receiveBuffer(8 * 1_024);
          });
      stage.await("inside", () -> reader[0].isLocated());
      stage.has(reader[0], ScopeKind.SCOPE_KIND_STAFF);
      crowd.run(() -> reader[0].client.reading(false));
      int[] turn = new int[1];
      long begun = System.nanoTime();
      crowd.await(
          "back-pressure",
          Duration.ofSeconds(60),
          () -> {
            // Each within what a client may send.
            if (turn[0]++ % 2 == 0) {
              writers.get(turn[0] / 2 % writers.size()).client.write(true, LONG_NOTE);
            }
            return crowd.hospital().count("asclepion.backpressured") > 0;
          });
      System.out.printf(
          "ReadsAgainTest: full after %d ms%n", (System.nanoTime() - begun) / 1_000_000);
      double refused = crowd.hospital().count("asclepion.backpressured");
      for (Walker writer : writers) {
        crowd.run(() -> writer.client.write(true, LONG_NOTE));
        stage.seen("told SCOPE_KIND_STAFF", crowd.findings().seen("told SCOPE_KIND_STAFF") + 1);
      }
      // Every stream is refused once, and then waits; nothing is piled up.
      assertTrue(crowd.hospital().count("asclepion.backpressured") < refused + 20);
      long told = crowd.findings().seen("frames");
      crowd.run(() -> reader[0].client.reading(true));
      Tokens.Token[] last = new Tokens.Token[1];
      crowd.run(() -> last[0] = writers.getFirst().client.write(true));
      stage.await(
          "the last note",
          () -> {
            State staff = reader[0].client.line().state(ScopeKind.SCOPE_KIND_STAFF);
            return staff != null
                && staff.all().stream()
                    .anyMatch(it -> it.getNote().getText().contains(last[0].text()));
          });
      assertTrue(reader[0].client.isIn(), "still connected");
      assertTrue(crowd.findings().seen("frames") > told);
      assertEquals(List.of(), crowd.findings().violations());
    }
  }
}
