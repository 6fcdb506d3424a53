package org.asclepion.world.room;

import static org.asclepion.world.room.Scenes.arrive;
import static org.asclepion.world.room.Scenes.doctor;
import static org.asclepion.world.room.Scenes.patient;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.asclepion.world.avatar.Side;
import org.asclepion.world.drawing.Polyline;
import org.asclepion.world.intent.Intent;
import org.asclepion.world.intent.Limits;
import org.asclepion.world.intent.Refused;
import org.junit.jupiter.api.Test;

/** Lines in the air and on whiteboards, their bounds, and taking them away. */
class StrokesTest {
  private final Random random = new Random(4);
  private Room room = new Room(Scenes.room(false));
  private int tick;

  private List<Outcome> step(Intent... intents) {
    room.step(++tick, List.of(intents), random);
    return new ArrayList<>(room.outcomes());
  }

  /** So that nobody has drawn too fast. */
  private void rest() {
    for (int i = 0; i < 3 * Scenes.HZ; i++) {
      step();
    }
  }

  private static List<Outcome> refused(long who, Refused reason) {
    return List.of(new Outcome.NotGranted(who, 7, reason));
  }

  private List<Component.Stroke> strokes(Scope scope) {
    List<Component.Stroke> strokes = new ArrayList<>();
    for (Component component : room.components().in(scope)) {
      if (component instanceof Component.Stroke stroke) {
        strokes.add(stroke);
      }
    }
    return strokes;
  }

  private static Intent draw(long who, boolean begins, boolean ends, int... points) {
    return new Intent.Draw(who, 7, Side.RIGHT, begins, ends, 2, 6, new Polyline(3, points));
  }

  /** A line of so many points in the air before somebody at the first spawn. */
  private static int[] air(int count) {
    int[] points = new int[3 * count];
    for (int i = 0; i < count; i++) {
      points[3 * i] = i % 300;
      points[3 * i + 1] = 1_400;
      points[3 * i + 2] = -400;
    }
    return points;
  }

  private static Intent erase(long who, Intent.Erasing what, int stroke) {
    return new Intent.Erase(who, 7, what, stroke);
  }

  // Drawing.

  @Test
  void aLineGrowsPieceByPiece() {
    step(arrive(doctor(1)));
    assertEquals(List.of(), step(draw(1, true, false, air(60))));
    assertEquals(List.of(), step(draw(1, false, false, air(30))));
    List<Component.Stroke> told = strokes(Scope.ROOM);
    assertEquals(List.of(64, 27), told.stream().map(it -> it.points().count()).toList());
    assertEquals(told.get(0).points().part(63, 64), told.get(1).points().part(0, 1), "joined");
    assertEquals(List.of(0, 1), told.stream().map(Component.Stroke::piece).toList());
    assertEquals(-1, told.get(0).whiteboard());
    assertEquals(2, told.get(0).colour());
    assertEquals(6, told.get(0).widthMillimetres());
    step(draw(1, false, true));
    assertEquals(
        refused(1, Refused.NO_SUCH_THING), step(draw(1, false, false, air(2))), "it was finished");
  }

  @Test
  void whoDrawsIsSeenToDraw() {
    step(arrive(doctor(1)));
    step(draw(1, true, false, air(2)));
    assertTrue(bodyDraws(Side.RIGHT));
    step(draw(1, false, true, air(2)));
    assertTrue(bodyDraws(Side.NONE));
  }

  private boolean bodyDraws(Side side) {
    return room.components().in(Scope.ROOM).stream()
        .anyMatch(it -> it instanceof Component.Body body && body.drawing() == side);
  }

  @Test
  void aLineInTheAirKeepsWithinReachAndInTheRoom() {
    step(arrive(doctor(1)));
    assertEquals(refused(1, Refused.OUT_OF_REACH), step(draw(1, true, false, 0, 1_400, -1_700)));
    assertEquals(refused(1, Refused.OUT_OF_REACH), step(draw(1, true, false, 0, -10, 0)));
    step(new Intent.Teleport(1, 1, 3.2, -2.2, 0));
    assertEquals(
        refused(1, Refused.OUT_OF_REACH),
        step(draw(1, true, false, 3_200, 1_400, -3_300)),
        "beyond the wall");
    assertEquals(List.of(), strokes(Scope.ROOM));
  }

