package org.asclepion.content.model;

/** A movable item's model: half extents in metres, mass in kilograms, origin at its centre. */
public record ItemModel(
    String id, LocalizedText name, double halfX, double halfY, double halfZ, double mass) {}
