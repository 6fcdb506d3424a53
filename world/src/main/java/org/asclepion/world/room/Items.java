package org.asclepion.world.room;

import java.util.List;
import org.asclepion.world.avatar.Pose;
import org.asclepion.world.avatar.Side;
import org.asclepion.world.intent.Intent;
import org.asclepion.world.intent.Refused;
import org.asclepion.world.item.ItemSpec;
import org.asclepion.world.physics.JBulletPhysics;
import org.asclepion.world.physics.PropPhysics;
import org.asclepion.world.physics.PropState;
import org.asclepion.world.space.CapsuleSweep;
import org.jspecify.annotations.Nullable;

/**
 * The movable things in a room and who holds them. A held item follows the hand, which every client
 * sees; it has no place of its own until it is let go. Belongs to the thread that steps the room.
 *
 * <p>Physics begins when the first thing is thrown, pushed or loses what it lay on; once everything
 * lies still again it sleeps and costs nothing.
 */
final class Items {
  static final double HAND_REACH = 1.3;
  static final double BODY_REACH = 2.2;
  static final double FASTEST_THROW = 8;

  private static final double SLOWEST_THROW = 0.01;

  /** Feet push what lies lower than this above the floor, metres. */
  private static final double FEET = 0.6;

  private static final double TOUCH = 0.05;
  private static final double MIGHT_LEAN = 0.6;

  private final Stage stage;
  private final Presence presence;
  private final Letting letting;
  private final Thing[] things;
  private final PropState before = new PropState();
  private @Nullable PropPhysics physics;

  Items(Stage stage, Presence presence) {
    this.stage = stage;
    this.presence = presence;
    this.letting = new Letting(stage);
    List<ItemSpec> specs = stage.template.items();
    things = new Thing[specs.size()];
    for (int i = 0; i < things.length; i++) {
      things[i] = new Thing(i, specs.get(i));
      tell(things[i]);
    }
  }

  void pickUp(Body body, Intent.PickUp wish) {
    if (wish.item() < 0 || wish.item() >= things.length) {
      stage.refuse(body, wish.sequence(), Refused.NO_SUCH_THING);
      return;
    }
    Thing thing = things[wish.item()];
    if (body.item(wish.leftHand()) >= 0) {
      stage.refuse(body, wish.sequence(), Refused.HAND_FULL);
    } else if (thing.holder >= 0) {
      take(body, thing, wish);
    } else if (!reaches(body, wish.leftHand(), thing.state.x, thing.state.y, thing.state.z)) {
      stage.refuse(body, wish.sequence(), Refused.OUT_OF_REACH);
    } else {
      thing.holder = body.slot();
      thing.leftHand = wish.leftHand();
      thing.state.rest();
      body.hold(wish.leftHand(), thing.id);
      tell(thing);
      if (physics != null) {
        physics.remove(thing.id);
      }
      wakeAbove(thing);
    }
  }

  /** From hand to hand: only what is offered, and only from somebody one can see. */
  private void take(Body body, Thing thing, Intent.PickUp wish) {
    Body giver = stage.bodies.at(thing.holder);
    if (giver == null
        || giver == body
        || giver.offering != Side.of(thing.leftHand)
        || !presence.perceiveEachOther(body, giver)) {
      stage.refuse(body, wish.sequence(), Refused.ITEM_HELD);
      return;
    }
    Hand from = new Hand(giver.pose(), thing.leftHand);
    if (!reaches(body, wish.leftHand(), from.x, from.y, from.z)) {
      stage.refuse(body, wish.sequence(), Refused.OUT_OF_REACH);
      return;
    }
    giver.hold(thing.leftHand, -1);
    thing.holder = body.slot();
    thing.leftHand = wish.leftHand();
    body.hold(wish.leftHand(), thing.id);
    tell(thing);
  }

  private boolean reaches(Body body, boolean leftHand, double x, double y, double z) {
    Pose pose = body.pose();
    boolean near =
        new Hand(pose, leftHand).squareTo(x, y, z) <= HAND_REACH * HAND_REACH
            || body.squareTo(x, z) <= BODY_REACH * BODY_REACH;
    return near && !stage.solids.wallBetween(pose.rootX, pose.rootZ, x, z);
  }

