package org.asclepion.content.model;

/**
 * A glazed window in an outer wall, to look at garden and sky. (x, y, z) is the middle of the sill
 * on the wall line; {@code yaw} points out of the room. Nobody stands on its other side: it is
 * scenery, unlike an {@link Aperture}.
 */
public record WallWindow(double x, double y, double z, double yaw, double width, double height) {}
