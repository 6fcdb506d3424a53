package org.asclepion.host.isolation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import org.asclepion.protocol.v1.Room;
import org.asclepion.world.avatar.Role;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * Two hundred people of all roles walk through all rooms over real sockets, every door both ways,
 * and nobody receives anything about a room, a scope or a person that they may not perceive.
 *
 * <p>{@code -Dasclepion.walk.seed=N} decides again what everybody wants; what the threads and
 * sockets make of it differs from run to run.
 */
class IsolationWalkTest {
  private static final boolean LONG = Boolean.getBoolean("asclepion.long");
  private static final Duration LEAST = Duration.ofSeconds(LONG ? 600 : 40);

  /** A machine that is slow and cold turns people away at first, and they try again. */
  private static final Duration ARRIVAL = Duration.ofMinutes(5);

  private static final Duration MOST = Duration.ofSeconds(LONG ? 900 : 100);
  private static final int VISITS = 40;

  private static final Map<Role, Integer> PEOPLE =
      Map.of(
          Role.PATIENT, 90,
          Role.DOCTOR, 16,
          Role.NURSE, 20,
          Role.SPECIALIST, 12,
          Role.GUEST, 24,
          Role.TRAINEE, 18,
          Role.STAFF, 12,
          Role.AGENT, 4,
          Role.ROBOT, 4);

  private final long seed =
      Long.getLong("asclepion.walk.seed", RandomGenerator.getDefault().nextLong());
  private final RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(seed);

  @Test
  @Timeout(1_200)
  void nobodyReceivesWhatTheyMayNotPerceive() throws Exception {
    System.out.println("IsolationWalkTest seed " + seed);
    long begun = System.nanoTime();
    try (Crowd crowd = new Crowd(seed, Duration.ofSeconds(30), UnaryOperator.identity())) {
      Wanderer wanderer = new Wanderer(crowd, random);
      crowd.mind(wanderer::next);
      crowd.whenEnded(walker -> replace(crowd, walker));
      crowd.run(() -> sendEverybody(crowd));
      crowd.await("200 inside", ARRIVAL, () -> crowd.walkers().size() >= 195);
      Thread.sleep(LEAST);
      boolean everywhere = crowd.comesTrue(MOST.minus(LEAST), () -> uncovered(crowd).isEmpty());
      crowd.run(wanderer::calm);
      crowd.run(() -> crowd.whenEnded(walker -> {}));
      // What is frozen or forgotten shows when nothing else happens.
      Thread.sleep(Line.PATIENCE_NANOS / 1_000_000 + 1_000);
      String site = site(crowd);
      report(crowd, begun);
      assertTrue(everywhere, () -> "not crossed: " + uncovered(crowd));
      assertEquals(List.of(), crowd.findings().violations());
      assertInteresting(crowd);
      assertSilent(crowd, site);
    }
  }

  private void sendEverybody(Crowd crowd) {
    List<Role> roles = new ArrayList<>();
    new TreeMap<>(PEOPLE).forEach((role, count) -> roles.addAll(Collections.nCopies(count, role)));
    for (int i = 0; i < roles.size(); i++) {
      send(crowd, roles.get(i), "visit-" + i % VISITS);
    }
  }

  private void send(Crowd crowd, Role role, String visit) {
    List<String> rooms = new ArrayList<>();
    for (int i = 0; i < crowd.plan().hospital().getRoomsCount(); i++) {
      Room room = crowd.plan().room(i);
      if (crowd.plan().admits(i, role)) {
        rooms.add(room.getId());
        if (room.getAnonymousVisitors()) {
          rooms.add(room.getId());
          rooms.add(room.getId());
        }
      }
    }
    crowd.send(crowd.person(role, visit, rooms.get(random.nextInt(rooms.size()))));
  }

  private void replace(Crowd crowd, Walker gone) {
    if (gone.client.isToTryAgain()) {
      crowd.findings().saw("turned away");
      crowd.sendLater(gone.client.person);
      return;
    }
    crowd.findings().saw("left for good");
    send(crowd, gone.client.person.role(), gone.client.person.visit());
  }

