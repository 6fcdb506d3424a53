package org.asclepion.world.room;

import static org.asclepion.world.room.Scenes.ARCH;
import static org.asclepion.world.room.Scenes.DOOR;
import static org.asclepion.world.room.Scenes.arrive;
import static org.asclepion.world.room.Scenes.doctor;
import static org.asclepion.world.room.Scenes.patient;
import static org.asclepion.world.room.Scenes.walk;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.asclepion.world.intent.Intent;
import org.asclepion.world.intent.Limits;
import org.asclepion.world.intent.Refused;
import org.asclepion.world.physics.PropState;
import org.junit.jupiter.api.Test;

/** What people do in a room: sit, teleport, carry, throw, write, talk aside. */
class DeedsTest {
  private final Random random = new Random(2);
  private Room room = new Room(Scenes.room(false));
  private int tick;
  private int sample;

  private List<Outcome> step(Intent... intents) {
    room.step(++tick, List.of(intents), random);
    return new ArrayList<>(room.outcomes());
  }

  private void rest(double seconds) {
    for (int i = 0; i < seconds * Scenes.HZ; i++) {
      step();
    }
  }

  /** Brings somebody near a place without walking. */
  private void put(long who, double x, double z) {
    rest(0.3);
    assertEquals(List.of(), step(new Intent.Teleport(who, 0, x, z, 0)), "teleport");
  }

  private Avatar avatar(long who) {
    Avatar avatar = room.avatar(who);
    assertNotNull(avatar);
    return avatar;
  }

  private static Outcome refused(long who, int sequence, Refused reason) {
    return new Outcome.NotGranted(who, sequence, reason);
  }

  private Component.Item item(int id) {
    for (Component component : room.components().in(Scope.ROOM)) {
      if (component instanceof Component.Item item && item.id() == id) {
        return item;
      }
    }
    throw new AssertionError("no item " + id);
  }

  private Component.Body body(int slot) {
    for (Component component : room.components().in(Scope.ROOM)) {
      if (component instanceof Component.Body body && body.slot() == slot) {
        return body;
      }
    }
    throw new AssertionError("no body " + slot);
  }

  // Seats.

  @Test
  void aSeatHasRoomForOne() {
    step(arrive(doctor(1)), arrive(patient(2)));
    assertEquals(
        List.of(refused(1, 1, Refused.OUT_OF_REACH)), step(new Intent.Sit(1, 1, 0)), "too far");
    put(1, -2.6, -0.2);
    put(2, -2.6, -0.8);
    assertEquals(
        List.of(refused(2, 3, Refused.SEAT_TAKEN)),
        step(new Intent.Sit(1, 2, 0), new Intent.Sit(2, 3, 0)));
    assertEquals(-3.5, avatar(1).pose().rootX);
    assertEquals(-Math.PI / 2, avatar(1).pose().rootYaw);
    assertEquals(0, body(0).seat());
    assertTrue(room.components().in(Scope.ROOM).contains(new Component.SeatTaken(0)));
    assertEquals(List.of(), step(new Intent.Sit(2, 4, 1)));
    assertEquals(List.of(refused(2, 5, Refused.SEATED)), step(new Intent.Sit(2, 5, 0)));
    assertEquals(List.of(refused(2, 6, Refused.NO_SUCH_THING)), step(new Intent.Sit(2, 6, 99)));
  }

  @Test
  void whoSitsMovesHeadAndHandsOnlyAndThatIsNoLie() {
    step(arrive(doctor(1)));
    put(1, -2.6, 0);
    step(new Intent.Sit(1, 1, 0));
    assertEquals(List.of(), step(walk(1, ++sample, 0.1, 0.1, 2)));
    assertEquals(-3.5, avatar(1).pose().rootX);
    assertEquals(-Math.PI / 2, avatar(1).pose().rootYaw);
    assertEquals(List.of(refused(1, 2, Refused.SEATED)), step(new Intent.Teleport(1, 2, 0, 0, 0)));
    assertEquals(List.of(), step(new Intent.Stand(1, 3)));
    assertFalse(room.components().in(Scope.ROOM).contains(new Component.SeatTaken(0)));
    assertEquals(-1, body(0).seat());
  }

  @Test
  void aSeatIsFreeAgainWhenItsSitterLeaves() {
    step(arrive(doctor(1)), arrive(patient(2)));
    put(1, -2.6, 0);
    step(new Intent.Sit(1, 1, 0));
    step(new Intent.Depart(1, -1));
    put(2, -2.6, 0);
    assertEquals(List.of(), step(new Intent.Sit(2, 1, 0)));
  }

  // Teleport.

