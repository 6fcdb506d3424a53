package org.asclepion.content.model;

/**
 * A bilingual sign. (x, y, z) is the centre of its panel in metres; its face looks along {@code
 * yaw} (0 looks towards -Z). {@code height} of the panel in metres.
 */
public record Sign(LocalizedText text, double x, double y, double z, double yaw, double height) {}
