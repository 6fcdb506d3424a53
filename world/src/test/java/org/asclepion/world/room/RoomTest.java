package org.asclepion.world.room;

import static org.asclepion.world.room.Scenes.ARCH;
import static org.asclepion.world.room.Scenes.DOOR;
import static org.asclepion.world.room.Scenes.arrive;
import static org.asclepion.world.room.Scenes.doctor;
import static org.asclepion.world.room.Scenes.patient;
import static org.asclepion.world.room.Scenes.walk;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.asclepion.world.intent.Intent;
import org.asclepion.world.intent.Refused;
import org.asclepion.world.room.Outcome.Corrected;
import org.junit.jupiter.api.Test;

class RoomTest {
  private final Random random = new Random(1);
  private Room room = new Room(Scenes.room(false));
  private int tick;
  private int sample;

  private List<Outcome> step(Intent... intents) {
    room.step(++tick, List.of(intents), random);
    return new ArrayList<>(room.outcomes());
  }

  private List<Outcome> idle(int steps) {
    List<Outcome> all = new ArrayList<>();
    for (int i = 0; i < steps; i++) {
      all.addAll(step());
    }
    return all;
  }

  /** Walks somebody by a displacement, at walking pace. */
  private List<Outcome> go(long who, double dx, double dz) {
    List<Outcome> all = new ArrayList<>();
    int steps = (int) Math.ceil(Math.hypot(dx, dz) / 0.05);
    for (int i = 0; i < steps; i++) {
      all.addAll(step(walk(who, ++sample, dx / steps, dz / steps)));
    }
    return all;
  }

  private Avatar avatar(long who) {
    Avatar avatar = room.avatar(who);
    assertNotNull(avatar);
    return avatar;
  }

  @Test
  void aNewcomerStandsAtTheFirstSpawnAndIsInItsScopes() {
    List<Outcome> outcomes = step(arrive(doctor(11)));
    assertEquals(
        List.of(
            new Outcome.Entered(doctor(11), 0),
            new Outcome.ScopeJoined(11, Scope.ROOM),
            new Outcome.ScopeJoined(11, Scope.STAFF),
            new Outcome.ScopeJoined(11, new Scope.Person(0))),
        outcomes);
    assertEquals(0, avatar(11).pose().rootX);
    assertTrue(avatar(11).moved());
    assertTrue(avatar(11).poseIn(Scope.ROOM));
    assertFalse(avatar(11).poseIn(Scope.STAFF));
    step();
    assertFalse(avatar(11).moved());
  }

  @Test
  void whoLeavesIsTakenOutOfEveryScopeFirst() {
    step(arrive(doctor(11)), arrive(patient(12)));
    List<Outcome> outcomes = step(new Intent.Depart(12, -1));
    assertEquals(
        List.of(
            new Outcome.ScopeLeft(12, new Scope.Person(1)),
            new Outcome.ScopeLeft(12, Scope.ROOM),
            new Outcome.Left(patient(12), 1, -1, null)),
        outcomes);
    assertNull(room.avatar(12));
    assertTrue(
        room.components().in(Scope.ROOM).stream()
            .noneMatch(it -> it instanceof Component.Body body && body.slot() == 1));
    step(new Intent.Depart(11, -1));
    assertTrue(room.isEmpty());
  }

  @Test
  void aFullRoomSaysSo() {
    room = new Room(Scenes.room(false, 1));
    List<Outcome> outcomes = step(arrive(doctor(1)), arrive(doctor(2)));
    assertEquals(new Outcome.ArrivalRefused(doctor(2), Refused.ROOM_FULL), outcomes.getLast());
    assertNull(room.avatar(2));
  }

  @Test
  void wallsAndFurnitureStopABody() {
    step(arrive(doctor(1)));
    go(1, -9, 0);
    assertEquals(-4 + 0.22, avatar(1).pose().rootX, 1e-6);
    go(1, 0, 9);
    assertEquals(3 - 0.22, avatar(1).pose().rootZ, 1e-6);
  }

  @Test
  void bodiesStopEachOther() {
    step(arrive(doctor(1)), arrive(doctor(2)));
    go(1, 2, 0);
    assertEquals(1 - 0.44, avatar(1).pose().rootX, 1e-6);
  }

  @Test
  void aClosedDoorIsAWallAndAnOpenOneLeadsToItsThreshold() {
    step(arrive(doctor(1)));
    assertEquals(List.of(), Scenes.of(Outcome.AtThreshold.class, go(1, 0, -5)));
    assertEquals(-3 + 0.22, avatar(1).pose().rootZ, 1e-6);
    List<Outcome> opened = step(new Intent.UseDoor(1, 5, DOOR, true));
    assertTrue(opened.contains(new Outcome.DoorMoved(DOOR, true)));
    List<Outcome> walked = go(1, 0, -2);
    assertEquals(
        List.of(new Outcome.AtThreshold(doctor(1), 0, DOOR)),
        Scenes.of(Outcome.AtThreshold.class, walked));
    assertEquals(-3.35, avatar(1).pose().rootZ, 1e-6);
    assertEquals(
        List.of(new Outcome.DoorRefused(1, 0, DOOR, Refused.NO_VISIT)),
        step(new Intent.AdmissionRefused(1, DOOR, Refused.NO_VISIT)));
    assertEquals(
        List.of(new Outcome.NotGranted(1, 6, Refused.BUSY)),
        step(new Intent.UseDoor(1, 6, DOOR, false)));
    assertEquals(
        List.of(), Scenes.of(Outcome.AtThreshold.class, go(1, 0, 0.5)), "still near the door");
    assertEquals(
        List.of(), Scenes.of(Outcome.AtThreshold.class, go(1, 0, -0.5)), "not stepped back");
    go(1, 0, 1);
    assertEquals(1, Scenes.of(Outcome.AtThreshold.class, go(1, 0, -1)).size());
  }

