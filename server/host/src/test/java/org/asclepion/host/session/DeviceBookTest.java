package org.asclepion.host.session;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.List;
import org.asclepion.host.room.RoomKey;
import org.asclepion.host.session.DeviceBook.Issued;
import org.asclepion.host.session.DeviceTicket.Way;
import org.junit.jupiter.api.Test;

/** How long a device's ticket is good. */
class DeviceBookTest {
  private static final RoomKey ROOM = new RoomKey(3, "visit", "");

  private long now = 1;
  private final DeviceBook book = new DeviceBook(() -> now);

  private Issued issue(RoomKey room, int minutes) {
    Issued issued = book.issue(room, 0, Way.IN, "Endoscope", Duration.ofMinutes(minutes));
    assertNotNull(issued);
    return issued;
  }

  @Test
  void itsTimeIsBounded() {
    Issued issued = issue(ROOM, 1);
    assertSame(issued.ticket(), book.find(issued.token()));
    assertNull(book.find(issued.token() + "x"));
    assertNull(book.find(issued.ticket().id()), "the id opens nothing");
    now += Duration.ofSeconds(59).toNanos();
    assertTrue(book.isGood(issued.ticket()));
    now += Duration.ofSeconds(1).toNanos();
    assertFalse(book.isGood(issued.ticket()));
    assertNull(book.find(issued.token()));
    assertEquals(List.of(), book.all());
  }

  @Test
  void itCanBeRevokedOnce() {
    Issued issued = issue(ROOM, 60);
    Issued other = issue(ROOM, 60);
    assertSame(issued.ticket(), book.revoke(issued.ticket().id()));
    assertNull(book.revoke(issued.ticket().id()));
    assertNull(book.find(issued.token()));
    assertSame(other.ticket(), book.find(other.token()));
  }

  @Test
  void itEndsWithItsRoom() {
    Issued here = issue(ROOM, 60);
    Issued elsewhere = issue(new RoomKey(3, "another visit", ""), 60);
    book.endAllOf(ROOM);
    assertNull(book.find(here.token()));
    assertNotNull(book.find(elsewhere.token()));
  }

  @Test
  void thereAreOnlySoMany() {
    Issued first = issue(ROOM, 1);
    for (int i = 1; i < DeviceBook.MAX_TICKETS; i++) {
      issue(ROOM, 60);
    }
    assertNull(book.issue(ROOM, 0, Way.IN, "one more", Duration.ofMinutes(1)));
    now += Duration.ofMinutes(1).toNanos();
    issue(ROOM, 60);
    assertNull(book.find(first.token()));
  }
}