  /** What may have lain on a thing that was taken away has to fall. */
  private void wakeAbove(Thing taken) {
    for (Thing thing : things) {
      double dx = thing.state.x - taken.state.x;
      double dz = thing.state.z - taken.state.z;
      if (thing.holder < 0
          && thing.state.y > taken.state.y
          && dx * dx + dz * dz < MIGHT_LEAN * MIGHT_LEAN) {
        physics().wake(thing.id);
      }
    }
  }

  void release(Body body, Intent.Release wish) {
    int item = body.item(wish.leftHand());
    if (item < 0) {
      stage.refuse(body, wish.sequence(), Refused.HAND_EMPTY);
      return;
    }
    // Beyond any throw already; squares of larger numbers might overflow.
    double vx = Math.clamp(wish.vx(), -1e6, 1e6);
    double vy = Math.clamp(wish.vy(), -1e6, 1e6);
    double vz = Math.clamp(wish.vz(), -1e6, 1e6);
    double speed = Math.sqrt(vx * vx + vy * vy + vz * vz);
    // NaN is no throw either.
    boolean thrown = speed > SLOWEST_THROW;
    if (!thrown || !toss(body, things[item], vx, vy, vz, Math.min(1, FASTEST_THROW / speed))) {
      putDown(body, things[item]);
    }
  }

  private boolean toss(Body body, Thing thing, double vx, double vy, double vz, double share) {
    if (!letting.beginThrow(body, thing)) {
      return false;
    }
    thing.state.vx = vx * share;
    thing.state.vy = vy * share;
    thing.state.vz = vz * share;
    letGo(body, thing);
    physics().put(thing.id, thing.state, true);
    return true;
  }

  private void putDown(Body body, Thing thing) {
    letting.layDown(body, thing, things);
    letGo(body, thing);
    if (physics != null) {
      physics.put(thing.id, thing.state, false);
    }
  }

  private void letGo(Body body, Thing thing) {
    thing.holder = -1;
    body.hold(thing.leftHand, -1);
    tell(thing);
  }

  /** Lets go of everything: the body leaves. */
  void drop(Body body) {
    if (body.leftItem >= 0) {
      putDown(body, things[body.leftItem]);
    }
    if (body.rightItem >= 0) {
      putDown(body, things[body.rightItem]);
    }
  }

  void endStep() {
    push();
    if (physics == null || !physics.awake()) {
      return;
    }
    Bodies bodies = stage.bodies;
    for (int i = 0; i < bodies.count(); i++) {
      Body body = bodies.get(i);
      physics.person(body.slot(), body.pose().rootX, body.pose().rootZ);
    }
    physics.step();
    for (Thing thing : things) {
      before.set(thing.state);
      if (physics.read(thing.id, thing.state) && !before.samePlace(thing.state)) {
        tell(thing);
      }
    }
  }

  /** Wakes physics when somebody walks into something on the floor. */
  private void push() {
    Bodies bodies = stage.bodies;
    double feet = stage.template.floorY() + FEET;
    for (int i = 0; i < bodies.count(); i++) {
      Body body = bodies.get(i);
      if (body.walked) {
        for (Thing thing : things) {
          if (thing.holder < 0 && thing.state.y < feet && touches(body, thing)) {
            physics().wake();
          }
        }
      }
    }
  }

  private static boolean touches(Body body, Thing thing) {
    double near = CapsuleSweep.RADIUS + thing.radius + TOUCH;
    return body.squareTo(thing.state.x, thing.state.z) < near * near;
  }

  private PropPhysics physics() {
    PropPhysics made = physics;
    if (made == null) {
      made = new JBulletPhysics(stage.template, stage.floor);
      for (Thing thing : things) {
        if (thing.holder < 0) {
          made.put(thing.id, thing.state, false);
        }
      }
      physics = made;
    }
    return made;
  }

  private void tell(Thing thing) {
    Body holder = stage.bodies.at(thing.holder);
    int told = holder == null ? -1 : holder.hidden ? Component.Item.SOMEBODY : holder.slot();
    presence.tellAll(thing.component(told));
  }

  /** Where an item is and how it moves, for tests. */
  PropState state(int item) {
    return things[item].state;
  }

  long hash(long hash) {
    for (Thing thing : things) {
      hash = thing.hash(hash);
    }
    return physics == null ? hash : Hash.mix(hash, physics.hash());
  }
}