  @Test
  void anArchIsAlwaysOpen() {
    step(arrive(doctor(1)));
    List<Outcome> walked = go(1, 5, 0);
    assertEquals(
        List.of(new Outcome.AtThreshold(doctor(1), 0, ARCH)),
        Scenes.of(Outcome.AtThreshold.class, walked));
    List<Outcome> left = step(new Intent.Depart(1, ARCH));
    Outcome.Left last = (Outcome.Left) left.getLast();
    assertEquals(ARCH, last.aperture());
    assertNotNull(last.carried());
    assertEquals(sample, last.carried().sample());
  }

  @Test
  void whoComesThroughADoorStandsInsideItAndTheLeafClosesBehindThem() {
    step(new Intent.Arrive(doctor(1), DOOR, null));
    assertEquals(-2.6, avatar(1).pose().rootZ, 1e-6);
    assertEquals(Math.PI, Math.abs(avatar(1).pose().rootYaw), 1e-6);
    assertTrue(room.components().in(Scope.ROOM).contains(new Component.Door(DOOR, true)));
    idle(10 * Scenes.HZ);
    assertTrue(room.components().in(Scope.ROOM).contains(new Component.Door(DOOR, true)));
    go(1, 0, 2);
    idle(5 * Scenes.HZ);
    assertTrue(room.components().in(Scope.ROOM).contains(new Component.Door(DOOR, true)));
    idle(2 * Scenes.HZ);
    assertTrue(room.components().in(Scope.ROOM).contains(new Component.Door(DOOR, false)));
  }

  @Test
  void aLeafHidesTheRoomFromItsWindow() {
    Scope window = new Scope.Window(DOOR);
    step(arrive(doctor(1)));
    assertFalse(avatar(1).poseIn(window));
    assertEquals(
        List.of(new Component.Door(DOOR, false)), List.copyOf(room.components().in(window)));
    step(new Intent.DoorMovedBeyond(DOOR, true));
    assertTrue(avatar(1).poseIn(window));
    assertTrue(room.components().in(window).stream().anyMatch(Component.Body.class::isInstance));
    assertTrue(room.components().in(window).stream().noneMatch(Component.Name.class::isInstance));
    step(new Intent.DoorMovedBeyond(DOOR, false));
    assertFalse(avatar(1).poseIn(window));
    assertEquals(
        List.of(new Component.Door(DOOR, false)), List.copyOf(room.components().in(window)));
  }

  @Test
  void samplesThatAreOldOrMadAreDroppedAndCounted() {
    step(arrive(doctor(1)));
    step(walk(1, 65_535, 0.01, 0));
    step(walk(1, 0, 0.01, 0));
    assertEquals(0.02, avatar(1).pose().rootX, 1e-9);
    assertEquals(
        List.of(new Corrected(1, Corrected.Kind.SAMPLE)),
        step(walk(1, 65_535, 0.01, 0), walk(1, 0, 0.01, 0), walk(1, 1, Double.NaN, 0)));
    assertEquals(0.02, avatar(1).pose().rootX, 1e-9);
    assertEquals(new Corrected(1, Corrected.Kind.SPEED), step(walk(1, 1, 1e300, 0)).getFirst());
    assertTrue(avatar(1).pose().rootX < 2);
  }

  @Test
  void anonymousVisitorsAreFiguresToEachOther() {
    room = new Room(Scenes.room(true));
    step(arrive(patient(1)), arrive(patient(2)), arrive(doctor(3)));
    assertTrue(
        room.components().in(Scope.ROOM).stream()
            .noneMatch(it -> it instanceof Component.Body body && body.slot() < 2));
    assertEquals(2, room.components().in(Scope.VISITORS).size());
    assertEquals(4, room.components().in(Scope.STAFF).size());
    assertFalse(avatar(1).poseIn(Scope.ROOM));
    assertTrue(avatar(1).poseIn(Scope.STAFF));
    assertTrue(avatar(1).poseIn(new Scope.Person(0)));
    assertFalse(avatar(1).poseIn(new Scope.Person(1)));
    assertFalse(avatar(1).poseIn(new Scope.Window(ARCH)));
    assertTrue(avatar(3).poseIn(Scope.ROOM));
    assertEquals(
        List.of(
            new Outcome.Said(Scope.STAFF, 0, "hello"),
            new Outcome.Said(new Scope.Person(0), 0, "hello")),
        step(new Intent.Chat(1, 1, "hello", 0)));
    assertEquals(
        List.of(new Outcome.NotGranted(1, 2, Refused.NO_SUCH_THING)),
        step(new Intent.InviteToSideTalk(1, 2, 1, 0)));
  }
}
