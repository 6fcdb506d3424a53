package org.asclepion.host.room;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class AttendanceTest {
  private final Attendance attendance = new Attendance();

  private void heard(int tick, int... senders) {
    for (int sender : senders) {
      attendance.heard(sender, tick);
    }
  }

  @Test
  void aRoomWhereNobodySendsIsNeverComplete() {
    assertFalse(attendance.isComplete(1));
  }

  @Test
  void everybodyWhoSentLatelyIsWaitedFor() {
    heard(1, 7, 8, 9);
    assertTrue(attendance.isComplete(1));
    assertFalse(attendance.isComplete(2));
    heard(2, 9, 7, 7);
    assertFalse(attendance.isComplete(2));
    heard(2, 8);
    assertTrue(attendance.isComplete(2));
  }

  @Test
  void theSilentAreNotWaitedForForever() {
    heard(1, 7, 8);
    int patient = 1 + Attendance.PATIENCE;
    heard(patient, 8);
    assertFalse(attendance.isComplete(patient));
    heard(patient + 1, 8);
    assertTrue(attendance.isComplete(patient + 1));
    heard(patient + 2, 8, 7);
    assertTrue(attendance.isComplete(patient + 2));
    heard(patient + 3, 8);
    assertFalse(attendance.isComplete(patient + 3), "who speaks again counts again");
  }

  @Test
  void aHallIsNeverComplete() {
    for (int sender = 0; sender < Attendance.MOST; sender++) {
      heard(1, sender);
    }
    assertTrue(attendance.isComplete(1));
    heard(1, Attendance.MOST, Attendance.MOST + 1, Attendance.MOST + 2);
    assertFalse(attendance.isComplete(1));
  }
}
