package org.asclepion.host.media;

import org.asclepion.media.route.Audience;
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
