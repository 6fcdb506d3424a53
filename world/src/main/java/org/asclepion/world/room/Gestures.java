package org.asclepion.world.room;

import org.asclepion.world.avatar.Side;
import org.asclepion.world.intent.Intent;
import org.asclepion.world.intent.Refused;

/**
 * What hands say: pointing, holding something out, shaking hands, a raised hand. All of it is told
 * with the body, to whoever is told of the body. Nobody is touched who does not hold out a hand.
 * Belongs to the thread that steps the room.
 */
final class Gestures {
  /** How far apart two people may stand who shake hands, metres. */
  static final double SHAKE_REACH = 2.0;

  /** Two offered right hands this near have met, metres. */
  static final double MEET = 0.1;

  private final Stage stage;
  private final Presence presence;

  Gestures(Stage stage, Presence presence) {
    this.stage = stage;
    this.presence = presence;
  }

  void point(Body body, Intent.Point wish) {
    if (wish.hand() != Side.NONE && !Rights.POINT.granted(body, stage.template.kind())) {
      stage.refuse(body, wish.sequence(), Refused.NOT_ALLOWED);
      return;
    }
    body.stale |= body.pointing != wish.hand();
    body.pointing = wish.hand();
  }

  void offer(Body body, Intent.Offer wish) {
    body.stale |= body.offering != wish.hand();
    body.offering = wish.hand();
  }

  void raise(Body body, Intent.RaiseHand wish) {
    body.stale |= body.raised != wish.raised();
    body.raised = wish.raised();
  }

  void lower(Body body, Intent.LowerHand wish) {
    Body other = stage.bodies.at(wish.slot());
    if (!Rights.LOWER_HANDS.granted(body, stage.template.kind())) {
      stage.refuse(body, wish.sequence(), Refused.NOT_ALLOWED);
    } else if (other == null) {
      stage.refuse(body, wish.sequence(), Refused.NO_SUCH_THING);
    } else {
      other.stale |= other.raised;
      other.raised = false;
    }
  }

  void shake(Body body, Intent.Shake wish) {
    Body other = stage.bodies.at(wish.slot());
    if (other == null || other == body || !presence.perceiveEachOther(body, other)) {
      stage.refuse(body, wish.sequence(), Refused.NO_SUCH_THING);
    } else if (!offersEmptyHand(other)) {
      stage.refuse(body, wish.sequence(), Refused.NOT_OFFERED);
    } else if (body.leftItem >= 0 && body.rightItem >= 0) {
      stage.refuse(body, wish.sequence(), Refused.HAND_FULL);
    } else if (!near(body, other)) {
      stage.refuse(body, wish.sequence(), Refused.OUT_OF_REACH);
    } else {
      shook(body, other);
    }
  }

  private static boolean offersEmptyHand(Body body) {
    return body.offering != Side.NONE && body.item(body.offering.isLeft()) < 0;
  }

  private boolean near(Body a, Body b) {
    double x = b.pose().rootX;
    double z = b.pose().rootZ;
    return a.squareTo(x, z) <= SHAKE_REACH * SHAKE_REACH
        && !stage.solids.wallBetween(a.pose().rootX, a.pose().rootZ, x, z);
  }

  private void shook(Body a, Body b) {
    a.stale |= a.offering != Side.NONE;
    a.offering = Side.NONE;
    b.stale = true;
    b.offering = Side.NONE;
    stage.tell(new Outcome.ShookHands(a.participant().id(), a.slot(), b.slot()));
    stage.tell(new Outcome.ShookHands(b.participant().id(), b.slot(), a.slot()));
  }

  /** Hands that are both offered shake when they meet. */
  void endStep() {
    Bodies bodies = stage.bodies;
    for (int i = 0; i < bodies.count(); i++) {
      Body a = bodies.get(i);
      for (int k = i + 1; offersRight(a) && k < bodies.count(); k++) {
        Body b = bodies.get(k);
        if (offersRight(b) && presence.perceiveEachOther(a, b) && near(a, b) && meet(a, b)) {
          shook(a, b);
        }
      }
    }
  }

  private static boolean offersRight(Body body) {
    return body.offering == Side.RIGHT && body.rightItem < 0;
  }

  private static boolean meet(Body a, Body b) {
    Hand hand = new Hand(b.pose(), false);
    return new Hand(a.pose(), false).squareTo(hand.x, hand.y, hand.z) <= MEET * MEET;
  }

  /** The hands come to rest: nobody moves them. A raised one stays, it is a wish. */
  static void rest(Body body) {
    body.pointing = Side.NONE;
    body.offering = Side.NONE;
    body.drawing = Side.NONE;
    body.stroke = 0;
  }
}
