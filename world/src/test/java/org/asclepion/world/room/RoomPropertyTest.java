package org.asclepion.world.room;

import static java.util.Objects.requireNonNull;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.asclepion.world.avatar.Limb;
import org.asclepion.world.avatar.Pose;
import org.asclepion.world.intent.Intent;
import org.asclepion.world.physics.PropState;
import org.asclepion.world.space.FloorPlan;
import org.asclepion.world.space.WallBuilder;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * A whole room under random logs of intents. What must hold after every step is checked after every
 * step; the seed is part of each test's name.
 */
class RoomPropertyTest {
  private static final int STEPS = 600;
  private static final int PEOPLE = 30;

  /** However it is thrown, an item lies still after this, and a second of silence. */
  private static final int REST_SECONDS = 8;

  @ParameterizedTest(name = "seed {0}, anonymous {1}, madness {2}")
  @CsvSource({
    "1, false, 0",
    "2, true, 0",
    "3, false, 0.05",
    "4, true, 0.05",
    "5, true, 0.4",
    "6, false, 0.01"
  })
  void holdsAfterEveryStep(long seed, boolean anonymous, double madness) {
    Room room = new Room(Scenes.room(anonymous, 20));
    Chaos chaos = new Chaos(seed, PEOPLE, madness);
    Random random = new Random(seed);
    Scopes scopes = new Scopes();
    Map<Integer, Integer> figureOfSlot = new HashMap<>();
    int sat = 0;
    int held = 0;
    int thrown = 0;
    for (int tick = 1; tick <= STEPS; tick++) {
      room.step(tick, chaos.step(), random);
      scopes.follow(room);
      scopes.check(room, anonymous);
      checkBodies(room);
      sat += checkSeats(room);
      held += checkItems(room);
      thrown += room.components().changes().stream().anyMatch(RoomPropertyTest::moves) ? 1 : 0;
      checkNothingTold(room, anonymous, figureOfSlot);
    }
    boolean exercised = sat > 0 && held > 0 && thrown > 0;
    assertTrue(exercised || madness > 0.1, "the log exercised seats and items");
  }

  private static boolean moves(Components.Change change) {
    return change.now() instanceof Component.Item item && item.holder() < 0;
  }

  private static void checkBodies(Room room) {
    FloorPlan floor = new FloorPlan(room.template().outline());
    for (Avatar avatar : room.avatars()) {
      Pose pose = avatar.pose();
      assertTrue(pose.rootYaw > -Math.PI - 1e-9 && pose.rootYaw <= Math.PI, "yaw " + pose.rootYaw);
      assertEquals(0, pose.rootY);
      boolean inNorthDoor =
          Math.abs(pose.rootX) < 0.5 && pose.rootZ >= -3 - WallBuilder.POCKET - 1e-6;
      boolean inArch = Math.abs(pose.rootZ) < 0.8 && pose.rootX <= 4 + WallBuilder.POCKET + 1e-6;
      assertTrue(
          floor.contains(pose.rootX, pose.rootZ) || inNorthDoor || inArch,
          () -> "at " + pose.rootX + " " + pose.rootZ);
      for (Limb limb : List.of(pose.head, pose.leftHand, pose.rightHand)) {
        assertTrue(Float.isFinite(limb.x + limb.y + limb.z), "limb is somewhere");
        double norm =
            (double) limb.qx * limb.qx
                + (double) limb.qy * limb.qy
                + (double) limb.qz * limb.qz
                + (double) limb.qw * limb.qw;
        assertEquals(1, norm, 1e-3);
      }
      assertTrue(Math.hypot(pose.head.x, pose.head.z) < 0.9001);
      assertTrue(distance(pose.head, pose.leftHand) < 1.2001);
      assertTrue(distance(pose.head, pose.rightHand) < 1.2001);
    }
  }

  private static double distance(Limb a, Limb b) {
    return Math.hypot(Math.hypot(a.x - b.x, a.y - b.y), a.z - b.z);
  }

  private static List<Component.Body> bodies(Room room) {
    List<Component.Body> bodies = new ArrayList<>();
    for (Scope scope : List.of(Scope.ROOM, Scope.STAFF)) {
      for (Component component : room.components().in(scope)) {
        if (component instanceof Component.Body body) {
          bodies.add(body);
        }
      }
    }
    return bodies;
  }

