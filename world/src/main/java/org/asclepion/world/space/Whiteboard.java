package org.asclepion.world.space;

/**
 * A surface to draw on, upright. Known by its index in {@link RoomTemplate#whiteboards()}.
 *
 * @param x its middle, metres
 * @param y its middle, metres
 * @param z its middle, metres
 * @param yaw where it faces, radians (0 faces -Z); who reads it looks the other way
 * @param width metres
 * @param height metres
 * @param staff whether what is drawn on it is for the staff in the room only
 */
public record Whiteboard(
    double x, double y, double z, double yaw, double width, double height, boolean staff) {
  /** Metres from the middle to the reader's right, of a place's foot on the surface. */
  public double across(double px, double pz) {
    return -(px - x) * StrictMath.cos(yaw) + (pz - z) * StrictMath.sin(yaw);
  }

  /** Metres from the surface towards the reader. */
  public double before(double px, double pz) {
    return (px - x) * Angles.forwardX(yaw) + (pz - z) * Angles.forwardZ(yaw);
  }

  /** Whether a place lies on the surface, {@code near} metres of it at most. */
  public boolean holds(double px, double py, double pz, double near) {
    return Math.abs(before(px, pz)) <= near
        && Math.abs(across(px, pz)) <= width / 2 + near
        && Math.abs(py - y) <= height / 2 + near;
  }
}
