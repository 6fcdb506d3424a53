package org.asclepion.world.room;

import static java.util.Objects.requireNonNull;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.asclepion.world.audience.Attendee;
import org.asclepion.world.audience.Audience;
import org.asclepion.world.audience.Ears;
import org.asclepion.world.audience.Overheard;
import org.asclepion.world.audience.Revoked;
import org.asclepion.world.audience.Row;
import org.asclepion.world.audience.Voice;
import org.asclepion.world.avatar.Participant;
import org.asclepion.world.avatar.Role;
import org.asclepion.world.intent.Intent;
import org.asclepion.world.space.Acoustics;
import org.asclepion.world.space.FloorPlan;
import org.asclepion.world.space.Opening;
import org.asclepion.world.space.Point;
import org.asclepion.world.space.RoomKind;
import org.asclepion.world.space.RoomTemplate;
import org.junit.jupiter.api.Test;

/**
 * Random rooms and random doings, and after each step who hears and sees whom, compared with an
 * {@link AudienceOracle} that asks every pair.
 */
class AudiencePropertyTest {
  private static final int CHANGES = 100_000;
  private static final int STEPS_A_ROOM = 400;
  private static final int PEOPLE = 14;
  private static final List<Role> ROLES = List.of(Role.values());

  /** What a test's log did, so that it can be said that it did enough. */
  private int changes;

  private int published;
  private int edges;
  private int talked;
  private int presented;
  private int outside;

  @Test
  void isWhatAskingEveryPairSays() {
    long seed = Long.getLong("seed", System.nanoTime());
    System.out.println("AudiencePropertyTest: -Dseed=" + seed);
    Random random = new Random(seed);
    for (int n = 0; changes < CHANGES; n++) {
      new Run("seed " + seed + ", room " + n, random).run();
    }
    String done =
        "%d changes, %d audiences, %d edges, %d in talks, %d presented, %d outside"
            .formatted(changes, published, edges, talked, presented, outside);
    System.out.println("AudiencePropertyTest: " + done);
    assertTrue(
        published > 5_000
            && edges > 100_000
            && talked > 1_000
            && presented > 100
            && outside > 1_000,
        done);
  }

  private static RoomTemplate room(Random random) {
    double w = 4 + random.nextDouble() * 12;
    double d = 4 + random.nextDouble() * 12;
    List<Point> outline =
        random.nextInt(3) > 0
            ? List.of(new Point(0, d), new Point(w, d), new Point(w, 0), new Point(0, 0))
            : List.of(
                new Point(0, d),
                new Point(w / 2, d),
                new Point(w / 2, d / 2),
                new Point(w, d / 2),
                new Point(w, 0),
                new Point(0, 0));
    boolean anonymous = random.nextInt(3) == 0;
    Acoustics.Stand stand = new Acoustics.Stand(w / 4, d / 4, 0.5 + random.nextDouble() * 2);
    return new RoomTemplate(
        0,
        "random",
        RoomKind.WAITING,
        outline,
        0,
        3,
        PEOPLE,
        30,
        Set.of(Role.values()),
        false,
        anonymous,
        List.of(),
        List.of(
            new Opening(0, true, 1, w / 2, 0, 0, 0, 1, 2, true, false, false, true),
            new Opening(1, true, 2, w / 4, 0, 0, 0, 1, 2, true, false, false, false),
            new Opening(2, false, 3, 0, 0, d / 2, Math.PI / 2, 2, 2, true, true, true, true),
            new Opening(3, false, 4, 0, 1, d / 4, Math.PI / 2, 2, 1, false, true, true, true)),
        List.of(),
        List.of(),
        List.of(),
        new Acoustics(1 + random.nextDouble() * 10, 6, 0.5, random.nextBoolean() ? stand : null));
  }

  /** One room's course, and the same again in a second room, which must come out the same. */
  private final class Run {
    private final String name;
    private final Random random;
    private final RoomTemplate template;
    private final Room room;
    private final Room again;
    private final FloorPlan floor;
    private final AudienceOracle oracle;
    private final int[] samples = new int[PEOPLE + 1];
    private int tick;

    Run(String name, Random random) {
      this.name = name;
      this.random = random;
      this.template = room(random);
      this.room = new Room(template);
      this.again = new Room(template);
      this.floor = new FloorPlan(template.outline());
      this.oracle = new AudienceOracle(template);
    }

