package org.asclepion.world.space;

/**
 * A place to sit. {@code y} is the height of the seat's surface; who sits faces {@code yaw} (0
 * faces -Z). A seat is known by its index in {@link RoomTemplate#seats()}.
 */
public record Seat(double x, double y, double z, double yaw) {}
