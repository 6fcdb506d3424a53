/**
 * The building: rooms, openings, boxes. Immutable, shared by all instances of a room; anybody may
 * read it.
 */
@NullMarked
package org.asclepion.world.space;

import org.jspecify.annotations.NullMarked;
