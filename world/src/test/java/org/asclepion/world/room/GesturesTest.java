package org.asclepion.world.room;

import static org.asclepion.world.room.Scenes.ARCH;
import static org.asclepion.world.room.Scenes.arrive;
import static org.asclepion.world.room.Scenes.doctor;
import static org.asclepion.world.room.Scenes.limb;
import static org.asclepion.world.room.Scenes.patient;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.asclepion.world.avatar.Side;
import org.asclepion.world.intent.Intent;
import org.asclepion.world.intent.Refused;
import org.junit.jupiter.api.Test;

/** What hands say and do between people: give and take, point, ask to speak, shake. */
class GesturesTest {
  /** Lies at (1, 1), next to the spawns. */
  private static final int BALL = 1;

  private final Random random = new Random(3);
  private Room room = new Room(Scenes.room(false));
  private int tick;

  private List<Outcome> step(Intent... intents) {
    room.step(++tick, List.of(intents), random);
    return new ArrayList<>(room.outcomes());
  }

  private static List<Outcome> refused(long who, int sequence, Refused reason) {
    return List.of(new Outcome.NotGranted(who, sequence, reason));
  }

  private Component.Body body(int slot) {
    return bodyIn(Scope.ROOM, slot);
  }

  private Component.Body bodyIn(Scope scope, int slot) {
    for (Component component : room.components().in(scope)) {
      if (component instanceof Component.Body body && body.slot() == slot) {
        return body;
      }
    }
    throw new AssertionError("no body " + slot + " in " + scope);
  }

  private Component.Item ball() {
    for (Component component : room.components().in(Scope.ROOM)) {
      if (component instanceof Component.Item item && item.id() == BALL) {
        return item;
      }
    }
    throw new AssertionError("no ball");
  }

  // Handing over.

  @Test
  void whatIsOfferedGoesFromHandToHand() {
    step(arrive(doctor(1)), arrive(patient(2)));
    step(new Intent.PickUp(1, 1, BALL, true));
    assertEquals(
        refused(2, 1, Refused.ITEM_HELD),
        step(new Intent.PickUp(2, 1, BALL, false)),
        "not offered");
    step(new Intent.Offer(1, 2, Side.RIGHT));
    assertEquals(
        refused(2, 2, Refused.ITEM_HELD),
        step(new Intent.PickUp(2, 2, BALL, false)),
        "the other hand is held out");
    step(new Intent.Offer(1, 3, Side.LEFT));
    assertEquals(Side.LEFT, body(0).offering());
    assertEquals(List.of(), step(new Intent.PickUp(2, 3, BALL, false)));
    assertEquals(1, ball().holder());
    assertFalse(ball().leftHand());
    assertEquals(-1, body(0).leftItem());
    assertEquals(BALL, body(1).rightItem());
    assertEquals(Side.NONE, body(0).offering(), "what was offered is gone");
    assertEquals(List.of(), step(new Intent.Release(2, 4, false, 0, 0, 0)));
  }

  @Test
  void ofTwoTakersOneGetsIt() {
    step(arrive(doctor(1)), arrive(patient(2)), arrive(patient(3)));
    step(new Intent.PickUp(1, 1, BALL, true), new Intent.Offer(1, 2, Side.LEFT));
    assertEquals(
        refused(2, 1, Refused.ITEM_HELD),
        step(new Intent.PickUp(3, 1, BALL, false), new Intent.PickUp(2, 1, BALL, false)));
    assertEquals(2, ball().holder());
    assertEquals(-1, body(1).rightItem());
  }

  @Test
  void whoLeavesWhileOfferingLeavesTheThingBehind() {
    step(arrive(doctor(1)), arrive(patient(2)));
    step(new Intent.PickUp(1, 1, BALL, true), new Intent.Offer(1, 2, Side.LEFT));
    step(new Intent.Depart(1, -1), new Intent.PickUp(2, 1, BALL, false));
    assertEquals(1, ball().holder(), "taken from the floor in the same step");
  }

  @Test
  void nothingIsTakenFromAfarOrByAFullHandOrFromOneself() {
    step(arrive(doctor(1)), arrive(patient(2)));
    step(new Intent.PickUp(1, 1, BALL, true), new Intent.Offer(1, 2, Side.LEFT));
    assertEquals(refused(1, 3, Refused.ITEM_HELD), step(new Intent.PickUp(1, 3, BALL, false)));
    step(new Intent.Teleport(2, 2, -2.6, -0.4, 0));
    assertEquals(refused(2, 3, Refused.OUT_OF_REACH), step(new Intent.PickUp(2, 3, BALL, false)));
    step(new Intent.PickUp(2, 4, 2, false));
    assertEquals(2, body(1).rightItem());
    assertEquals(refused(2, 5, Refused.HAND_FULL), step(new Intent.PickUp(2, 5, BALL, false)));
  }

  @Test
  void anOfferEndsWhenTheHandEmptiesOrTheLineIsLost() {
    step(arrive(doctor(1)), arrive(patient(2)));
    step(new Intent.PickUp(1, 1, BALL, false), new Intent.Offer(1, 2, Side.RIGHT));
    step(new Intent.Release(1, 3, false, 0, 0, 0));
    assertEquals(Side.NONE, body(0).offering());
    step(
        new Intent.Offer(1, 4, Side.RIGHT),
        new Intent.Point(1, 5, Side.LEFT),
        new Intent.RaiseHand(1, 6, true));
    step(new Intent.SetAway(1, true));
    assertEquals(Side.NONE, body(0).offering());
    assertEquals(Side.NONE, body(0).pointing());
    assertTrue(body(0).raised(), "the wish to speak stays");
  }

  // Shaking hands.

