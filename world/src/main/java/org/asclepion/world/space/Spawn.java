package org.asclepion.world.space;

/** Where a newcomer's root appears, metres and radians (0 faces -Z). */
public record Spawn(double x, double z, double yaw) {}
