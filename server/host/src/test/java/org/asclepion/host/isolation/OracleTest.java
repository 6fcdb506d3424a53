package org.asclepion.host.isolation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import java.util.function.Supplier;
import org.asclepion.host.isolation.Violation.Kind;
import org.asclepion.protocol.pose.PoseColumns;
import org.asclepion.protocol.v1.Component;
import org.asclepion.protocol.v1.HandSide;
import org.asclepion.protocol.v1.ScopeKind;
import org.asclepion.world.avatar.Role;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * The oracle of the isolation walk works: it finds every deliberate fault, and none where there is
 * none.
 */
@Timeout(60)
class OracleTest {
  /** What a few people do; each play touches some of what must stay apart. */
  enum Play {
    /** A patient in the lobby, a doctor comes and goes. */
    COMPANY {
      @Override
      void on(Stage stage) throws InterruptedException {
        Walker patient = stage.enter(Role.PATIENT, "one", "lobby");
        Walker doctor = stage.enter(Role.DOCTOR, "one", "lobby");
        stage.run(() -> doctor.client.write(true));
        stage.run(() -> patient.client.write(false));
        stage.seen("known STAFF_NOTE", 1);
        stage.seen("known OWN_NOTE", 1);
        stage.run(doctor.client::leave);
        stage.await("gone", () -> bodies(patient) == 1);
      }
    },

    /** Three on the lawn, which is a hall; one goes. */
    HALL {
      @Override
      void on(Stage stage) throws InterruptedException {
        Walker patient = stage.enter(Role.PATIENT, "one", "lawn");
        stage.enter(Role.GUEST, "one", "lawn");
        Walker doctor = stage.enter(Role.DOCTOR, "one", "lawn");
        stage.seen("hall poses", 60);
        stage.await("posed", () -> posed(patient) == 3);
        stage.run(doctor.client::leave);
        stage.await("gone", () -> bodies(patient) == 2);
        stage.seen("hall poses", stage.crowd.findings().seen("hall poses") + 20);
      }
    },

    /** Two patients and a nurse wait; one patient goes out and comes back. */
    WAITING {
      @Override
      void on(Stage stage) throws InterruptedException {
        Walker first = stage.enter(Role.PATIENT, "one", "waiting");
        Walker second = stage.enter(Role.PATIENT, "two", "waiting");
        stage.enter(Role.NURSE, "one", "waiting");
        stage.has(second, ScopeKind.SCOPE_KIND_VISITORS);
        stage.run(first.client::say);
        stage.run(() -> first.client.speak(false, true));
        stage.seen("known CHAT", 2);
        stage.seen("voices", 2);
        stage.take(first);
        stage.cross(first, "lobby-waiting");
        stage.cross(first, "lobby-waiting");
        stage.has(first, ScopeKind.SCOPE_KIND_VISITORS);
      }
    },

    /** Somebody in the lobby, somebody in the gallery, an open arch between them. */
    ARCH {
      @Override
      void on(Stage stage) throws InterruptedException {
        stage.enter(Role.DOCTOR, "one", "gallery");
        Walker guest = stage.enter(Role.GUEST, "one", "lobby");
        stage.has(guest, ScopeKind.SCOPE_KIND_WINDOW);
        stage.seen("told SCOPE_KIND_WINDOW", 10);
      }
    },

    /** A doctor draws in the gallery, somebody in the lobby looks on. */
    DRAWN_BEYOND {
      @Override
      void on(Stage stage) throws InterruptedException {
        Walker doctor = stage.enter(Role.DOCTOR, "one", "gallery");
        Walker guest = stage.enter(Role.GUEST, "one", "lobby");
        stage.has(guest, ScopeKind.SCOPE_KIND_WINDOW);
        stage.run(() -> doctor.client.draw(doctor.x(), 1.4, doctor.z()));
        stage.seen("strokes", 1);
        stage.seen(
            "told SCOPE_KIND_WINDOW", stage.crowd.findings().seen("told SCOPE_KIND_WINDOW") + 10);
      }
    },

