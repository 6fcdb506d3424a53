package org.asclepion.world.space;

/**
 * What is worked out from a room's template once for all its instances: the plan of its floor and
 * where its solids are. Nobody changes it: each instance takes a {@linkplain Solids#Solids(Solids)
 * copy} of the solids, whose leaves are its own. Any thread.
 */
public record Geometry(RoomTemplate template, FloorPlan floor, Solids solids) {
  public static Geometry of(RoomTemplate template) {
    FloorPlan floor = new FloorPlan(template.outline());
    Solids solids = new Solids(WallBuilder.solids(template), floor, template.floorY());
    return new Geometry(template, floor, solids);
  }
}
