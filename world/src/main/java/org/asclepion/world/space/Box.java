package org.asclepion.world.space;

/**
 * A solid box turned about +Y. Centre and half extents in metres, {@code yaw} in radians (positive
 * turns +X towards -Z).
 */
public record Box(
    double x, double y, double z, double halfX, double halfY, double halfZ, double yaw) {}
