package org.asclepion.content.model;

/**
 * An opening that joins two rooms. Fields as {@code Aperture} in {@code asclepion/v1/scene.proto}.
 *
 * @param roomA index of the room on one side
 * @param roomB index of the room on the other side
 * @param yaw direction from room A to room B, radians (0 points to -Z)
 */
public record Aperture(
    String id,
    Kind kind,
    int roomA,
    int roomB,
    double x,
    double y,
    double z,
    double yaw,
    double width,
    double height,
    boolean walk,
    boolean sightAToB,
    boolean sightBToA,
    boolean sound) {
  /** What closes it. */
  public enum Kind {
    DOOR,
    ARCH,
    WINDOW
  }
}