    /** A doctor and a nurse shake hands in the lobby, a patient stands by. */
    HANDS {
      @Override
      void on(Stage stage) throws InterruptedException {
        stage.enter(Role.PATIENT, "one", "lobby");
        Walker nurse = stage.enter(Role.NURSE, "one", "lobby");
        Walker doctor = stage.enter(Role.DOCTOR, "one", "lobby");
        stage.run(() -> doctor.walkTo(nurse.x(), nurse.z()));
        stage.run(() -> nurse.client.offer(HandSide.HAND_SIDE_RIGHT));
        stage.await(
            "shaken",
            () -> {
              doctor.client.shake(slot(nurse));
              return stage.crowd.findings().seen("handshakes") >= 2;
            });
      }
    },

    /** Two visits behind the same door. */
    CONSULTATIONS {
      @Override
      void on(Stage stage) throws InterruptedException {
        stage.enter(Role.PATIENT, "one", "consultation-1");
        Walker other = stage.enter(Role.PATIENT, "two", "consultation-1");
        stage.run(other.client::say);
        stage.seen("known CHAT", 1);
      }
    },

    /** A doctor and a nurse talk aside while a patient stands by. */
    ASIDE {
      @Override
      void on(Stage stage) throws InterruptedException {
        stage.enter(Role.PATIENT, "one", "lobby");
        Walker nurse = stage.enter(Role.NURSE, "one", "lobby");
        Walker doctor = stage.enter(Role.DOCTOR, "one", "lobby");
        stage.run(() -> doctor.client.invite(slot(nurse), 0));
        stage.has(nurse, ScopeKind.SCOPE_KIND_SIDE);
        stage.run(() -> nurse.client.whisper(1));
        stage.seen("known SIDE", 2);
      }
    },

    /** A glass door into the garden, opened and closed. */
    GLASS_DOOR {
      @Override
      void on(Stage stage) throws InterruptedException {
        Walker guest = stage.enter(Role.GUEST, "one", "lobby");
        stage.approach(guest, "lobby-garden");
        stage.leaf(guest, "lobby-garden", true);
        int door = stage.crowd.plan().aperture("lobby-garden");
        stage.await("the view", () -> windowIsOpen(guest, door));
        stage.leaf(guest, "lobby-garden", false);
        stage.seen("told SCOPE_KIND_ROOM", stage.crowd.findings().seen("told SCOPE_KIND_ROOM") + 5);
      }
    },

    /** The same, but the leaf on the garden's side closes by itself, then opens again. */
    GLASS_DOOR_SHUTS_BEYOND {
      @Override
      void on(Stage stage) throws InterruptedException {
        Walker other = stage.enter(Role.PATIENT, "one", "garden");
        Walker guest = stage.enter(Role.GUEST, "one", "lobby");
        int door = stage.crowd.plan().aperture("lobby-garden");
        stage.approach(other, "treatment-garden");
        stage.approach(guest, "lobby-garden");
        stage.leaf(guest, "lobby-garden", true);
        stage.await("somebody in the garden", () -> inWindow(guest, door) > 0);
        stage.await("the far leaf shut", () -> inWindow(guest, door) == 0);
        stage.run(other.client::say);
        stage.leaf(guest, "lobby-garden", false);
        stage.leaf(guest, "lobby-garden", true);
        stage.await("somebody in the garden again", () -> inWindow(guest, door) > 0);
      }
    },

    /** From the lobby into the gallery, where the connection is lost and found. */
    ON_THE_WAY {
      @Override
      void on(Stage stage) throws InterruptedException {
        stage.enter(Role.DOCTOR, "one", "lobby");
        Walker guest = stage.enter(Role.GUEST, "one", "lobby");
        stage.cross(guest, "lobby-gallery");
        stage.loseAndResume(guest);
        stage.has(guest, ScopeKind.SCOPE_KIND_ROOM);
        stage.seen("told SCOPE_KIND_ROOM", stage.crowd.findings().seen("told SCOPE_KIND_ROOM") + 9);
      }
    };

