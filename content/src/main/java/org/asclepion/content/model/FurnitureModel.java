package org.asclepion.content.model;

import java.util.List;
import org.asclepion.world.space.Box;
import org.asclepion.world.space.Seat;
import org.jspecify.annotations.Nullable;

/**
 * What the world must know of a piece of furniture. Model space: metres, origin on the floor in the
 * middle of the footprint, its front towards -Z (who sits in a chair faces -Z).
 *
 * @param boxes what one cannot walk through; empty for rugs and pictures
 * @param onWall whether it hangs on a wall: its origin then lies in the wall's surface, its front
 *     towards the room
 * @param face where pictures can be shown on it, or null
 * @param writing where one can draw on it, or null
 */
public record FurnitureModel(
    String id,
    List<Box> boxes,
    List<Seat> seats,
    boolean onWall,
    @Nullable Face face,
    @Nullable Writing writing) {
  public FurnitureModel {
    boxes = List.copyOf(boxes);
    seats = List.copyOf(seats);
  }

  /**
   * The surface of a screen or a whiteboard, upright and facing -Z, its middle at the height of the
   * origin.
   *
   * @param depth how far before the origin, metres
   */
  public record Face(double width, double height, double depth) {}

  /**
   * A surface to draw on.
   *
   * @param staff whether what is drawn on it is for the staff only
   */
  public record Writing(Face face, boolean staff) {}
}