  private static int checkSeats(Room room) {
    Set<Integer> taken = new HashSet<>();
    for (Component component : room.components().in(Scope.ROOM)) {
      if (component instanceof Component.SeatTaken seat) {
        taken.add(seat.seat());
      }
    }
    Set<Integer> sitting = new HashSet<>();
    for (Component.Body body : bodies(room)) {
      if (body.seat() >= 0) {
        assertTrue(sitting.add(body.seat()), "one seat, one sitter");
      }
    }
    assertEquals(sitting, taken);
    return taken.size();
  }

  private static int checkItems(Room room) {
    FloorPlan floor = new FloorPlan(room.template().outline());
    Map<Integer, Integer> inHand = new HashMap<>();
    for (Component.Body body : bodies(room)) {
      for (int item : new int[] {body.leftItem(), body.rightItem()}) {
        if (item >= 0) {
          assertEquals(null, inHand.put(item, body.slot()), "one item, one hand");
        }
      }
    }
    int held = 0;
    for (Component component : room.components().in(Scope.ROOM)) {
      if (component instanceof Component.Item item) {
        assertEquals(item.holder() >= 0, inHand.containsKey(item.id()));
        if (item.holder() >= 0) {
          held++;
          if (item.holder() != Component.Item.SOMEBODY) {
            assertEquals(inHand.get(item.id()), item.holder());
          }
        } else {
          assertTrue(floor.contains(item.x(), item.z()), () -> "item left the room: " + item);
          assertTrue(item.y() > -0.021 && item.y() < 3, () -> "item left the room: " + item);
        }
      }
    }
    return held;
  }

  /** In an anonymous room nothing but figures tells visitors of visitors. */
  private static void checkNothingTold(
      Room room, boolean anonymous, Map<Integer, Integer> figureOfSlot) {
    if (!anonymous) {
      assertTrue(room.components().in(Scope.VISITORS).isEmpty());
      return;
    }
    Set<Integer> hidden = new HashSet<>();
    for (Avatar avatar : room.avatars()) {
      if (!avatar.participant().role().isStaff()) {
        hidden.add(avatar.slot());
        assertFalse(avatar.poseIn(Scope.ROOM));
        assertFalse(avatar.poseIn(Scope.VISITORS));
        assertFalse(avatar.poseIn(new Scope.Window(Scenes.ARCH)));
        assertFalse(avatar.poseIn(new Scope.Person(avatar.slot() + 1)));
      }
    }
    for (Scope scope :
        List.of(Scope.ROOM, Scope.VISITORS, new Scope.Window(Scenes.ARCH), new Scope.Window(7))) {
      for (Component component : room.components().in(scope)) {
        switch (component) {
          case Component.Body body -> assertFalse(hidden.contains(body.slot()));
          case Component.Name name -> assertFalse(hidden.contains(name.slot()));
          case Component.Item item -> assertFalse(hidden.contains(item.holder()));
          case Component.Figure figure -> {
            assertEquals(Scope.VISITORS, scope);
            for (double at :
                new double[] {figure.fromX(), figure.fromZ(), figure.toX(), figure.toZ()}) {
              assertEquals(Math.rint(at * 4) / 4, at, "on the grid");
            }
            assertEquals(0, Math.IEEEremainder(figure.yaw(), Math.PI / 4), 1e-12);
          }
          case Component.OwnFigure own -> throw new AssertionError("told to all: " + own);
          case Component.Note note -> throw new AssertionError("told to all: " + note);
          case Component.SideTalk talk -> throw new AssertionError("told to all: " + talk);
          case Component.Door it -> {}
          case Component.SeatTaken it -> {}
          case Component.RoomInfo it -> {}
          case Component.Voice it -> assertFalse(hidden.contains(it.slot()), "a voice");
          case Component.Stroke it -> assertEquals(Scope.ROOM, scope, "a line");
        }
      }
    }
    assertEquals(hidden.size(), room.components().in(Scope.VISITORS).size());
    for (Outcome outcome : room.outcomes()) {
      if (outcome instanceof Outcome.Said said
          && (said.scope().equals(Scope.ROOM) || said.scope().equals(Scope.VISITORS))) {
        // Whoever spoke to the room may have left since, in this same step, but was no visitor.
        assertFalse(hidden.contains(said.slot()));
      }
      if (outcome instanceof Outcome.Entered entered) {
        for (Component component : room.components().in(new Scope.Person(entered.slot()))) {
          if (component instanceof Component.OwnFigure own) {
            assertTrue(own.figure() > 1_000, "unrelated to slots and ids");
            assertNotEquals(figureOfSlot.put(entered.slot(), own.figure()), own.figure());
          }
        }
      }
    }
  }

