package org.asclepion.host.media;

import org.asclepion.media.route.Audience;
import org.asclepion.media.route.Codec;
import org.asclepion.media.route.Source;
import org.asclepion.world.audience.Row;

/**
 * A room's audience as the router knows it: the edges of those who have sound and pictures and have
 * them switched on. Static; reads what is true now.
 */
final class Edges {
  private static final int LOW_PIXELS = 180;
  private static final int MEDIUM_PIXELS = 360;
  private static final int HIGH_PIXELS = 720;

  /** Above every camera: somebody shows it in order to be looked at. */
  private static final int SCREEN_PRIORITY = 256;

  /** Above every screen: it hangs on the wall for all. */
  private static final int DEVICE_PRIORITY = 1_024;

  /** A display's own board before screens, and those before other boards. */
  private static final int OWN_BOARD_PRIORITY = 3;

  private static final int ON_SCREEN_PRIORITY = 2;
  private static final int OTHER_BOARD_PRIORITY = 1;

  private Edges() {}

  /**
   * The edges from the people of a room to whoever hears or sees them.
   *
   * @param version given out before this was called
   */
  static Audience of(RoomMedia room, Register register, long version) {
    Audience.Builder edges = new Audience.Builder(version);
    org.asclepion.world.audience.Audience audience = room.audience;
    for (int n = 0; n < audience.size(); n++) {
      Caller receiver = register.caller(audience.participant(n));
      if (receiver != null && receiver.isPresent()) {
        within(room, register, receiver, audience.row(n), edges);
      }
    }
    for (Device device : room.devices) {
      if (device.isDisplay()) {
        onto(room, register, device, edges);
      } else {
        shown(room, register, device, edges);
      }
    }
    for (RoomMedia listening : room.listeners) {
      beyond(room, listening.audience, register, edges);
    }
    return edges.build();
  }

  private static void within(
      RoomMedia room, Register register, Caller receiver, Row row, Audience.Builder edges) {
    for (int i = 0; i < row.heardCount(); i++) {
      Caller sender = register.caller(row.heard(i));
      if (row.heardThrough(i) < 0
          && sender != null
          && sender.speaks()
          && register.standsIn(room.key, sender.participant)) {
        hears(receiver, sender, row, i, edges);
      }
    }
    for (int i = 0; i < row.seenCount(); i++) {
      Caller sender = register.caller(row.seen(i));
      if (sender == null || !register.standsIn(room.key, sender.participant)) {
        continue;
      }
      long to = receiver.participant;
      if (sender.showsCamera()) {
        int pixels = pixels(row.seenSize(i));
        edges.sees(to, sender.participant, Source.CAMERA, row.seenPriority(i), pixels);
      }
      if (sender.showsScreen()) {
        int priority = SCREEN_PRIORITY + row.seenPriority(i);
        edges.sees(to, sender.participant, Source.SCREEN, priority, 0);
      }
    }
  }

  /** A device shows its picture to everybody in its room, and to nobody else. */
  private static void shown(
      RoomMedia room, Register register, Device device, Audience.Builder edges) {
    for (int n = 0; n < room.audience.size(); n++) {
      Caller receiver = register.caller(room.audience.participant(n));
      if (receiver != null
          && receiver.isPresent()
          && receiver.receives(device.shows)
          && register.standsIn(room.key, receiver.participant)) {
        edges.sees(receiver.participant, device.id, Source.SCREEN, DEVICE_PRIORITY, 0);
      }
    }
  }

  /** A display is shown what hangs on the boards for everybody in the room. */
  private static void onto(
      RoomMedia room, Register register, Device display, Audience.Builder edges) {
    for (Device device : room.devices) {
      if (device.shows != null && display.receives.contains(device.shows)) {
        boolean own = device.ticket.board() == display.ticket.board();
        int priority = own ? OWN_BOARD_PRIORITY : OTHER_BOARD_PRIORITY;
        edges.sees(display.id, device.id, Source.SCREEN, priority, 0);
      }
    }
    org.asclepion.world.audience.Audience audience = room.audience;
    for (int n = 0; n < audience.size() && display.receives.contains(Codec.VP8); n++) {
      Caller sender = register.caller(audience.participant(n));
      if (sender != null
          && sender.showsScreen()
          && register.standsIn(room.key, sender.participant)
          && isSeenByAll(audience, sender.participant)) {
        edges.sees(display.id, sender.participant, Source.SCREEN, ON_SCREEN_PRIORITY, 0);
      }
    }
  }

  /** Whether everybody else in a room sees somebody. */
  static boolean isSeenByAll(org.asclepion.world.audience.Audience audience, long subject) {
    for (int n = 0; n < audience.size(); n++) {
      if (audience.participant(n) != subject && audience.row(n).findSeen(subject) < 0) {
        return false;
      }
    }
    return true;
  }

  /** Those who listen in another room, as far as this one lets out whom they hear. */
  private static void beyond(
      RoomMedia room,
      org.asclepion.world.audience.Audience listening,
      Register register,
      Audience.Builder edges) {
    for (int n = 0; n < listening.size(); n++) {
      Caller receiver = register.caller(listening.participant(n));
      Row row = listening.row(n);
      for (int i = 0; i < row.heardCount() && receiver != null && receiver.isPresent(); i++) {
        Caller sender = register.caller(row.heard(i));
        int aperture = row.heardThrough(i);
        if (aperture >= 0
            && sender != null
            && sender.speaks()
            && register.standsIn(room.key, sender.participant)
            && room.audience.letsOut(aperture, sender.participant)) {
          hears(receiver, sender, row, i, edges);
        }
      }
    }
  }

  private static void hears(
      Caller receiver, Caller sender, Row row, int i, Audience.Builder edges) {
    // Who is near in the sense of the rules, in a side-talk or presenting, is not to be displaced
    // by somebody loud.
    int priority = row.heardMetres(i) == 0 ? 1 : 0;
    edges.hears(receiver.participant, sender.participant, priority, (float) row.heardMetres(i));
  }

  private static int pixels(Row.Size size) {
    return switch (size) {
      case LOW -> LOW_PIXELS;
      case MEDIUM -> MEDIUM_PIXELS;
      case HIGH -> HIGH_PIXELS;
    };
  }
}
