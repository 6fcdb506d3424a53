package org.asclepion.world.audience;

import java.util.Arrays;
import java.util.List;
import org.asclepion.world.space.FloorPlan;

/**
 * Where people stand, in a grid of {@link #CELL} metres, so that the nearest are found without
 * asking everybody. Belongs to the thread that steps the room.
 */
final class Crowd {
  static final double CELL = 2;

  private final double minX;
  private final double minZ;
  private final int columns;
  private final int lines;

  /** Where each cell's people begin in {@link #members}; the cell after the last ends them. */
  private final int[] begins;

  private int[] members = new int[8];
  private int[] cellOf = new int[8];

  Crowd(FloorPlan floor) {
    minX = floor.minX();
    minZ = floor.minZ();
    columns = (int) Math.floor((floor.maxX() - minX) / CELL) + 1;
    lines = (int) Math.floor((floor.maxZ() - minZ) / CELL) + 1;
    begins = new int[columns * lines + 1];
  }

  int column(double x) {
    return Math.clamp((int) Math.floor((x - minX) / CELL), 0, columns - 1);
  }

  int line(double z) {
    return Math.clamp((int) Math.floor((z - minZ) / CELL), 0, lines - 1);
  }

  /** The rings around any cell that reach the whole room. */
  int rings() {
    return Math.max(columns, lines);
  }

  void fill(List<Attendee> people) {
    int count = people.size();
    if (members.length < count) {
      members = new int[Math.max(count, 2 * members.length)];
      cellOf = new int[members.length];
    }
    Arrays.fill(begins, 0);
    for (int i = 0; i < count; i++) {
      Attendee who = people.get(i);
      cellOf[i] = line(who.z) * columns + column(who.x);
      begins[cellOf[i] + 1]++;
    }
    for (int cell = 1; cell < begins.length; cell++) {
      begins[cell] += begins[cell - 1];
    }
    // From the last to the first, each cell's end moves down to its beginning.
    for (int i = count - 1; i >= 0; i--) {
      members[--begins[cellOf[i] + 1]] = i;
    }
    // Now begins[cell + 1] is where the cell begins: shift them into place.
    System.arraycopy(begins, 1, begins, 0, begins.length - 1);
    begins[begins.length - 1] = count;
  }

  /** Takes the index of somebody in the list that was filled in. */
  interface Visitor {
    void visit(int index);
  }

  /** Visits everybody in the cells exactly so many cells away from this one. */
  void ring(int column, int line, int away, Visitor visitor) {
    for (int l = Math.max(line - away, 0); l <= Math.min(line + away, lines - 1); l++) {
      boolean whole = l == line - away || l == line + away;
      int step = whole || away == 0 ? 1 : 2 * away;
      for (int c = column - away; c <= column + away; c += step) {
        if (c >= 0 && c < columns) {
          int cell = l * columns + c;
          for (int i = begins[cell]; i < begins[cell + 1]; i++) {
            visitor.visit(members[i]);
          }
        }
      }
    }
  }
}