  private static List<String> uncovered(Crowd crowd) {
    List<String> uncovered = new ArrayList<>();
    Plan plan = crowd.plan();
    for (int door = 0; door < plan.hospital().getAperturesCount(); door++) {
      if (plan.aperture(door).getPassesWalk()) {
        for (int from : List.of(plan.aperture(door).getRoomA(), plan.aperture(door).getRoomB())) {
          if (crowd.oracle().crossings(door, from) == 0) {
            uncovered.add(plan.aperture(door).getId() + " from " + plan.room(from).getId());
          }
        }
      }
    }
    return uncovered;
  }

  /** So that a test in which nothing happens fails. */
  private static void assertInteresting(Crowd crowd) {
    Findings findings = crowd.findings();
    assertTrue(findings.seen("frames") > 200_000, "frames");
    assertTrue(findings.seen("poses") > 200_000, "poses");
    assertTrue(findings.seen("states") > 5_000, "states");
    assertTrue(findings.seen("doors crossed") > 300, "doors crossed");
    assertTrue(findings.seen("heard CHAT") > 5_000, "chat");
    assertTrue(findings.seen("heard SIDE") > 100, "side-talk");
    assertTrue(findings.seen("known OWN_NOTE") > 300, "own notes");
    assertTrue(findings.seen("known STAFF_NOTE") > 500, "staff notes");
    assertTrue(findings.seen("figures") > 25, "figures");
    assertTrue(findings.seen("strokes") > 1_000, "strokes");
    assertTrue(findings.seen("handshakes") > 10, "handshakes");
    assertTrue(findings.seen("told SCOPE_KIND_WINDOW") > 5_000, "windows");
    assertTrue(findings.seen("told SCOPE_KIND_STAFF") > 500, "staff");
    assertTrue(findings.seen("told SCOPE_KIND_VISITORS") > 500, "visitors");
    assertTrue(findings.seen("told SCOPE_KIND_PERSON") > 500, "person");
    assertTrue(findings.seen("connections lost") > 20, "lost connections");
    assertTrue(findings.seen("left for good") > 10, "leaving");
    assertTrue(findings.seen("refusals") > 100, "refusals");
    assertTrue(findings.seen("doors refused") > 5, "doors refused");
    assertTrue(findings.seen("audited") > 1_000, "audits");
    assertTrue(crowd.oracle().visited().size() > 60, "instances");
  }

  private static String site(Crowd crowd) throws IOException, InterruptedException {
    StringBuilder site = new StringBuilder();
    for (String path :
        List.of("/api/v1/server", "/metrics", "/healthz", "/readyz", "/api/v1/openapi.json")) {
      site.append(crowd.hospital().get(path)).append('\n');
    }
    String secret = crowd.credentials().iterator().next();
    for (String path : List.of("/api/v1/tickets/" + secret, "/nowhere?ticket=" + secret)) {
      site.append(crowd.hospital().get(path)).append('\n');
    }
    String name = crowd.ask(() -> !crowd.walkers().isEmpty()) ? "name" : "";
    site.append(
        crowd
            .hospital()
            .postTicket("{\"displayName\":\"" + secret + "\",\"role\":\"" + secret + name + "\"}")
            .body());
    return site.toString();
  }

  /** Pages, figures and log name nobody and let nobody in. */
  private static void assertSilent(Crowd crowd, String site) throws IOException {
    Path log = Path.of("target", "host-test.log");
    String text = site + (Files.exists(log) ? Files.readString(log) : "");
    assertTrue(Files.exists(log), "the log is captured");
    assertEquals(List.of(), crowd.tokens().in(text));
    for (String credential : crowd.credentials()) {
      assertFalse(text.contains(credential), "a ticket or resume token");
    }
  }

  private static void report(Crowd crowd, long begunNanos) {
    System.out.printf(
        "IsolationWalkTest: %d s, %d people in %d room instances, %d secrets, overruns %s%n",
        (System.nanoTime() - begunNanos) / 1_000_000_000,
        crowd.truth().participantIds().size(),
        crowd.oracle().visited().size(),
        crowd.tokens().count(),
        crowd.truth().overruns);
    System.out.println("looked at: " + crowd.findings().seen());
    System.out.println("crossed: " + new TreeMap<>(crowd.oracle().crossings()));
    System.out.println(
        "corrected: " + crowd.truth().corrected + ", refused: " + crowd.truth().refused);
    System.out.println("back-pressured: " + crowd.hospital().count("asclepion.backpressured"));
    if (!crowd.findings().counts().isEmpty()) {
      System.out.println("VIOLATIONS: " + crowd.findings().counts());
    }
  }
}
