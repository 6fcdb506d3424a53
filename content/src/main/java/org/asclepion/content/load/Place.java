package org.asclepion.content.load;

/** Where in which file something is written; lines and columns count from 1. */
public record Place(String file, int line, int column) {}
