package org.asclepion.world.space;

import java.util.List;
import java.util.Set;
import org.asclepion.world.avatar.Role;
import org.asclepion.world.item.ItemSpec;

/**
 * A room as declared: geometry and rules, shared by all its instances.
 *
 * @param index of this room in the hospital
 * @param id unique name, {@code [a-z0-9-]+}
 * @param outline of the floor, counter-clockwise seen from above (from +X towards -Z), a simple
 *     polygon
 * @param floorY height of the floor, metres
 * @param height floor to ceiling, metres
 * @param capacity bodies at once, 1 to 500
 * @param tickHz 10 to 90
 * @param admits roles that may enter
 * @param perVisit whether each visit has its own instance
 * @param anonymousVisitors whether visitors appear to each other as anonymous figures
 * @param obstacles furniture and other solids, without walls
 * @param openings in the walls
 * @param acoustics how it carries sound
 * @param whiteboards what one can draw on
 */
public record RoomTemplate(
    int index,
    String id,
    RoomKind kind,
    List<Point> outline,
    double floorY,
    double height,
    int capacity,
    int tickHz,
    Set<Role> admits,
    boolean perVisit,
    boolean anonymousVisitors,
    List<Box> obstacles,
    List<Opening> openings,
    List<Seat> seats,
    List<Spawn> spawns,
    List<ItemSpec> items,
    Acoustics acoustics,
    List<Whiteboard> whiteboards) {
  public RoomTemplate {
    outline = List.copyOf(outline);
    admits = Set.copyOf(admits);
    obstacles = List.copyOf(obstacles);
    openings = List.copyOf(openings);
    seats = List.copyOf(seats);
    spawns = List.copyOf(spawns);
    items = List.copyOf(items);
    whiteboards = List.copyOf(whiteboards);
  }

  /** A room without whiteboards. */
  public RoomTemplate(
      int index,
      String id,
      RoomKind kind,
      List<Point> outline,
      double floorY,
      double height,
      int capacity,
      int tickHz,
      Set<Role> admits,
      boolean perVisit,
      boolean anonymousVisitors,
      List<Box> obstacles,
      List<Opening> openings,
      List<Seat> seats,
      List<Spawn> spawns,
      List<ItemSpec> items,
      Acoustics acoustics) {
    this(
        index,
        id,
        kind,
        outline,
        floorY,
        height,
        capacity,
        tickHz,
        admits,
        perVisit,
        anonymousVisitors,
        obstacles,
        openings,
        seats,
        spawns,
        items,
        acoustics,
        List.of());
  }
}
