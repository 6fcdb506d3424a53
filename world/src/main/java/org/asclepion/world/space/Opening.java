package org.asclepion.world.space;

/**
 * An aperture as seen from one of the two rooms it joins.
 *
 * @param aperture index of the aperture in the hospital
 * @param leaf whether a door leaf closes it; without one it is always open
 * @param neighbour index of the room on the other side
 * @param x centre of the sill on the wall line, metres
 * @param y height of the sill, metres (0 for doors and arches, more for windows)
 * @param z centre of the sill on the wall line, metres
 * @param yaw direction out of this room, radians (0 points to -Z)
 * @param width metres
 * @param height of the opening above the sill, metres
 * @param walk whether one may walk through
 * @param sightIn whether people in the neighbour may see into this room
 * @param sightOut whether people in this room may see into the neighbour
 * @param sound whether sound passes
 */
public record Opening(
    int aperture,
    boolean leaf,
    int neighbour,
    double x,
    double y,
    double z,
    double yaw,
    double width,
    double height,
    boolean walk,
    boolean sightIn,
    boolean sightOut,
    boolean sound) {}