  @Test
  void aLineNearAWhiteboardIsLaidOntoIt() {
    step(arrive(doctor(1)));
    // It faces north: for its reader, who looks south, right is west.
    step(draw(1, true, false, -300, 1_600, 2_850, -400, 1_400, 2_600, 5_000, 9_000, 2_900));
    assertEquals(List.of(), strokes(Scope.ROOM), "strayed too far");
    step(draw(1, true, false, -300, 1_600, 2_850, -400, 1_400, 2_600, 1_200, 2_300, 2_900));
    Component.Stroke stroke = strokes(Scope.ROOM).getFirst();
    assertEquals(0, stroke.whiteboard());
    assertEquals(
        new Polyline(2, new int[] {300, 100, 400, -100, -900, 600}),
        stroke.points(),
        "in its frame");
  }

  @Test
  void aWhiteboardOfTheStaffIsForTheStaff() {
    step(arrive(doctor(1)), arrive(patient(2)));
    int[] onIt = {-3_880, 1_500, 1_000, -3_900, 1_600, 1_050};
    assertEquals(refused(2, Refused.NOT_ALLOWED), step(draw(2, true, true, onIt)));
    assertEquals(List.of(), step(draw(1, true, true, onIt)));
    assertEquals(List.of(), strokes(Scope.ROOM));
    Component.Stroke stroke = strokes(Scope.STAFF).getFirst();
    assertEquals(1, stroke.whiteboard());
    assertEquals(
        refused(2, Refused.NO_SUCH_THING),
        step(erase(2, Intent.Erasing.STROKE, stroke.stroke())),
        "not even that it is there");
  }

  @Test
  void nothingDrawnIsSeenThroughAWindow() {
    step(arrive(doctor(1)));
    step(draw(1, true, true, air(3)), new Intent.UseDoor(1, 1, Scenes.DOOR, true));
    for (Scope scope : room.components().scopes()) {
      assertEquals(scope.equals(Scope.ROOM), !strokes(scope).isEmpty(), "strokes in " + scope);
    }
  }

  @Test
  void whoWaitsAnonymouslyDrawsNothing() {
    room = new Room(Scenes.room(true));
    step(arrive(patient(1)), arrive(doctor(2)));
    assertEquals(refused(1, Refused.NOT_ALLOWED), step(draw(1, true, true, air(3))));
  }

  // Bounds.

  @Test
  void tooManyPointsAreRefusedByName() {
    step(arrive(doctor(1)));
    assertEquals(
        refused(1, Refused.TOO_LONG), step(draw(1, true, false, air(Limits.DRAW_POINTS + 1))));
    for (int i = 0; i < Limits.STROKE_POINTS / Limits.DRAW_POINTS; i++) {
      rest();
      assertEquals(List.of(), step(draw(1, i == 0, false, air(Limits.DRAW_POINTS))));
    }
    assertEquals(Component.Stroke.PIECES, strokes(Scope.ROOM).size());
    assertEquals(refused(1, Refused.TOO_LONG), step(draw(1, false, false, air(1))));
    assertEquals(
        refused(1, Refused.NO_SUCH_THING), step(draw(1, false, false, air(1))), "it is closed");
  }

  @Test
  void aFloodOfPointsIsRefusedUntilTimeHasPassed() {
    step(arrive(doctor(1)));
    int batches = Limits.DRAW_POINTS_PER_SECOND * Limits.DRAW_BANK_SECONDS / Limits.DRAW_POINTS;
    for (int i = 0; i < batches; i++) {
      assertEquals(List.of(), step(draw(1, true, true, air(Limits.DRAW_POINTS))));
    }
    Intent more = draw(1, true, true, air(Limits.DRAW_POINTS));
    room.step(++tick, List.of(more, more), random);
    assertTrue(room.outcomes().contains(new Outcome.NotGranted(1, 7, Refused.BUSY)));
    rest();
    assertEquals(List.of(), step(more));
  }

