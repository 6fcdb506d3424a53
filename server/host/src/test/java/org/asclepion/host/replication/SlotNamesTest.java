package org.asclepion.host.replication;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.netty.buffer.ByteBuf;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.asclepion.host.room.Mailbox;
import org.asclepion.host.room.Reception;
import org.asclepion.host.room.Replicator.Clock;
import org.asclepion.host.room.RoomKey;
import org.asclepion.protocol.v1.MediaSlot;
import org.asclepion.protocol.v1.MediaSource;
import org.asclepion.protocol.v1.Scope;
import org.asclepion.protocol.v1.ScopeKind;
import org.asclepion.protocol.v1.ServerFrame;
import org.asclepion.world.audience.Overheard;
import org.asclepion.world.audience.Voice;
import org.asclepion.world.avatar.Participant;
import org.asclepion.world.avatar.Role;
import org.asclepion.world.intent.Intent;
import org.asclepion.world.room.Room;
import org.asclepion.world.space.Acoustics;
import org.asclepion.world.space.Opening;
import org.asclepion.world.space.Point;
import org.asclepion.world.space.RoomKind;
import org.asclepion.world.space.RoomTemplate;
import org.asclepion.world.space.Spawn;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Who is told to be in whose slots: bodies that the receiver perceives, and nobody else. */
class SlotNamesTest {
  private static final int ARCH = 9;
  private static final RoomKey HERE = new RoomKey(0, "", "");
  private static final long DOCTOR = 1;
  private static final long PATIENT = 2;
  private static final long OTHER_PATIENT = 3;

  /** A client that keeps what it was told last. */
  private static final class Client extends ReadyOutbox {
    final Map<Integer, ScopeKind> scopes = new HashMap<>();
    final List<List<MediaSlot>> told = new ArrayList<>();

    @Override
    void take(ByteBuf bytes) {
      try {
        ServerFrame frame = ServerFrame.parseFrom(bytes.nioBuffer());
        if (frame.hasScopeOpened()) {
          Scope scope = frame.getScopeOpened().getScope();
          scopes.put(scope.getNumber(), scope.getKind());
        } else if (frame.hasMedia()) {
          told.add(frame.getMedia().getSlots().getSlotsList());
        }
      } catch (java.io.IOException e) {
        throw new AssertionError(e);
      }
    }

    /** What it was told last, as "mid source scope slot aperture". */
    List<String> last() {
      return told.getLast().stream()
          .map(
              slot ->
                  slot.getAperturePlusOne() > 0
                      ? slot.getMid() + " beyond " + (slot.getAperturePlusOne() - 1)
                      : slot.getMid() + " " + scopes.get(slot.getScope()) + " " + slot.getSlot())
          .toList();
    }
  }

  private final Map<Long, List<Reception.Held>> held = new HashMap<>();
  private List<String> displays = List.of();
  private final Reception reception =
      new Reception() {
        @Override
        public boolean isEmpty() {
          return held.isEmpty();
        }

        @Override
        public @Nullable List<Held> of(long participant) {
          return held.get(participant);
        }

        @Override
        public List<String> displays(long participant) {
          return displays;
        }

        @Override
        public boolean standsIn(long participant, RoomKey key) {
          return key.equals(HERE);
        }

        @Override
        public int slotOf(long participant) {
          return 5;
        }
      };
  private final Room room =
      new Room(
          new RoomTemplate(
              0,
              "waiting",
              RoomKind.WAITING,
              List.of(new Point(-4, 3), new Point(4, 3), new Point(4, -3), new Point(-4, -3)),
              0,
              3,
              8,
              30,
              Set.of(Role.values()),
              false,
              true,
              List.of(),
              List.of(
                  new Opening(
                      ARCH, false, 4, 4, 0, 0, -Math.PI / 2, 1.6, 2.2, true, true, true, true)),
              List.of(),
              List.of(new Spawn(0, 0, 0)),
              List.of(),
              Acoustics.ORDINARY));
  private final RoomReplicator replicator =
      new RoomReplicator(
          room,
          new Mailbox(() -> {}),
          new Clock(0, 33_333_333),
          new Nowhere(),
          new AtomicInteger(),
          reception);
  private final Client doctor = new Client();
  private final Client patient = new Client();
  private int tick;

  private void step(Intent... intents) {
    room.step(++tick, List.of(intents), new Random(1));
    replicator.publish();
  }

