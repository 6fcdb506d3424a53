package org.asclepion.content.load;

import static org.asclepion.content.load.Furnisher.point;

import org.asclepion.world.space.Acoustics;
import org.asclepion.world.space.Point;
import org.jspecify.annotations.Nullable;

/** Reads what a room says of its sound, and finds what cannot be. Stateless. */
final class AcousticsReader {
  static final double DEFAULT_STAND_RADIUS = 0.8;

  private AcousticsReader() {}

  /** What the room declares, with defaults for what it does not. */
  static Acoustics acoustics(Table room) {
    Acoustics ordinary = Acoustics.ORDINARY;
    Table table = room.table("acoustics");
    if (table == null) {
      return ordinary;
    }
    return new Acoustics(
        table.number("hearing", ordinary.hearingMetres()),
        table.whole("voices", ordinary.voices()),
        table.number("reverb", ordinary.reverbSeconds()),
        presenter(table.table("presenter")));
  }

  private static Acoustics.@Nullable Stand presenter(@Nullable Table table) {
    if (table == null || !table.isWhole()) {
      return null;
    }
    Point at = table.point("at");
    return new Acoustics.Stand(at.x(), at.z(), table.number("radius", DEFAULT_STAND_RADIUS));
  }

  static void check(RoomDraft room, Polygon outline, Faults faults) {
    Table table = room.table.table("acoustics");
    Table presenter = table == null ? null : table.table("presenter");
    if (table == null || presenter == null || !presenter.isWhole()) {
      return;
    }
    Point at = presenter.point("at");
    if (!outline.contains(at)) {
      faults.add(
          presenter.place("at"),
          "the presenter's place at " + point(at) + " lies outside the room",
          "move it inside the outline");
    } else if (room.table.text("visitors", "named").equals("anonymous")) {
      faults.add(
          table.place("presenter"),
          "the room has a presenter's place and anonymous visitors",
          "remove it: nobody is shown to all who wait there");
    }
  }
}