    void run() {
      Random fate = new Random(7);
      Random sameFate = new Random(7);
      for (int step = 0; step < STEPS_A_ROOM; step++) {
        // Now and then a second of quiet, after which nothing may be out of date.
        boolean quiet = step % 8 == 7;
        tick += quiet ? 30 : 1;
        List<Intent> intents = quiet ? List.of() : intents();
        changes += intents.size();
        Audience before = room.audience();
        room.step(tick, intents, fate);
        again.step(tick, intents, sameFate);
        oracle.follow(room.outcomes());
        check(before, quiet);
        assertEquals(text(room.audience()), text(again.audience()), name);
        assertEquals(room.stateHash(), again.stateHash(), name);
      }
    }

    private List<Intent> intents() {
      List<Intent> intents = new ArrayList<>();
      for (int n = random.nextInt(6); n > 0; n--) {
        intents.add(intent(1 + random.nextInt(PEOPLE)));
      }
      return intents;
    }

    private Intent intent(int id) {
      double x = floor.minX() + random.nextDouble() * (floor.maxX() - floor.minX());
      double z = floor.minZ() + random.nextDouble() * (floor.maxZ() - floor.minZ());
      double yaw = random.nextDouble() * 6 - 3;
      return switch (random.nextInt(16)) {
        case 0, 1, 2 ->
            new Intent.Arrive(
                new Participant(id, ROLES.get(id % ROLES.size()), "p", 0, 0),
                random.nextInt(5) - 1,
                null);
        case 3 -> new Intent.Depart(id, -1);
        case 4, 5 -> new Intent.DoorMovedBeyond(random.nextInt(2), random.nextBoolean());
        case 6, 7, 8 ->
            new Intent.InviteToSideTalk(
                id, 0, random.nextInt(PEOPLE), random.nextInt(3) == 0 ? lastTalk() : 0);
        case 9, 10 -> new Intent.LeaveSideTalk(id, 0, lastTalk());
        case 11 -> new Intent.SetAway(id, random.nextBoolean());
        case 12, 13 -> new Intent.Teleport(id, 0, x, z, yaw);
        default ->
            Scenes.walk(
                id, ++samples[id], StrictMath.sin(yaw) * 0.2, StrictMath.cos(yaw) * 0.2, yaw);
      };
    }

    private int lastTalk() {
      List<Integer> open = new ArrayList<>();
      for (Scope scope : room.components().scopes()) {
        if (scope instanceof Scope.Side side) {
          open.add(side.talk());
        }
      }
      return open.isEmpty() ? 1 : open.get(random.nextInt(open.size()));
    }

    private void check(Audience before, boolean quiet) {
      Audience now = room.audience();
      checkRules(now);
      assertTrue(now == before || now.version() == tick, name);
      if (now != before) {
        published++;
        assertEquals(lost(before, now), edges(Revoked.between(before, now)), name);
      }
      if (quiet || now.version() == tick) {
        assertEquals(oracle.edges(room, false).toString(), edges(now, false).toString(), name);
        assertEquals(oracle.edges(room, true).toString(), edges(now, true).toString(), name);
        assertEquals(oracle.out(room).toString(), out(now).toString(), name);
        checkSymmetry(now);
        checkPlaces();
      }
      if (quiet) {
        room.step(++tick, List.of(), random);
        again.step(tick, List.of(), random);
        oracle.follow(room.outcomes());
        assertTrue(room.audience() == now || doorsMoved(), name);
      }
    }

    private boolean doorsMoved() {
      return room.components().changes().stream()
          .anyMatch(it -> it.now() instanceof Component.Door);
    }

    /** What no distance excuses, after every step, whatever is still to be computed. */
    private void checkRules(Audience now) {
      assertEquals(room.avatars().size(), now.size(), name);
      for (int n = 0; n < now.size(); n++) {
        Body to = (Body) requireNonNull(room.avatar(now.participant(n)), name);
        Row row = now.row(n);
        for (int i = 0; i < row.heardCount(); i++) {
          edges++;
          assertEquals(-1, row.heardThrough(i), name);
          reaches(to, row.heard(i));
        }
        for (int i = 0; i < row.seenCount(); i++) {
          reaches(to, row.seen(i));
        }
      }
      for (Overheard through : now.out()) {
        assertTrue(room.isOpen(through.aperture()), name + ": through a closed door");
        assertTrue(through.aperture() != 1, name + ": sound does not pass there");
        for (Voice voice : through.voices()) {
          outside++;
          Body from = (Body) requireNonNull(room.avatar(voice.participant()), name);
          assertFalse(oracle.isHidden(from) || oracle.inTalk(from), name);
        }
      }
    }

    private void reaches(Body to, long speaker) {
      Body from = (Body) requireNonNull(room.avatar(speaker), name + ": not in the room");
      assertTrue(oracle.mayReach(to, from), name);
      assertFalse(oracle.isHidden(to) && oracle.isHidden(from), name + ": two who wait");
      talked += oracle.inTalk(from) ? 1 : 0;
    }

