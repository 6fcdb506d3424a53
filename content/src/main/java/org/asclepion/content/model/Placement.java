package org.asclepion.content.model;

/**
 * A piece of furniture standing in a room: a {@link FurnitureModel} by its id, moved to (x, y, z)
 * metres and turned by {@code yaw} radians about +Y.
 */
public record Placement(String model, double x, double y, double z, double yaw) {}
