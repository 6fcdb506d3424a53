package org.asclepion.world.room;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.asclepion.world.avatar.Side;
import org.asclepion.world.intent.Intent;
import org.asclepion.world.intent.Limits;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Whatever people do with their hands: every item is in one place, only what was offered changes
 * hands, only hands held out are shaken, and what is drawn stays within its bounds and scopes. The
 * seed is part of each test's name; {@code -Dseed=N} adds one more to those given.
 */
class HandsPropertyTest {
  private static final int STEPS = 900;
  private static final int PEOPLE = 18;

  /** What a step began with. */
  private final Map<Integer, Component.Body> bodies = new HashMap<>();

  private final Map<Integer, Component.Item> items = new HashMap<>();
  private int handedOver;
  private int shaken;
  private int drawn;

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {1, 2, 3, 4, 0})
  void holdsAfterEveryStep(long fixed) {
    long seed = fixed != 0 ? fixed : Long.getLong("seed", System.nanoTime());
    System.out.println("HandsPropertyTest: -Dseed=" + seed);
    boolean anonymous = seed % 2 == 0;
    Room room = new Room(Scenes.room(anonymous, PEOPLE));
    Chaos chaos = new Chaos(seed, PEOPLE, 0.01);
    Random random = new Random(seed);
    for (int tick = 1; tick <= STEPS; tick++) {
      remember(room);
      List<Intent> intents = chaos.step();
      eager(intents, random);
      room.step(tick, intents, random);
      checkItems(room, intents);
      checkShakes(room, intents);
      checkStrokes(room);
    }
    assertTrue(handedOver > 0 && drawn > 0, handedOver + " handed over, drawn: " + drawn);
    assertTrue(shaken > 0, "nobody shook hands");
  }

  /** People who give and take more than others do. */
  private static void eager(List<Intent> intents, Random random) {
    for (int id = 1; id <= PEOPLE; id++) {
      boolean left = random.nextBoolean();
      switch (random.nextInt(12)) {
        case 0, 1 -> intents.add(new Intent.PickUp(id, 0, random.nextInt(6), left));
        case 2 -> intents.add(new Intent.Offer(id, 0, Side.of(left)));
        default -> {}
      }
    }
  }

  private void remember(Room room) {
    bodies.clear();
    items.clear();
    for (Scope scope : new Scope[] {Scope.ROOM, Scope.STAFF}) {
      for (Component component : room.components().in(scope)) {
        if (component instanceof Component.Body body) {
          bodies.put(body.slot(), body);
        } else if (component instanceof Component.Item item) {
          items.put(item.id(), item);
        }
      }
    }
  }

  /** Each item is told once; it is in the hand that says so, and in no other. */
  private void checkItems(Room room, List<Intent> intents) {
    Map<Integer, Integer> hands = new HashMap<>();
    int told = 0;
    for (Scope scope : new Scope[] {Scope.ROOM, Scope.STAFF}) {
      for (Component component : room.components().in(scope)) {
        if (component instanceof Component.Body body) {
          for (int item : new int[] {body.leftItem(), body.rightItem()}) {
            assertTrue(item < 0 || hands.put(item, body.slot()) == null, "held twice: " + item);
          }
        }
      }
    }
    for (Component component : room.components().in(Scope.ROOM)) {
      if (component instanceof Component.Item item) {
        told++;
        boolean held = hands.containsKey(item.id());
        assertEquals(held, item.holder() >= 0, "item " + item.id());
        assertTrue(
            !held
                || item.holder() == Component.Item.SOMEBODY
                || item.holder() == hands.getOrDefault(item.id(), -1));
        changedHands(item, intents);
      }
    }
    assertEquals(room.template().items().size(), told, "nothing lost, nothing doubled");
  }

  /** From one holder to another in one step: by an offer, or over the floor. */
  private void changedHands(Component.Item item, List<Intent> intents) {
    Component.Item before = items.get(item.id());
    if (before == null || before.holder() < 0 || item.holder() < 0) {
      return;
    }
    Component.Body giver = bodies.get(before.holder());
    if (giver == null || item.holder() == before.holder()) {
      return;
    }
    boolean offered = giver.offering() == Side.of(before.leftHand());
    boolean otherwise = false;
    for (Intent intent : intents) {
      otherwise |=
          intent instanceof Intent.Release
              || intent instanceof Intent.Depart
              || intent instanceof Intent.Offer;
    }
    assertTrue(offered || otherwise, "taken out of a hand that did not offer it: " + item);
    handedOver += offered ? 1 : 0;
  }

  private void checkShakes(Room room, List<Intent> intents) {
    for (Outcome outcome : room.outcomes()) {
      if (outcome instanceof Outcome.ShookHands(long _, int slot, int otherSlot)) {
        shaken++;
        boolean consent = false;
        for (int each : new int[] {slot, otherSlot}) {
          Component.Body body = bodies.get(each);
          consent |= body != null && body.offering() != Side.NONE;
        }
        for (Intent intent : intents) {
          consent |= intent instanceof Intent.Offer;
        }
        assertTrue(consent, "a hand nobody held out");
      }
    }
  }

  private void checkStrokes(Room room) {
    Set<Integer> lines = new HashSet<>();
    int points = 0;
    for (Scope scope : room.components().scopes()) {
      for (Component component : room.components().in(scope)) {
        if (component instanceof Component.Stroke stroke) {
          boolean staffs =
              stroke.whiteboard() >= 0
                  && room.template().whiteboards().get(stroke.whiteboard()).staff();
          assertEquals(staffs ? Scope.STAFF : Scope.ROOM, scope);
          assertEquals(stroke.whiteboard() < 0 ? 3 : 2, stroke.points().dimensions());
          int most = Component.Stroke.PIECE_POINTS + (stroke.piece() > 0 ? 1 : 0);
          assertTrue(stroke.points().count() <= most && stroke.piece() < Component.Stroke.PIECES);
          lines.add(stroke.stroke());
          points += stroke.points().count() - (stroke.piece() > 0 ? 1 : 0);
        }
      }
    }
    assertTrue(lines.size() <= Limits.STROKES_PER_ROOM, "lines: " + lines.size());
    assertTrue(points <= Limits.STROKE_POINTS_PER_ROOM, "points: " + points);
    assertTrue(lines.isEmpty() || !room.isEmpty());
    drawn += lines.size();
  }
}
