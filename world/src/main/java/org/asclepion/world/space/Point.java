package org.asclepion.world.space;

/** A point of the hospital plan: metres, +X east, +Z south (right-handed with +Y up). */
public record Point(double x, double z) {}
