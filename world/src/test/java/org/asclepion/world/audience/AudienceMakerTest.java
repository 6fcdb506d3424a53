package org.asclepion.world.audience;

import static java.util.Objects.requireNonNull;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.asclepion.world.audience.Row.Size;
import org.asclepion.world.avatar.Pose;
import org.asclepion.world.avatar.Reach;
import org.asclepion.world.avatar.Role;
import org.asclepion.world.space.Acoustics;
import org.asclepion.world.space.Opening;
import org.asclepion.world.space.Point;
import org.asclepion.world.space.RoomKind;
import org.asclepion.world.space.RoomTemplate;
import org.junit.jupiter.api.Test;

/** The single rules of hearing and seeing, and what a hall of 500 costs. */
class AudienceMakerTest {
  private static final int DOOR = 40;

  private final List<Attendee> people = new ArrayList<>();
  private final List<Pose> poses = new ArrayList<>();
  private final AudienceMaker maker = maker(30, 20, 9);
  private int tick;

  private static AudienceMaker maker(double width, double depth, double hearing) {
    return new AudienceMaker(
        new RoomTemplate(
            0,
            "hall",
            RoomKind.CLASSROOM,
            List.of(
                new Point(0, depth), new Point(width, depth), new Point(width, 0), new Point(0, 0)),
            0,
            4,
            500,
            20,
            Set.of(Role.values()),
            false,
            false,
            List.of(),
            List.of(new Opening(DOOR, true, 1, 5, 0, 0, 0, 1, 2, true, false, false, true)),
            List.of(),
            List.of(),
            List.of(),
            new Acoustics(hearing, 6, 1, new Acoustics.Stand(2, 2, 1))));
  }

  private Attendee add(long id, boolean staff, boolean hidden, double x, double z) {
    Attendee who = new Attendee(id, staff, hidden);
    Pose pose = new Pose();
    Reach.rest(pose);
    people.add(who);
    poses.add(pose);
    maker.changed();
    put(who, x, z, 0);
    return who;
  }

  private void put(Attendee who, double x, double z, double yaw) {
    Pose pose = poses.get(people.indexOf(who));
    pose.rootX = x;
    pose.rootZ = z;
    pose.rootYaw = yaw;
    maker.moved(who, pose);
  }

  private Audience make() {
    return maker.make(++tick, people);
  }

  @Test
  void whoWaitsAnonymouslyHearsStaffAndIsHeardInASideTalkOnly() {
    add(1, true, false, 5, 5);
    Attendee patient = add(2, false, true, 6, 5);
    add(3, false, true, 7, 5);
    Audience aloud = make();
    assertTrue(aloud.hears(2, 1) && aloud.hears(3, 1) && aloud.sees(2, 1));
    assertFalse(aloud.hears(1, 2) || aloud.sees(1, 2));
    assertFalse(aloud.hears(2, 3) || aloud.hears(3, 2) || aloud.sees(2, 3));
    // Asked aside by staff.
    assertTrue(people.get(0).talks(1, 1) && patient.talks(1, 1));
    maker.changed();
    Audience aside = make();
    assertTrue(aside.hears(1, 2) && aside.hears(2, 1) && aside.sees(1, 2));
    assertFalse(aside.hears(3, 1) || aside.hears(3, 2) || aside.sees(3, 2));
  }

  @Test
  void whatTheHostDoesNotPermitIsNeitherHeardNorSeen() {
    add(1, true, false, 2, 2);
    add(2, false, false, 6, 5);
    assertTrue(make().hears(2, 1) && make().sees(2, 1));
    assertTrue(people.get(0).permits(false, true));
    maker.changed();
    assertFalse(make().hears(2, 1));
    assertTrue(make().sees(2, 1) && make().hears(1, 2));
    assertTrue(people.get(0).permits(true, false));
    maker.changed();
    assertTrue(make().hears(2, 1));
    assertFalse(make().sees(2, 1));
  }

  @Test
  void staffOnThePresentersPlaceReachTheWholeRoomAndNobodyElseDoes() {
    add(1, true, false, 2, 2);
    add(2, false, false, 2.5, 2);
    add(3, false, false, 29, 19);
    Audience audience = make();
    assertTrue(audience.hears(3, 1) && audience.sees(3, 1));
    assertFalse(audience.hears(3, 2) || audience.sees(3, 2), "a visitor beside the presenter");
    Row row = requireNonNull(audience.of(3));
    assertEquals(Size.HIGH, row.seenSize(row.findSeen(1)));
    put(people.get(0), 4, 2, 0);
    tick += 10;
    assertFalse(make().hears(3, 1), "left the place");
  }

  @Test
  void morePresentersThanTheBoundAreOrdinaryPeople() {
    for (int i = 0; i <= AudienceMaker.MOST_PRESENTERS; i++) {
      add(1 + i, true, false, 2, 2 + 0.1 * i);
    }
    add(100, false, false, 29, 19);
    Audience audience = make();
    for (int i = 0; i <= AudienceMaker.MOST_PRESENTERS; i++) {
      assertEquals(i < AudienceMaker.MOST_PRESENTERS, audience.hears(100, 1 + i), "number " + i);
    }
  }