  @Test
  void aTeleportNeedsAFreeLandingInSightNotTooFar() {
    step(arrive(doctor(1)), arrive(patient(2)));
    assertEquals(
        List.of(refused(1, 1, Refused.NOT_WALKABLE)),
        step(new Intent.Teleport(1, 1, -2, 1.8, 0)),
        "on the table");
    assertEquals(
        List.of(refused(1, 2, Refused.NOT_WALKABLE)),
        step(new Intent.Teleport(1, 2, 1.1, 0, 0)),
        "on somebody");
    assertEquals(
        List.of(refused(1, 3, Refused.NOT_WALKABLE)),
        step(new Intent.Teleport(1, 3, 0, -4, 0)),
        "beyond the wall");
    assertEquals(List.of(refused(1, 4, Refused.TOO_FAR)), step(new Intent.Teleport(1, 4, 9, 0, 0)));
    assertEquals(
        List.of(refused(1, 5, Refused.NOT_WALKABLE)),
        step(new Intent.Teleport(1, 5, Double.NaN, 0, 0)));
    assertEquals(List.of(), step(new Intent.Teleport(1, 6, 2.5, 1, 9)));
    assertEquals(2.5, avatar(1).pose().rootX);
    assertEquals(9 - 2 * Math.PI - 2 * Math.PI + 2 * Math.PI, avatar(1).pose().rootYaw, 1e-9);
    assertEquals(List.of(refused(1, 7, Refused.BUSY)), step(new Intent.Teleport(1, 7, 3.5, 1, 0)));
    rest(0.3);
    assertEquals(List.of(), step(new Intent.Teleport(1, 8, 1.5, 2.6, 0)));
    rest(0.3);
    assertEquals(
        List.of(refused(1, 9, Refused.NO_LINE_OF_SIGHT)),
        step(new Intent.Teleport(1, 9, 3.5, 2.6, 0)),
        "behind the cabinet");
    rest(0.3);
    assertEquals(List.of(), step(new Intent.Teleport(1, 10, -3.5, 1.8, 0)), "over the table");
  }

  // Items.

  @Test
  void theFirstOfTwoHandsWins() {
    step(arrive(doctor(1)), arrive(patient(2)));
    List<Outcome> outcomes =
        step(new Intent.PickUp(2, 1, 1, true), new Intent.PickUp(1, 2, 1, false));
    assertEquals(List.of(refused(1, 2, Refused.ITEM_HELD)), outcomes);
    assertEquals(1, item(1).holder());
    assertTrue(item(1).leftHand());
    assertEquals(1, body(1).leftItem());
    assertEquals(List.of(refused(2, 3, Refused.HAND_FULL)), step(new Intent.PickUp(2, 3, 2, true)));
    assertEquals(
        List.of(refused(2, 4, Refused.OUT_OF_REACH)), step(new Intent.PickUp(2, 4, 0, false)));
    assertEquals(
        List.of(refused(2, 5, Refused.NO_SUCH_THING)), step(new Intent.PickUp(2, 5, 7, false)));
    assertEquals(
        List.of(refused(2, 6, Refused.HAND_EMPTY)), step(new Intent.Release(2, 6, false, 0, 0, 0)));
  }

  @Test
  void whatIsPutDownLiesOnTheTableOrTheFloorBelowTheHand() {
    step(arrive(doctor(1)));
    step(new Intent.PickUp(1, 1, 1, false));
    put(1, -2, 1.1);
    // Facing +Z, the right hand above the table.
    step(
        new Intent.PoseSample(
            1,
            ++sample,
            0,
            0,
            Math.PI,
            Scenes.limb(0, 1.6, 0),
            Scenes.limb(-0.3, 1.1, -0.3),
            Scenes.limb(0.3, 1.1, -0.6)));
    assertEquals(List.of(), step(new Intent.Release(1, 2, false, 0, 0, 0)));
    assertEquals(-1, item(1).holder());
    assertEquals(-2.3, item(1).x(), 1e-3);
    assertEquals(0.75 + 0.15, item(1).y(), 1e-3);
    assertEquals(1.7, item(1).z(), 1e-3);
    rest(2);
    assertEquals(0.75 + 0.15, item(1).y(), 1e-2);
    step(new Intent.PickUp(1, 3, 1, false));
    step(walk(1, ++sample, 0, 0, 0));
    step(new Intent.Release(1, 4, false, Double.NaN, 0, 0));
    assertEquals(0.15, item(1).y(), 1e-3);
  }