  @Test
  void aHandIsShakenOnlyWhenItIsHeldOut() {
    step(arrive(doctor(1)), arrive(patient(2)), arrive(patient(3)));
    assertEquals(refused(2, 1, Refused.NOT_OFFERED), step(new Intent.Shake(2, 1, 0)));
    assertEquals(refused(2, 2, Refused.NO_SUCH_THING), step(new Intent.Shake(2, 2, 1)), "oneself");
    assertEquals(refused(2, 3, Refused.NO_SUCH_THING), step(new Intent.Shake(2, 3, 19)));
    step(new Intent.Offer(1, 1, Side.RIGHT));
    assertEquals(
        List.of(new Outcome.ShookHands(2, 1, 0), new Outcome.ShookHands(1, 0, 1)),
        step(new Intent.Shake(2, 4, 0)));
    assertEquals(Side.NONE, body(0).offering());
    assertEquals(refused(3, 1, Refused.NOT_OFFERED), step(new Intent.Shake(3, 1, 0)), "once");
  }

  @Test
  void aHandThatHoldsSomethingIsNotShakenNorOneAcrossTheRoom() {
    step(arrive(doctor(1)), arrive(patient(2)));
    step(new Intent.PickUp(1, 1, BALL, false), new Intent.Offer(1, 2, Side.RIGHT));
    assertEquals(refused(2, 1, Refused.NOT_OFFERED), step(new Intent.Shake(2, 1, 0)));
    step(new Intent.Offer(1, 3, Side.LEFT), new Intent.Teleport(2, 2, -2.6, -0.4, 0));
    assertEquals(refused(2, 3, Refused.OUT_OF_REACH), step(new Intent.Shake(2, 3, 0)));
  }

  @Test
  void twoHandsHeldOutShakeByMeeting() {
    step(arrive(doctor(1)), arrive(patient(2)));
    // Spawns are a metre apart along X; both right hands go to the middle.
    Intent one = hand(1, 1, 0.5, -0.3);
    Intent two = hand(2, 1, -0.45, -0.3);
    assertEquals(List.of(), step(one, two));
    assertEquals(List.of(), step(new Intent.Offer(1, 1, Side.RIGHT)), "one alone");
    assertEquals(
        List.of(new Outcome.ShookHands(1, 0, 1), new Outcome.ShookHands(2, 1, 0)),
        step(new Intent.Offer(2, 1, Side.RIGHT)));
    assertEquals(List.of(), step(), "once");
  }

  @Test
  void handsThatDoNotMeetDoNotShake() {
    step(arrive(doctor(1)), arrive(patient(2)));
    step(hand(1, 1, 0.3, -0.3), hand(2, 1, -0.3, -0.3));
    assertEquals(
        List.of(), step(new Intent.Offer(1, 1, Side.RIGHT), new Intent.Offer(2, 1, Side.RIGHT)));
  }

  private static Intent hand(long who, int sample, double x, double z) {
    return new Intent.PoseSample(
        who, sample, 0, 0, 0, limb(0, 1.6, 0), limb(-0.3, 1.1, -0.3), limb(x, 1.1, z));
  }

  @Test
  void visitorsWhoDoNotSeeEachOtherDoNotTouchEither() {
    room = new Room(Scenes.room(true));
    step(arrive(patient(1)), arrive(patient(2)), arrive(doctor(3)));
    step(new Intent.PickUp(1, 1, BALL, false), new Intent.Offer(1, 2, Side.RIGHT));
    assertEquals(refused(2, 1, Refused.ITEM_HELD), step(new Intent.PickUp(2, 1, BALL, false)));
    assertEquals(List.of(), step(new Intent.PickUp(3, 1, BALL, false)), "the doctor may");
    step(new Intent.Offer(1, 3, Side.RIGHT));
    assertEquals(refused(2, 2, Refused.NO_SUCH_THING), step(new Intent.Shake(2, 2, 0)));
  }

  // Pointing and asking to speak.

  @Test
  void whatHandsSayIsToldWhereTheBodyIsTold() {
    step(arrive(doctor(1)));
    step(new Intent.Point(1, 1, Side.RIGHT), new Intent.RaiseHand(1, 2, true));
    assertEquals(Side.RIGHT, body(0).pointing());
    assertTrue(bodyIn(new Scope.Window(ARCH), 0).raised());
    room = new Room(Scenes.room(true));
    step(arrive(patient(1)), arrive(patient(2)));
    step(new Intent.Point(1, 1, Side.LEFT), new Intent.RaiseHand(1, 2, true));
    assertEquals(Side.LEFT, bodyIn(Scope.STAFF, 0).pointing());
    assertTrue(bodyIn(new Scope.Person(0), 0).raised());
    for (Scope scope : room.components().scopes()) {
      boolean mayKnow = scope.equals(Scope.STAFF) || scope.equals(new Scope.Person(0));
      assertEquals(
          mayKnow,
          room.components().has(scope, Component.Body.class, 0),
          "the body, and all that is told with it, in " + scope);
    }
  }

  @Test
  void aRaisedHandIsLoweredByOneselfOrByStaff() {
    step(arrive(doctor(1)), arrive(patient(2)), arrive(patient(3)));
    step(new Intent.RaiseHand(2, 1, true), new Intent.RaiseHand(3, 1, true));
    assertEquals(refused(3, 2, Refused.NOT_ALLOWED), step(new Intent.LowerHand(3, 2, 1)));
    assertTrue(body(1).raised());
    assertEquals(List.of(), step(new Intent.LowerHand(1, 1, 1)));
    assertFalse(body(1).raised());
    step(new Intent.RaiseHand(3, 3, false));
    assertFalse(body(2).raised());
    assertEquals(refused(1, 2, Refused.NO_SUCH_THING), step(new Intent.LowerHand(1, 2, 17)));
  }
}
