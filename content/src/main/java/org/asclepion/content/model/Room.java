package org.asclepion.content.model;

import java.util.List;
import org.asclepion.world.space.RoomTemplate;

/**
 * A room: what the world simulates ({@code template}; its obstacles and seats come from the
 * furniture) and what people see.
 */
public record Room(
    RoomTemplate template,
    LocalizedText name,
    boolean outdoors,
    List<Placement> furniture,
    List<WallWindow> windows,
    List<Sign> signs,
    List<Light> lights,
    List<Board> boards) {
  /**
   * How far a wall is drawn into the room from the wall line, metres. What stands in a room keeps
   * this distance from its outline, what hangs on a wall hangs on that face.
   */
  public static final double WALL_DEPTH = 0.08;

  public Room {
    furniture = List.copyOf(furniture);
    windows = List.copyOf(windows);
    signs = List.copyOf(signs);
    lights = List.copyOf(lights);
    boards = List.copyOf(boards);
  }
}