    abstract void on(Stage stage) throws InterruptedException;
  }

  /** A fault, the play that shows it, and what the oracle must say. */
  @SuppressWarnings("ImmutableEnumChecker") // its functions hold nothing
  enum Wrong {
    STAFF_STREAM_TO_ALL(
        Play.COMPANY,
        Kind.NOT_A_MEMBER,
        () -> new Fault.ScopeForAll(ScopeKind.SCOPE_KIND_STAFF, true)),
    STAFF_FRAMES_TO_ALL(
        Play.COMPANY, Kind.SECRET, () -> new Fault.ScopeForAll(ScopeKind.SCOPE_KIND_STAFF, false)),
    PERSON_STREAM_TO_NEIGHBOUR(
        Play.COMPANY,
        Kind.NOT_A_MEMBER,
        () -> new Fault.ScopeForAll(ScopeKind.SCOPE_KIND_PERSON, true)),
    PERSON_FRAMES_TO_NEIGHBOUR(
        Play.COMPANY,
        Kind.UNOPENED_STREAM,
        () -> new Fault.ScopeForAll(ScopeKind.SCOPE_KIND_PERSON, false)),
    OWN_NOTE_IN_ROOM(
        Play.COMPANY, Kind.SECRET, () -> new Fault.OwnThingsForAll(Component.ValueCase.NOTE)),
    LATE_REMOVAL(Play.COMPANY, Kind.LATE_REMOVAL, Fault.NoRemovals::new),
    LOOKS_SWAPPED(Play.COMPANY, Kind.STRANGER, Fault.LooksSwapped::new),
    MORE_THAN_IS_SAID(Play.COMPANY, Kind.GARBLED, Fault.MoreThanIsSaid::new),
    LANES_NEVER_END(Play.HALL, Kind.LATE_REMOVAL, Fault.LanesNeverEnd::new),
    POSES_OF_NOBODY(Play.HALL, Kind.STRANGER, Fault.PosesOfNobody::new),
    VISITORS_BODY_IN_WAITING_ROOM(
        Play.WAITING,
        Kind.VISITOR_EXPOSED,
        () -> new Fault.OwnThingsForAll(Component.ValueCase.BODY)),
    VISITORS_NAME_IN_WAITING_ROOM(
        Play.WAITING, Kind.SECRET, () -> new Fault.OwnThingsForAll(Component.ValueCase.NAME)),
    VISITORS_VOICE_IN_WAITING_ROOM(
        Play.WAITING,
        Kind.VISITOR_EXPOSED,
        () -> new Fault.OwnThingsForAll(Component.ValueCase.VOICE)),
    VISITORS_POSE_IN_WAITING_ROOM(Play.WAITING, Kind.VISITOR_EXPOSED, Fault.OwnPoseForAll::new),
    VISITORS_WORDS_IN_WAITING_ROOM(
        Play.WAITING, Kind.SECRET, () -> new Fault.WordsForAll(ScopeKind.SCOPE_KIND_PERSON)),
    HOLDER_NAMED_IN_WAITING_ROOM(Play.WAITING, Kind.VISITOR_EXPOSED, Fault.HoldersNamed::new),
    FIGURE_NUMBERED_AGAIN(Play.WAITING, Kind.FIGURE, Fault.FiguresRenumbered::new),
    NAME_IN_WINDOW(Play.ARCH, Kind.NAME_IN_WINDOW, Fault.NamesInWindows::new),
    STROKES_IN_WINDOWS(Play.DRAWN_BEYOND, Kind.WRONG_SCOPE, Fault.StrokesInWindows::new),
    HANDSHAKES_FOR_ALL(Play.HANDS, Kind.WRONG_SCOPE, Fault.HandshakesForAll::new),
    TWO_VISITS_IN_ONE_INSTANCE(
        Play.CONSULTATIONS, Kind.JOURNAL, Fault.None::new, person -> "the same"),
    ONE_INSTANCE_TOLD_TO_ANOTHER(
        Play.CONSULTATIONS, Kind.WRONG_INSTANCE, Fault.InstancesMixed::new),
    SIDE_TALK_TO_ROOM(
        Play.ASIDE, Kind.SECRET, () -> new Fault.WordsForAll(ScopeKind.SCOPE_KIND_SIDE)),
    SIDE_STREAM_TO_ALL(
        Play.ASIDE,
        Kind.NOT_A_MEMBER,
        () -> new Fault.ScopeForAll(ScopeKind.SCOPE_KIND_SIDE, true)),
    WINDOW_THROUGH_CLOSED_DOOR(Play.GLASS_DOOR, Kind.CLOSED_WINDOW, Fault.WindowsStayOpen::new),
    KEYFRAME_OF_OLD_ROOM(Play.ON_THE_WAY, Kind.UNOPENED_STREAM, () -> new Fault.OldKeyframe(false)),
    STREAM_OF_OLD_ROOM(Play.ON_THE_WAY, Kind.WRONG_INSTANCE, () -> new Fault.OldKeyframe(true)),
    OLD_ROOM_AFTER_RESUME(Play.ON_THE_WAY, Kind.UNOPENED_STREAM, Fault.OldRoomAfterResume::new);

