package org.asclepion.content.model;

/** A point light: metres, sRGB {@code 0xRRGGBB}, candela, range in metres. */
public record Light(double x, double y, double z, int colour, double intensity, double range) {}
