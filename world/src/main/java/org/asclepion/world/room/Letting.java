package org.asclepion.world.room;

import java.util.List;
import org.asclepion.world.avatar.Pose;
import org.asclepion.world.physics.PropState;
import org.asclepion.world.space.Angles;
import org.asclepion.world.space.CapsuleSweep;
import org.asclepion.world.space.Opening;

/**
 * Decides where an item is when a hand lets go of it: always inside the room and on the near side
 * of walls, whatever the hand reached through. Belongs to the thread that steps the room.
 */
final class Letting {
  /** The hand may be this much below a surface and still mean it, metres. */
  private static final double LIFT = 0.4;

  private static final double GAP = 0.01;

  private final Stage stage;

  Letting(Stage stage) {
    this.stage = stage;
  }

  /** Lays a thing down under the hand: on furniture, on another thing, or on the floor. */
  void layDown(Body body, Thing thing, Thing[] others) {
    Pose pose = body.pose();
    Hand hand = new Hand(pose, thing.leftHand);
    PropState state = thing.state;
    state.upright(pose.rootYaw);
    state.rest();
    // What reaches well above the hand is in its way; on what is lower, the thing is laid.
    double share = share(pose, hand.x, hand.z, thing.radius, hand.y + LIFT, hand.y + LIFT + GAP);
    if (!pullInside(pose, hand, share, state) && !backInside(pose, state)) {
      thing.goHome();
      return;
    }
    double surface = stage.solids.surface(state.x, state.z, hand.y + LIFT, stage.template.floorY());
    for (Thing other : others) {
      if (other != thing && other.holder < 0) {
        double dx = other.state.x - state.x;
        double dz = other.state.z - state.z;
        double near = Math.min(other.spec.halfX(), other.spec.halfZ());
        double top = other.state.y + other.halfHeight();
        if (dx * dx + dz * dz < near * near && top <= hand.y + LIFT && top > surface) {
          surface = top;
        }
      }
    }
    state.y = surface + thing.spec.halfY();
  }

  /** Puts a thing where a throw begins; false when it cannot begin there. */
  boolean beginThrow(Body body, Thing thing) {
    Pose pose = body.pose();
    Hand hand = new Hand(pose, thing.leftHand);
    PropState state = thing.state;
    double radius = thing.radius + thing.spec.halfY();
    double dx = hand.x - pose.rootX;
    double dz = hand.z - pose.rootZ;
    double away = Math.sqrt(dx * dx + dz * dz);
    // It must begin outside the thrower's own capsule, which would push it anywhere.
    double least = CapsuleSweep.RADIUS + radius + GAP;
    if (away < 1e-3) {
      dx = Angles.forwardX(pose.rootYaw);
      dz = Angles.forwardZ(pose.rootYaw);
      away = 1;
    }
    double stretch = Math.max(1, least / away);
    double toX = pose.rootX + dx * stretch;
    double toZ = pose.rootZ + dz * stretch;
    double share = share(pose, toX, toZ, radius, hand.y - radius, hand.y + radius);
    state.x = pose.rootX + (toX - pose.rootX) * share;
    state.z = pose.rootZ + (toZ - pose.rootZ) * share;
    double floor = stage.template.floorY();
    double ceiling = floor + stage.template.height();
    state.y = Math.max(Math.min(hand.y, ceiling - radius - GAP), floor + radius + GAP);
    hand.turn(state);
    return stage.floor.contains(state.x, state.z, GAP);
  }

  /** Brings a thing from the hand's end of an arm towards the body until it is in the room. */
  private boolean pullInside(Pose pose, Hand hand, double share, PropState state) {
    for (int pull = 10; pull >= 0; pull--) {
      state.x = pose.rootX + (hand.x - pose.rootX) * share * pull / 10;
      state.z = pose.rootZ + (hand.z - pose.rootZ) * share * pull / 10;
      if (stage.floor.contains(state.x, state.z, GAP)) {
        return true;
      }
    }
    return false;
  }

  /** How much of the way from the root to a place a thing can be moved. */
  private double share(Pose pose, double x, double z, double radius, double low, double high) {
    double free = stage.solids.firstHit(pose.rootX, pose.rootZ, x, z, low, high);
    if (free >= 1) {
      return 1;
    }
    double dx = x - pose.rootX;
    double dz = z - pose.rootZ;
    return Math.max(0, free - (radius + GAP) / Math.sqrt(dx * dx + dz * dz));
  }

  /** For who stands in a doorway: the place just inside it. */
  private boolean backInside(Pose pose, PropState state) {
    List<Opening> openings = stage.template.openings();
    Opening nearest = null;
    double best = 4;
    for (Opening opening : openings) {
      double dx = pose.rootX - opening.x();
      double dz = pose.rootZ - opening.z();
      if (dx * dx + dz * dz < best) {
        best = dx * dx + dz * dz;
        nearest = opening;
      }
    }
    if (nearest == null) {
      return false;
    }
    state.x = nearest.x() - Angles.forwardX(nearest.yaw()) * 2 * CapsuleSweep.RADIUS;
    state.z = nearest.z() - Angles.forwardZ(nearest.yaw()) * 2 * CapsuleSweep.RADIUS;
    return stage.floor.contains(state.x, state.z, GAP);
  }
}