  @Test
  void whatOneLooksAtFromNearIsWantedLarge() {
    Attendee viewer = add(1, false, false, 10, 10);
    add(2, false, false, 10, 8);
    add(3, false, false, 10, 16);
    Row row = requireNonNull(make().of(1));
    assertEquals(Size.HIGH, row.seenSize(row.findSeen(2)));
    assertEquals(Size.LOW, row.seenSize(row.findSeen(3)), "behind");
    assertTrue(row.seenPriority(row.findSeen(2)) > row.seenPriority(row.findSeen(3)));
    put(viewer, 10, 10, Math.PI);
    row = requireNonNull(lookAround().of(1));
    assertEquals(Size.LOW, row.seenSize(row.findSeen(2)));
    assertEquals(Size.MEDIUM, row.seenSize(row.findSeen(3)), "looked at, six metres off");
  }

  /** Takes movement in as often as it takes for a glance to count. */
  private Audience lookAround() {
    Audience audience = make();
    for (int look = 0; look < AudienceMaker.GLANCES; look++) {
      tick += 10;
      audience = make();
    }
    return audience;
  }

  @Test
  void voicesFromBeyondAreHeardThroughTheOpenDoorAndNoLonger() {
    add(1, false, false, 5, 2);
    add(2, false, true, 6, 2);
    add(3, false, false, 5, 19);
    Overheard both =
        new Overheard(DOOR, List.of(new Voice(70, true, 1), new Voice(71, false, 2.5)));
    maker.hear(both);
    assertFalse(make().hears(1, 70), "closed");
    maker.setOpen(0, true);
    assertFalse(make().hears(1, 70), "nobody said so since it opened");
    maker.hear(both);
    Audience open = make();
    assertTrue(open.hears(1, 70) && open.hears(1, 71) && open.hears(2, 70));
    assertFalse(open.hears(2, 71), "a visitor who waits hears staff only");
    assertFalse(open.hears(3, 70), "too far from the door");
    Row row = requireNonNull(open.of(1));
    assertEquals(DOOR, row.heardThrough(row.findHeard(71)));
    assertTrue(row.findSeen(71) < 0, "no picture passes");
    maker.hear(new Overheard(DOOR, List.of(new Voice(71, false, 8))));
    assertFalse(make().hears(1, 70) || make().hears(1, 71), "gone, and too far");
    maker.hear(both);
    assertTrue(make().hears(1, 70));
    maker.setOpen(0, false);
    assertFalse(make().hears(1, 70));
  }

  @Test
  void whoIsHereAlreadyIsNotHeardFromBeyond() {
    add(1, false, false, 5, 2);
    add(70, true, false, 29, 19);
    maker.setOpen(0, true);
    maker.hear(new Overheard(DOOR, List.of(new Voice(70, true, 1))));
    assertFalse(make().hears(1, 70), "across the hall, too far");
  }

  @Test
  void onlyThoseWhoSpeakAloudNearAnOpenDoorAreHeardOutside() {
    for (int i = 0; i < 2 * Overheard.MOST; i++) {
      add(1 + i, false, false, 5, 1 + 0.3 * i);
    }
    assertTrue(make().out().isEmpty(), "closed");
    maker.setOpen(0, true);
    people.get(0).talks(1, 1);
    people.get(1).permits(false, true);
    maker.changed();
    Overheard out = requireNonNull(make().through(DOOR));
    assertEquals(Overheard.MOST, out.voices().size());
    assertFalse(make().letsOut(DOOR, 1) || make().letsOut(DOOR, 2));
    assertTrue(make().letsOut(DOOR, 3) && make().letsOut(DOOR, 2 + Overheard.MOST));
    maker.setOpen(0, false);
    Audience closed = make();
    assertTrue(closed.out().isEmpty());
  }

  @Test
  void aHallOfFiveHundredIsBoundedAndQuietCostsNothing() {
    Random random = new Random(5);
    for (int i = 0; i < 500; i++) {
      add(i + 1, false, false, random.nextDouble() * 30, random.nextDouble() * 20);
    }
    Audience before = make();
    for (int n = 0; n < 500; n++) {
      assertEquals(AudienceMaker.MOST_HEARD, before.row(n).heardCount());
      assertEquals(AudienceMaker.MOST_SEEN, before.row(n).seenCount());
    }
    // Everybody walks: so many rows a step and no more, and after a while all are exact.
    for (Attendee who : people) {
      put(who, random.nextDouble() * 30, random.nextDouble() * 20, 1);
    }
    tick += 60;
    int steps = 0;
    for (Audience next = make(); next != before; next = make(), steps++) {
      int changed = 0;
      for (int n = 0; n < 500; n++) {
        changed += next.row(n) != before.row(n) ? 1 : 0;
      }
      assertTrue(changed <= AudienceMaker.ROWS_A_STEP, "rows in one step: " + changed);
      before = next;
    }
    assertEquals((500 + AudienceMaker.ROWS_A_STEP - 1) / AudienceMaker.ROWS_A_STEP, steps);
    maker.changed();
    tick += 20;
    assertSame(before, make(), "nothing is different when all are asked again");
    assertTrue(quietBytes() < 1_000, "a thousand quiet steps make nothing");
  }

  private long quietBytes() {
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    long bytes = threads.getCurrentThreadAllocatedBytes();
    for (int i = 0; i < 1_000; i++) {
      for (int n = 0; n < people.size(); n++) {
        maker.moved(people.get(n), poses.get(n));
      }
      make();
    }
    return threads.getCurrentThreadAllocatedBytes() - bytes;
  }
}
