package org.asclepion.world.room;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.asclepion.world.avatar.Pose;
import org.asclepion.world.intent.Intent;
import org.asclepion.world.item.ItemSpec;
import org.asclepion.world.physics.PropState;
import org.asclepion.world.space.FloorPlan;
import org.asclepion.world.space.RoomTemplate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * A hundred movable things and twenty people in one room: ten stacks of five, and fifty things
 * strewn about the floor. The seed is part of each test's name.
 */
class HundredItemsPropertyTest {
  private static final int PEOPLE = 20;
  private static final int ITEMS = 100;
  private static final int STACKS = 10;
  private static final int STACK = 5;
  private static final double HALF = 0.1;

  /** However wild it was, everything lies still after this, plus what falls asleep meanwhile. */
  private static final int REST_SECONDS = 14;

  private final Room room = new Room(warehouse());
  private final FloorPlan floor = new FloorPlan(room.template().outline());
  private Random random = new Random(0);
  private int tick;

  /** The stacks stand in a row in the north-east, the rest lies in the south-west. */
  private static RoomTemplate warehouse() {
    RoomTemplate room = Scenes.room(false, PEOPLE);
    List<ItemSpec> items = new ArrayList<>();
    for (int i = 0; i < STACKS * STACK; i++) {
      int stack = i / STACK;
      int row = stack / 5;
      double x = 1.4 + 0.35 * (stack % 5);
      double z = -2.2 + 0.5 * row;
      items.add(new ItemSpec(0, x, HALF + 2 * HALF * (i % STACK), z, 0, HALF, HALF, HALF, 0.5));
    }
    while (items.size() < ITEMS) {
      int i = items.size();
      int row = i / 10 - 5;
      double half = 0.02 + 0.01 * (i % 9);
      double x = -3.5 + 0.45 * (i % 10);
      double z = 0.2 + 0.35 * row;
      items.add(new ItemSpec(0, x, half, z, i, half, half, half, 0.1 + 0.02 * i));
    }
    return Scenes.withItems(room, items);
  }

  private void step(List<Intent> intents) {
    room.step(++tick, intents, random);
  }

  private void enter(int people) {
    List<Intent> arrivals = new ArrayList<>();
    for (int id = 1; id <= people; id++) {
      arrivals.add(Scenes.arrive(Scenes.doctor(id)));
    }
    step(arrivals);
  }

  private void rest() {
    for (int i = 0; i < REST_SECONDS * Scenes.HZ; i++) {
      step(List.of());
      checkAllInside();
    }
  }

  private boolean anythingMoved() {
    return room.components().changes().stream()
        .anyMatch(change -> change.now() instanceof Component.Item);
  }

  private void checkAllInside() {
    for (int item = 0; item < ITEMS; item++) {
      PropState at = room.itemState(item);
      int which = item;
      assertTrue(
          floor.contains(at.x, at.z) && at.y > -0.021 && at.y < room.template().height(),
          () -> "tick " + tick + ": item " + which + " at " + at.x + " " + at.y + " " + at.z);
    }
  }

  @Test
  void stacksStandWhileThingsNextToThemAreThrownAbout() {
    enter(1);
    List<PropState> before = new ArrayList<>();
    for (int item = 0; item < STACKS * STACK; item++) {
      PropState copy = new PropState();
      copy.set(room.itemState(item));
      before.add(copy);
    }
    int ball = nearest(room.avatars().getFirst().pose());
    for (int round = 0; round < 5; round++) {
      step(List.of(new Intent.PickUp(1, round, ball, false)));
      assertEquals(0, slotHolding(ball));
      step(List.of(new Intent.Release(1, round, false, -1, 2, 0.5)));
      for (int i = 0; i < 2 * Scenes.HZ; i++) {
        step(List.of());
      }
      ball = nearest(room.avatars().getFirst().pose());
    }
    rest();
    for (int item = 0; item < before.size(); item++) {
      PropState was = before.get(item);
      PropState is = room.itemState(item);
      double moved = Math.hypot(Math.hypot(is.x - was.x, is.y - was.y), is.z - was.z);
      assertTrue(moved < 0.02, "item " + item + " of a stack moved by " + moved);
    }
  }

  private int slotHolding(int item) {
    for (Component component : room.components().in(Scope.ROOM)) {
      if (component instanceof Component.Item it && it.id() == item) {
        return it.holder();
      }
    }
    return -2;
  }

  /** The loose thing nearest to a body. */
  private int nearest(Pose pose) {
    int nearest = -1;
    double least = Double.POSITIVE_INFINITY;
    for (int item = STACKS * STACK; item < ITEMS; item++) {
      PropState at = room.itemState(item);
      double distance = Math.hypot(at.x - pose.rootX, at.z - pose.rootZ);
      if (slotHolding(item) < 0 && distance < least) {
        least = distance;
        nearest = item;
      }
    }
    return nearest;
  }

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {1, 2})
  void whateverPeopleDoNothingGetsOutAndAllComesToRest(long seed) {
    random = new Random(seed);
    enter(PEOPLE);
    double[] heading = new double[PEOPLE + 1];
    int moved = 0;
    int held = 0;
    for (int i = 0; i < 10 * Scenes.HZ; i++) {
      step(wild(heading));
      checkAllInside();
      moved += anythingMoved() ? 1 : 0;
      held += checkHeldFollowHands();
    }
    assertTrue(moved > 100, "things moved in " + moved + " ticks");
    assertTrue(held > 100, "things were held: " + held);
    rest();
    for (int i = 0; i < Scenes.HZ; i++) {
      step(List.of());
      assertEquals(List.of(), room.components().changes(), "all is at rest");
    }
  }

  private List<Intent> wild(double[] heading) {
    List<Intent> intents = new ArrayList<>();
    for (int id = 1; id <= PEOPLE; id++) {
      if (random.nextInt(30) == 0) {
        heading[id] = random.nextDouble() * 7;
      }
      double dx = -StrictMath.sin(heading[id]) * 0.08;
      double dz = -StrictMath.cos(heading[id]) * 0.08;
      intents.add(Scenes.walk(id, tick & 0xFFFF, dx, dz, heading[id]));
      boolean left = random.nextBoolean();
      switch (random.nextInt(12)) {
        case 0 -> intents.add(new Intent.PickUp(id, tick, random.nextInt(ITEMS), left));
        case 1 -> intents.add(new Intent.Release(id, tick, left, speed(), speed(), speed()));
        case 2 -> intents.add(new Intent.Release(id, tick, left, 0, 0, 0));
        default -> {}
      }
    }
    return intents;
  }

  private double speed() {
    return random.nextGaussian() * 8;
  }

  /** One hand holds what it holds, and nothing of that moves by itself. */
  private int checkHeldFollowHands() {
    int held = 0;
    for (Component component : room.components().in(Scope.ROOM)) {
      if (component instanceof Component.Body body) {
        for (int item : new int[] {body.leftItem(), body.rightItem()}) {
          if (item >= 0) {
            held++;
            assertEquals(body.slot(), slotHolding(item));
            assertEquals(0, room.itemState(item).vy, "a held thing does not fall");
          }
        }
      }
    }
    return held;
  }
}