    final Play play;
    final Kind expected;
    final Supplier<Fault> fault;
    final Function<Person, String> visit;

    Wrong(Play play, Kind expected, Supplier<Fault> fault) {
      this(play, expected, fault, Person::visit);
    }

    Wrong(Play play, Kind expected, Supplier<Fault> fault, Function<Person, String> visit) {
      this.play = play;
      this.expected = expected;
      this.fault = fault;
      this.visit = visit;
    }
  }

  @ParameterizedTest
  @EnumSource
  void findsTheFault(Wrong wrong) throws Exception {
    try (Crowd crowd =
        new Crowd(1, Duration.ofSeconds(30), FaultyReplicator.with(wrong.fault.get()))) {
      crowd.run(() -> crowd.visitToAskFor(wrong.visit));
      BooleanSupplier found = () -> crowd.findings().has(wrong.expected);
      try {
        wrong.play.on(new Stage(crowd, found));
        crowd.await("found " + wrong.expected, Duration.ofSeconds(8), found);
      } catch (Stage.Enough _) {
        // As it should be.
      }
      assertTrue(found.getAsBoolean());
      System.out.println(wrong + ": " + crowd.findings().counts());
    }
  }

  @ParameterizedTest
  @EnumSource
  void findsNothingWhereNothingIsWrong(Play play) throws Exception {
    try (Crowd crowd =
        new Crowd(1, Duration.ofSeconds(30), FaultyReplicator.with(new Fault.None()))) {
      play.on(new Stage(crowd));
      // One look at everything that is held.
      crowd.await("audit", Duration.ofSeconds(5), () -> crowd.findings().seen("frames") > 50);
      crowd.run(crowd.oracle()::audit);
      assertEquals(List.of(), crowd.findings().violations());
    }
  }

  private static int slot(Walker walker) {
    Stay stay = walker.client.line().stay();
    return stay == null ? -1 : stay.slot;
  }

  private static long bodies(Walker walker) {
    State room = walker.client.line().state(ScopeKind.SCOPE_KIND_ROOM);
    return room == null ? 0 : room.all().stream().filter(Component::hasBody).count();
  }

  private static int posed(Walker walker) {
    PoseColumns poses = walker.client.line().poses(ScopeKind.SCOPE_KIND_ROOM);
    return poses == null ? 0 : poses.size();
  }

  private static boolean windowIsOpen(Walker walker, int aperture) {
    return inWindow(walker, aperture) >= 0;
  }

  /** Bodies seen through an aperture, -1 when nothing is. */
  private static long inWindow(Walker walker, int aperture) {
    for (Line.Open it : walker.client.line().open()) {
      if (it.stream.kind == ScopeKind.SCOPE_KIND_WINDOW
          && it.stream.subject == aperture
          && it.state != null) {
        return it.state.all().stream().filter(Component::hasBody).count();
      }
    }
    return -1;
  }
}