  private void enter() {
    replicator.admit(DOCTOR, doctor);
    replicator.admit(PATIENT, patient);
    replicator.admit(OTHER_PATIENT, new Client());
    step(
        arrive(DOCTOR, Role.DOCTOR),
        arrive(PATIENT, Role.PATIENT),
        arrive(OTHER_PATIENT, Role.PATIENT));
  }

  private static Intent arrive(long id, Role role) {
    return new Intent.Arrive(new Participant(id, role, "person " + id, 0, 0), -1, null);
  }

  private void holds(long receiver, String mid, Reception.Source source, long sender) {
    held.put(receiver, List.of(new Reception.Held(mid, source, sender)));
  }

  @Test
  void aVoiceIsNamedByABodyThatItsListenerSees() {
    enter();
    holds(PATIENT, "3", Reception.Source.MICROPHONE, DOCTOR);
    step();
    assertEquals(List.of("3 SCOPE_KIND_ROOM 0"), patient.last());
    step();
    assertEquals(1, patient.told.size(), "once");
    held.put(PATIENT, List.of());
    step();
    assertEquals(List.of(), patient.last());
    assertEquals(0, doctor.told.size(), "who has no slots hears nothing of them");
  }

  @Test
  void whoWaitsAnonymouslyIsNamedToTheStaffOfTheirTalkOnly() {
    enter();
    // Even if a router went wrong: there is no edge and no body to name them by.
    holds(PATIENT, "3", Reception.Source.MICROPHONE, OTHER_PATIENT);
    holds(DOCTOR, "4", Reception.Source.CAMERA, PATIENT);
    step();
    assertEquals(List.of(), patient.told.getLast());
    assertEquals(List.of(), doctor.told.getLast());
    step(new Intent.InviteToSideTalk(DOCTOR, 1, 1, 0));
    step();
    assertEquals(List.of("4 SCOPE_KIND_STAFF 1"), doctor.last());
    assertEquals(MediaSource.MEDIA_SOURCE_CAMERA, doctor.told.getLast().getFirst().getSource());
    assertEquals(List.of(), patient.last());
  }

  @Test
  void aVoiceThroughAnOpeningWithoutAViewIsNamedByTheOpening() {
    enter();
    holds(DOCTOR, "3", Reception.Source.MICROPHONE, 77);
    step(new Intent.HeardBeyond(new Overheard(ARCH, List.of(new Voice(77, true, 2)))));
    step();
    assertEquals(List.of("3 beyond " + ARCH), doctor.last());
  }

  @Test
  void whatAFullConnectionMissedIsToldLaterAndANewOneIsToldAgain() {
    enter();
    patient.ready = false;
    holds(PATIENT, "3", Reception.Source.MICROPHONE, DOCTOR);
    step();
    assertEquals(0, patient.told.size());
    patient.ready = true;
    step();
    step();
    assertEquals(List.of("3 SCOPE_KIND_ROOM 0"), patient.last());
    patient.told.clear();
    replicator.reattach(PATIENT);
    step();
    assertEquals(List.of("3 SCOPE_KIND_ROOM 0"), patient.last());
  }

  private static Reception.Held shown(RoomKey where) {
    return new Reception.Held(
        "7", Reception.Source.SCREEN, -1, new Reception.Shown(where, "Endoscope", 1));
  }

  @Test
  void aDeviceGoesByItsLabelInItsRoomOnly() {
    enter();
    held.put(PATIENT, List.of(shown(HERE)));
    held.put(DOCTOR, List.of(shown(new RoomKey(0, "another visit", ""))));
    step();
    MediaSlot slot = patient.told.getLast().getFirst();
    assertEquals("Endoscope", slot.getDevice().getLabel());
    assertEquals(1, slot.getDevice().getBoard());
    assertEquals(List.of(), doctor.told.getLast());
  }

  @Test
  void everybodyIsToldOfADisplayAndOfItsEnd() {
    enter();
    displays = List.of("Corridor");
    // Somebody calls, or a display would not be asked for.
    held.put(77L, List.of());
    step();
    assertEquals(1, patient.told.size(), "who has no slots as well");
    assertEquals(1, doctor.told.size());
    displays = List.of();
    held.clear();
    step();
    assertEquals(2, patient.told.size());
    step();
    assertEquals(2, patient.told.size());
  }
}
