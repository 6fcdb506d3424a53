package org.asclepion.world.space;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;

class SolidsTest {
  private static final int DOOR = 3;

  @Test
  void roomsOfOneGeometryOpenTheirDoorsEachOnTheirOwn() {
    FloorPlan floor =
        new FloorPlan(List.of(new Point(0, 0), new Point(0, 4), new Point(4, 4), new Point(4, 0)));
    Box leaf = new Box(2, 1, 2, 0.5, 1, 0.05, 0);
    Solids shared = new Solids(List.of(new Solids.Solid(Solids.Kind.LEAF, leaf, DOOR)), floor, 0);
    shared.setLeaf(DOOR, false);
    Solids open = new Solids(shared);
    Solids closed = new Solids(shared);
    open.setLeaf(DOOR, false);
    assertTrue(open.clear(2, 2));
    assertFalse(open.wallBetween(2, 1, 2, 3));
    assertFalse(closed.clear(2, 2));
    assertTrue(closed.wallBetween(2, 1, 2, 3));
  }
}
