package org.asclepion.content.model;

/**
 * A surface in a room on which pictures can be shown to everybody: its middle in metres of the
 * hospital plan, facing along {@code yaw} (0 faces -Z), {@code width} and {@code height} in metres.
 */
public record Board(double x, double y, double z, double yaw, double width, double height) {}