  @Test
  void aThrownItemFliesLandsAndThenChangesNothing() {
    step(arrive(doctor(1)));
    step(new Intent.PickUp(1, 1, 1, false));
    step(new Intent.Release(1, 2, false, 0, 2, -400));
    PropState state = room.itemState(1);
    assertTrue(Math.abs(state.vz) <= 8, "clamped: " + state.vz);
    double farthest = 0;
    for (int i = 0; i < 8 * Scenes.HZ; i++) {
      step();
      farthest = Math.min(farthest, state.z);
    }
    assertTrue(farthest < -2 && farthest > -3, "reached the wall: " + farthest);
    assertEquals(0.15, item(1).y(), 0.02, "lies on the floor");
    step();
    assertEquals(List.of(), room.components().changes());
    step(new Intent.PickUp(1, 3, 1, false));
  }

  @Test
  void anOpenDoorwayIsSolidForItems() {
    for (double x : new double[] {-0.3, 0, 0.2}) {
      room = new Room(Scenes.room(false));
      step(arrive(doctor(1)));
      step(new Intent.PickUp(1, 1, 1, false), new Intent.DoorMovedBeyond(DOOR, true));
      put(1, x, -1.6);
      step(new Intent.Release(1, 2, false, 0, 1, -8));
      rest(4);
      assertTrue(item(1).z() > -3, "stayed: " + item(1));
    }
  }

  @Test
  void whoLeavesLeavesWhatTheyHeld() {
    step(arrive(doctor(1)));
    step(new Intent.PickUp(1, 1, 1, false), new Intent.PickUp(1, 2, 2, true));
    for (int i = 0; i < 100; i++) {
      step(walk(1, ++sample, 0.05, 0, -Math.PI / 2));
    }
    assertTrue(avatar(1).pose().rootX > 4.2, "in the arch");
    step(new Intent.Depart(1, ARCH));
    assertEquals(-1, item(1).holder());
    assertEquals(-1, item(2).holder());
    assertTrue(item(1).x() < 4 && item(1).x() > 3, "just inside: " + item(1));
  }

  @Test
  void feetPushWhatLiesOnTheFloor() {
    step(arrive(doctor(1)));
    Component.Item before = item(2);
    put(1, -1, -0.3);
    for (int i = 0; i < 60; i++) {
      step(walk(1, ++sample, 0, -0.03));
    }
    assertTrue(item(2).z() < before.z() - 0.3, "pushed: " + item(2));
    rest(4);
    step();
    assertEquals(List.of(), room.components().changes());
  }

  @Test
  void whatLayOnSomethingFallsWhenThatIsTaken() {
    step(arrive(doctor(1)));
    step(new Intent.PickUp(1, 1, 2, false));
    put(1, 0.7, 1.3);
    // The right hand, 0.3 m ahead and to the side, is above the other item.
    step(walk(1, ++sample, 0, 0, 0));
    step(new Intent.Release(1, 2, false, 0, 0, 0));
    assertEquals(0.3 + 0.05, item(2).y(), 1e-3, "on the other item");
    step(new Intent.PickUp(1, 3, 1, true));
    rest(3);
    assertEquals(0.05, item(2).y(), 0.02, "on the floor: " + item(2));
  }

  // Notes.

  @Test
  void oneOwnNoteGoesAlongAndTheStaffsIsForgottenWithTheLastOfThem() {
    step(arrive(doctor(1)), arrive(doctor(3)), arrive(patient(2)));
    step(
        new Intent.WriteNote(1, 1, "mine", false),
        new Intent.WriteNote(1, 2, "ours", true),
        new Intent.WriteNote(2, 3, "my own", false));
    assertEquals(
        List.of(new Component.Note("mine", 1)),
        List.copyOf(room.components().in(new Scope.Person(0))));
    assertEquals(
        List.of(new Component.Note("ours", 1)), List.copyOf(room.components().in(Scope.STAFF)));
    assertEquals(
        List.of(refused(2, 4, Refused.NOT_ALLOWED)),
        step(new Intent.WriteNote(2, 4, "sneaked in", true)));
    assertEquals(
        List.of(refused(2, 5, Refused.TOO_LONG)),
        step(new Intent.WriteNote(2, 5, "x".repeat(Limits.NOTE_CHARACTERS + 1), false)));
    Outcome.Left left = (Outcome.Left) step(new Intent.Depart(1, DOOR)).getLast();
    assertNotNull(left.carried());
    assertEquals("mine", left.carried().note());
    assertEquals(1, room.components().in(Scope.STAFF).size());
    step(new Intent.Depart(3, -1));
    assertEquals(0, room.components().in(Scope.STAFF).size());
    step(new Intent.Arrive(doctor(1), DOOR, left.carried()));
    int slot = avatar(1).slot();
    assertEquals(
        List.of(new Component.Note("mine", 1)),
        List.copyOf(room.components().in(new Scope.Person(slot))));
  }

  // Side-talks.

