package org.asclepion.world.room;

import static org.asclepion.world.room.Scenes.arrive;
import static org.asclepion.world.room.Scenes.doctor;
import static org.asclepion.world.room.Scenes.patient;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.asclepion.world.intent.Intent;
import org.junit.jupiter.api.Test;

/** What others know of a microphone. */
class VoicesTest {
  private final Random random = new Random(3);
  private Room room = new Room(Scenes.room(false));
  private int tick;

  private void step(Intent... intents) {
    room.step(++tick, List.of(intents), random);
  }

  private List<Component> voices(Scope scope) {
    List<Component> voices = new ArrayList<>(room.components().in(scope));
    voices.removeIf(component -> !(component instanceof Component.Voice));
    return voices;
  }

  @Test
  void aMicrophoneIsClosedUntilItsOwnerOpensIt() {
    step(arrive(doctor(1)));
    assertEquals(List.of(), voices(Scope.ROOM));
    step(new Intent.SetVoice(1, 1, false, false));
    assertEquals(List.of(new Component.Voice(0, false)), voices(Scope.ROOM));
    step(new Intent.SetVoice(1, 2, false, true));
    assertEquals(List.of(new Component.Voice(0, true)), voices(Scope.ROOM));
    step(new Intent.SetVoice(1, 3, true, true));
    assertEquals(List.of(), voices(Scope.ROOM));
  }

  @Test
  void whoTalksAsideIsSilentToTheOthers() {
    step(arrive(doctor(1)), arrive(patient(2)), arrive(patient(3)));
    step(new Intent.InviteToSideTalk(1, 1, 1, 0), new Intent.SetVoice(1, 2, false, true));
    assertEquals(List.of(new Component.Voice(0, false)), voices(Scope.ROOM));
    assertEquals(List.of(new Component.Voice(0, true)), voices(new Scope.Side(1)));
    step(new Intent.LeaveSideTalk(1, 3, 1));
    assertEquals(List.of(new Component.Voice(0, true)), voices(Scope.ROOM));
    assertEquals(List.of(), voices(new Scope.Side(1)));
  }

  @Test
  void whoWaitsAnonymouslyIsKnownToStaffAndThemselves() {
    room = new Room(Scenes.room(true));
    step(arrive(doctor(1)), arrive(patient(2)), arrive(patient(3)));
    step(new Intent.SetVoice(2, 1, false, true));
    List<Component> told = List.of(new Component.Voice(1, true));
    assertEquals(List.of(), voices(Scope.ROOM));
    assertEquals(told, voices(Scope.STAFF));
    assertEquals(told, voices(new Scope.Person(1)));
    assertEquals(List.of(), voices(new Scope.Person(2)));
  }

  @Test
  void whoIsAwayDoesNotTalkAndWhoLeavesIsForgotten() {
    step(arrive(doctor(1)), arrive(patient(2)));
    step(new Intent.SetVoice(1, 1, false, true));
    step(new Intent.SetAway(1, true));
    assertEquals(List.of(new Component.Voice(0, false)), voices(Scope.ROOM));
    step(new Intent.Depart(1, -1));
    assertEquals(List.of(), voices(Scope.ROOM));
  }
}
