/** Movable things: what they are and who holds them. Called by the room's owner thread. */
@NullMarked
package org.asclepion.world.item;

import org.jspecify.annotations.NullMarked;