  @Test
  void aSideTalkIsForItsMembersAndEndsWithTheSecondLast() {
    step(arrive(doctor(1)), arrive(patient(2)), arrive(doctor(3)));
    Scope side = new Scope.Side(1);
    assertEquals(
        List.of(new Outcome.ScopeJoined(1, side), new Outcome.ScopeJoined(2, side)),
        step(new Intent.InviteToSideTalk(1, 1, 1, 0)));
    assertEquals(
        List.of(new Outcome.Said(side, 1, "psst")), step(new Intent.Chat(2, 1, "psst", 1)));
    assertEquals(
        List.of(refused(3, 1, Refused.NO_SUCH_THING)), step(new Intent.Chat(3, 1, "hey", 1)));
    assertEquals(
        List.of(refused(3, 2, Refused.NO_SUCH_THING)),
        step(new Intent.InviteToSideTalk(3, 2, 0, 1)),
        "who is not in it cannot add anybody");
    assertEquals(
        List.of(new Outcome.ScopeJoined(3, side)), step(new Intent.InviteToSideTalk(2, 2, 2, 1)));
    assertEquals(
        List.of(new Component.SideTalk(1, List.of(0, 1, 2))),
        List.copyOf(room.components().in(side)));
    assertEquals(List.of(new Outcome.ScopeLeft(1, side)), step(new Intent.LeaveSideTalk(1, 3, 1)));
    assertEquals(new Outcome.ScopeLeft(2, side), step(new Intent.Depart(2, -1)).getFirst());
    assertEquals(List.of(), List.copyOf(room.components().in(side)));
    step(arrive(patient(4)));
    assertEquals(
        new Outcome.ScopeJoined(1, new Scope.Side(2)),
        step(new Intent.InviteToSideTalk(1, 4, avatar(4).slot(), 0)).getFirst(),
        "numbers are not used again");
  }

  @Test
  void anonymousVisitorsAreNotBroughtTogetherInATalk() {
    room = new Room(Scenes.room(true));
    step(arrive(doctor(1)), arrive(patient(2)), arrive(patient(3)));
    assertEquals(2, step(new Intent.InviteToSideTalk(2, 1, 0, 0)).size(), "patient and doctor");
    assertEquals(
        List.of(refused(1, 1, Refused.NOT_ALLOWED)), step(new Intent.InviteToSideTalk(1, 1, 2, 1)));
  }

  @Test
  void talksAndTheirMembersAreBounded() {
    room = new Room(Scenes.room(false, 24));
    List<Intent> arrivals = new ArrayList<>();
    for (int id = 1; id <= 20; id++) {
      arrivals.add(arrive(doctor(id)));
    }
    step(arrivals.toArray(Intent[]::new));
    for (int i = 0; i < Limits.SIDE_TALKS_PER_ROOM; i++) {
      assertEquals(2, step(new Intent.InviteToSideTalk(1, i, 1, 0)).size());
    }
    assertEquals(
        List.of(refused(1, 99, Refused.TOO_MANY)), step(new Intent.InviteToSideTalk(1, 99, 1, 0)));
    for (int slot = 2; slot < Limits.SIDE_TALK_MEMBERS; slot++) {
      assertEquals(1, step(new Intent.InviteToSideTalk(1, slot, slot, 1)).size());
    }
    assertEquals(
        List.of(refused(1, 98, Refused.TOO_MANY)), step(new Intent.InviteToSideTalk(1, 98, 18, 1)));
  }

  // Figures.

  @Test
  void aFigureFollowsAtItsOwnPaceAndOnlyWhenOneIsFar() {
    room = new Room(Scenes.room(true));
    step(arrive(patient(1)));
    Component.Figure first = figure();
    step(walk(1, ++sample, 0.04, 0));
    for (int i = 0; i < 8; i++) {
      step(walk(1, ++sample, 0.04, 0));
    }
    assertEquals(first, figure(), "0.36 m is not far");
    for (int i = 0; i < 30 && figure().equals(first); i++) {
      step(walk(1, ++sample, 0.04, 0));
    }
    Component.Figure second = figure();
    assertNotEquals(first, second);
    assertEquals(first.id(), second.id());
    assertEquals(first.toX(), second.fromX());
    double way = Math.hypot(second.toX() - second.fromX(), second.toZ() - second.fromZ());
    assertEquals(way, (second.endStep() - second.startStep()) / (double) Scenes.HZ, 0.05);
    rest(4);
    for (int i = 0; i < 30; i++) {
      step(walk(1, ++sample, 0.04, 0));
    }
    rest(4);
    assertEquals(avatar(1).pose().rootX, figure().toX(), Figures.FOLLOWS_BEYOND);
  }

  private Component.Figure figure() {
    return (Component.Figure) room.components().in(Scope.VISITORS).iterator().next();
  }
}