  @Test
  void ofTooManyLinesOnesOwnOldestGoes() {
    step(arrive(doctor(1)), arrive(doctor(2)));
    step(draw(2, true, true, 900, 1_400, -300));
    for (int i = 0; i <= Limits.STROKES_PER_PERSON; i++) {
      assertEquals(List.of(), step(draw(1, true, true, air(2))));
    }
    List<Integer> numbers = strokes(Scope.ROOM).stream().map(Component.Stroke::stroke).toList();
    assertEquals(1 + Limits.STROKES_PER_PERSON, numbers.size());
    assertEquals(List.of(1, 3), numbers.subList(0, 2), "the other's stays, one's own first goes");
  }

  @Test
  void aFullRoomForgetsWhoHasLeftFirst() {
    int people = Limits.STROKES_PER_ROOM / Limits.STROKES_PER_PERSON;
    List<Intent> arrivals = new ArrayList<>();
    for (int id = 1; id <= people + 1; id++) {
      arrivals.add(arrive(doctor(id)));
    }
    room.step(++tick, arrivals, random);
    for (int i = 0; i < Limits.STROKES_PER_PERSON; i++) {
      List<Intent> all = new ArrayList<>();
      for (int id = 1; id <= people; id++) {
        all.add(draw(id, true, true, 0, 1_400, -i));
      }
      room.step(++tick, all, random);
      assertEquals(List.of(), room.outcomes());
    }
    long last = people + 1L;
    assertEquals(
        refused(last, Refused.TOO_MANY), step(draw(last, true, true, air(2))), "nobody has left");
    step(new Intent.Depart(2, -1));
    assertEquals(List.of(), step(draw(last, true, true, air(2))));
    List<Integer> numbers = strokes(Scope.ROOM).stream().map(Component.Stroke::stroke).toList();
    assertEquals(Limits.STROKES_PER_ROOM, numbers.size());
    assertTrue(numbers.contains(1) && !numbers.contains(2), "the first of the one who left");
  }

  // Taking away.

  @Test
  void undoTakesOnesOwnLastLine() {
    step(arrive(doctor(1)), arrive(patient(2)));
    step(draw(1, true, true, air(2)), draw(2, true, true, air(2)), draw(1, true, true, air(2)));
    assertEquals(List.of(), step(erase(1, Intent.Erasing.LAST, 0)));
    assertEquals(List.of(1, 2), strokes(Scope.ROOM).stream().map(it -> it.stroke()).toList());
    step(erase(1, Intent.Erasing.LAST, 0));
    assertEquals(refused(1, Refused.NO_SUCH_THING), step(erase(1, Intent.Erasing.LAST, 0)));
    assertEquals(1, strokes(Scope.ROOM).size());
  }

  @Test
  void visitorsEraseTheirOwnAndStaffAnybodys() {
    step(arrive(doctor(1)), arrive(patient(2)));
    step(draw(1, true, true, air(2)), draw(2, true, true, air(2)), draw(2, true, true, air(2)));
    assertEquals(refused(2, Refused.NOT_ALLOWED), step(erase(2, Intent.Erasing.STROKE, 1)));
    assertEquals(refused(2, Refused.NO_SUCH_THING), step(erase(2, Intent.Erasing.STROKE, 99)));
    assertEquals(List.of(), step(erase(2, Intent.Erasing.STROKE, 2)));
    assertEquals(List.of(), step(erase(1, Intent.Erasing.STROKE, 3)));
    assertEquals(refused(2, Refused.NOT_ALLOWED), step(erase(2, Intent.Erasing.ALL, 0)));
    assertEquals(List.of(), step(erase(1, Intent.Erasing.ALL, 0)));
    assertEquals(List.of(), strokes(Scope.ROOM));
  }

  @Test
  void whatWasDrawnGoesWithTheLastPerson() {
    step(arrive(doctor(1)), arrive(patient(2)));
    step(draw(1, true, true, air(2)));
    step(new Intent.Depart(1, -1));
    assertEquals(1, strokes(Scope.ROOM).size(), "somebody is still there");
    step(new Intent.Depart(2, -1));
    assertEquals(List.of(), strokes(Scope.ROOM));
  }
}