    private void checkSymmetry(Audience now) {
      List<Long> presenters = oracle.presenters(room);
      presented += presenters.size();
      for (Avatar one : room.avatars()) {
        for (Avatar other : room.avatars()) {
          boolean plain = true;
          for (Avatar it : List.of(one, other)) {
            Body body = (Body) it;
            plain &= !oracle.isHidden(body) && !oracle.inTalk(body);
            plain &= !presenters.contains(it.participant().id());
          }
          long a = one.participant().id();
          long b = other.participant().id();
          assertTrue(!plain || now.hears(a, b) == now.hears(b, a), name);
          assertTrue(!plain || now.sees(a, b) == now.sees(b, a), name);
        }
      }
    }

    /** People are taken to stand near where they do. */
    private void checkPlaces() {
      for (Avatar avatar : room.avatars()) {
        Body body = (Body) avatar;
        double x = body.pose().rootX;
        double z = body.pose().rootZ;
        if (floor.contains(x, z, 1)) {
          double off = Math.hypot(Ears.x(body.attendee) - x, Ears.z(body.attendee) - z);
          assertTrue(off <= Attendee.STEP_METRES, name + ": " + off);
        }
      }
    }
  }

  private static Map<Long, NavigableSet<Long>> edges(Audience audience, boolean sight) {
    Map<Long, NavigableSet<Long>> edges = new TreeMap<>();
    for (int n = 0; n < audience.size(); n++) {
      Row row = audience.row(n);
      NavigableSet<Long> others = new TreeSet<>();
      for (int i = 0; i < (sight ? row.seenCount() : row.heardCount()); i++) {
        others.add(sight ? row.seen(i) : row.heard(i));
      }
      edges.put(audience.participant(n), others);
    }
    return edges;
  }

  private static Map<Integer, NavigableSet<Long>> out(Audience audience) {
    Map<Integer, NavigableSet<Long>> out = new TreeMap<>();
    for (Overheard through : audience.out()) {
      NavigableSet<Long> voices = new TreeSet<>();
      through.voices().forEach(it -> voices.add(it.participant()));
      out.put(through.aperture(), voices);
    }
    return out;
  }

  private static Set<Revoked.Edge> edges(Revoked revoked) {
    Set<Revoked.Edge> edges = new HashSet<>(revoked.edges());
    assertEquals(edges.size(), revoked.edges().size());
    return edges;
  }

  private static Set<Revoked.Edge> lost(Audience before, Audience now) {
    Set<Revoked.Edge> lost = new HashSet<>();
    edges(before, false)
        .forEach((to, all) -> all.forEach(it -> lost.add(new Revoked.Edge.Hears(to, it))));
    edges(now, false)
        .forEach((to, all) -> all.forEach(it -> lost.remove(new Revoked.Edge.Hears(to, it))));
    edges(before, true)
        .forEach((to, all) -> all.forEach(it -> lost.add(new Revoked.Edge.Sees(to, it))));
    edges(now, true)
        .forEach((to, all) -> all.forEach(it -> lost.remove(new Revoked.Edge.Sees(to, it))));
    out(before).forEach((at, all) -> all.forEach(it -> lost.add(new Revoked.Edge.Out(at, it))));
    out(now).forEach((at, all) -> all.forEach(it -> lost.remove(new Revoked.Edge.Out(at, it))));
    return lost;
  }

  static String text(Audience audience) {
    StringBuilder text = new StringBuilder().append(audience.version());
    for (int n = 0; n < audience.size(); n++) {
      Row row = audience.row(n);
      text.append(' ').append(audience.participant(n)).append(": ").append(row);
      for (int i = 0; i < row.seenCount(); i++) {
        text.append(' ').append(row.seenPriority(i)).append(row.seenSize(i));
      }
    }
    return text.append(audience.out()).toString();
  }

  @Test
  void anAudienceStaysTheSameWhileNothingChanges() {
    Room room = new Room(Scenes.room(false));
    Random random = new Random(1);
    room.step(
        1, List.of(Scenes.arrive(Scenes.doctor(1)), Scenes.arrive(Scenes.patient(2))), random);
    Audience audience = room.audience();
    assertTrue(audience.hears(1, 2) && audience.sees(2, 1));
    for (int tick = 2; tick < 100; tick++) {
      room.step(tick, List.of(Scenes.walk(1, tick, 0.001 * (tick % 3 - 1), 0)), random);
      assertSame(audience, room.audience());
    }
  }
}