  /** What each participant is a member of, kept from outcomes alone. */
  private static final class Scopes {
    private final Map<Long, Set<Scope>> joined = new HashMap<>();
    private final Map<Long, Integer> slots = new HashMap<>();

    void follow(Room room) {
      for (Outcome outcome : room.outcomes()) {
        switch (outcome) {
          case Outcome.Entered it -> {
            assertEquals(null, joined.put(it.who().id(), new HashSet<>()), "entered once");
            assertFalse(slots.containsValue(it.slot()), "a slot has one body");
            slots.put(it.who().id(), it.slot());
          }
          case Outcome.ScopeJoined it ->
              assertTrue(of(it.participant()).add(it.scope()), () -> "twice: " + it);
          case Outcome.ScopeLeft it ->
              assertTrue(of(it.participant()).remove(it.scope()), () -> "not in: " + it);
          case Outcome.Left it -> {
            assertEquals(Set.of(), joined.remove(it.who().id()), "all scopes ended before");
            assertEquals(it.slot(), slots.remove(it.who().id()));
          }
          case Outcome.Said it -> {
            if (it.scope() instanceof Scope.Side) {
              assertTrue(joined.values().stream().anyMatch(set -> set.contains(it.scope())));
            }
          }
          case Outcome.ArrivalRefused it -> assertFalse(joined.containsKey(it.who().id()));
          case Outcome.AtThreshold it -> {}
          case Outcome.NotGranted it -> {}
          case Outcome.DoorRefused it -> {}
          case Outcome.ShookHands it ->
              assertTrue(slots.containsKey(it.participant()), () -> "of nobody: " + it);
          case Outcome.DoorMoved it -> {}
          case Outcome.Corrected it -> {}
        }
      }
    }

    private Set<Scope> of(long participant) {
      return requireNonNull(joined.get(participant), "told of somebody who is not here");
    }

    void check(Room room, boolean anonymous) {
      assertEquals(room.avatars().size(), joined.size());
      Map<Scope, Set<Integer>> talks = new HashMap<>();
      for (Avatar avatar : room.avatars()) {
        boolean staff = avatar.participant().role().isStaff();
        Set<Scope> expected = new HashSet<>();
        expected.add(Scope.ROOM);
        expected.add(new Scope.Person(avatar.slot()));
        if (staff) {
          expected.add(Scope.STAFF);
        } else if (anonymous) {
          expected.add(Scope.VISITORS);
        }
        Set<Scope> rest = new HashSet<>(of(avatar.participant().id()));
        assertTrue(
            rest.removeAll(expected)
                && rest.size() + expected.size() == of(avatar.participant().id()).size());
        for (Scope scope : rest) {
          assertTrue(scope instanceof Scope.Side);
          talks.computeIfAbsent(scope, it -> new HashSet<>()).add(avatar.slot());
        }
      }
      Map<Scope, Set<Integer>> told = new HashMap<>();
      for (Scope scope : room.components().scopes()) {
        if (scope instanceof Scope.Side) {
          Set<Integer> voices = new HashSet<>();
          for (Component component : room.components().in(scope)) {
            if (component instanceof Component.Voice voice) {
              voices.add(voice.slot());
            } else {
              told.put(scope, Set.copyOf(((Component.SideTalk) component).slots()));
            }
          }
          assertTrue(told.getOrDefault(scope, Set.of()).containsAll(voices), "voices of members");
        } else if (scope instanceof Scope.Person person) {
          assertTrue(slots.containsValue(person.slot()), "nothing is kept of who left");
        }
      }
      assertEquals(talks, told);
    }
  }

  private record Run(List<Long> hashes, List<String> told) {}

  private static Run replay(List<List<Intent>> log, boolean anonymous, long seed) {
    Room room = new Room(Scenes.room(anonymous, 20));
    Random random = new Random(seed);
    List<Long> hashes = new ArrayList<>();
    List<String> told = new ArrayList<>();
    boolean moved = false;
    for (int i = 0; i < log.size(); i++) {
      room.step(2 * i, log.get(i), random);
      hashes.add(room.stateHash());
      // Whole texts would make a failure unreadable; their hash tells the step that differs.
      told.add(i + ": " + (room.outcomes() + " " + room.components().changes()).hashCode());
      moved |= room.components().changes().stream().anyMatch(RoomPropertyTest::moves);
    }
    assertTrue(moved, "items moved in this log");
    return new Run(hashes, told);
  }

  @ParameterizedTest(name = "seed {0}, anonymous {1}")
  @CsvSource({"21, false", "22, true", "23, false"})
  void aLogReplaysToTheSameStatesAlsoOnAnotherThread(long seed, boolean anonymous)
      throws Exception {
    Chaos chaos = new Chaos(seed, PEOPLE, 0.02);
    List<List<Intent>> log = new ArrayList<>();
    for (int i = 0; i < STEPS; i++) {
      log.add(chaos.step());
    }
    Run first = replay(log, anonymous, seed);
    Callable<Run> again = () -> replay(log, anonymous, seed);
    try (ExecutorService threads = Executors.newFixedThreadPool(2)) {
      for (Future<Run> run : threads.invokeAll(List.of(again, again))) {
        assertEquals(first.hashes, run.get().hashes);
        assertEquals(first.told, run.get().told);
      }
    }
    Run other = replay(log.subList(1, log.size()), anonymous, seed);
    assertNotEquals(first.hashes.getLast(), other.hashes.getLast(), "the hash tells states apart");
  }

  @ParameterizedTest(name = "seed {0}")
  @CsvSource({"31", "32"})
  void thrownItemsStayInTheRoomAndComeToRest(long seed) {
    Random random = new Random(seed);
    Room room = new Room(Scenes.room(false, 4));
    int tick = 0;
    room.step(tick, List.of(Scenes.arrive(Scenes.doctor(1))), random);
    FloorPlan floor = new FloorPlan(room.template().outline());
    int sample = 0;
    for (int round = 0; round < 60; round++) {
      int item = random.nextInt(6);
      PropState at = room.itemState(item);
      // Stand near the item by teleporting somewhere around it.
      for (int attempt = 0; attempt < 60; attempt++) {
        double x = at.x + random.nextDouble() * 3 - 1.5;
        double z = at.z + random.nextDouble() * 3 - 1.5;
        tick += 8;
        room.step(tick, List.of(new Intent.Teleport(1, 1, x, z, 0)), random);
        room.step(++tick, List.of(new Intent.PickUp(1, 2, item, false)), random);
        if (room.outcomes().isEmpty()) {
          break;
        }
      }
      Intent throwIt =
          new Intent.Release(
              1,
              3,
              false,
              random.nextGaussian() * 9,
              random.nextDouble() * 5,
              random.nextGaussian() * 9);
      Intent turn = Scenes.walk(1, ++sample, 0, 0, random.nextDouble() * 6);
      room.step(++tick, List.of(turn, throwIt), random);
      int quiet = 0;
      for (int i = 0; i < REST_SECONDS * Scenes.HZ && quiet < 30; i++) {
        room.step(++tick, List.of(), random);
        quiet = room.components().changes().isEmpty() ? quiet + 1 : 0;
        PropState state = room.itemState(item);
        assertTrue(floor.contains(state.x, state.z), "inside");
        assertTrue(state.y > -0.021 && state.y < 3, "between floor and ceiling");
        double speed = Math.sqrt(state.vx * state.vx + state.vy * state.vy + state.vz * state.vz);
        assertTrue(speed < 10.01, "speed " + speed);
      }
      assertTrue(quiet >= 30, "came to rest in round " + round + ", item " + item);
    }
  }
}
