/**
 * The simulation of one room. Everything here belongs to the one thread that calls {@code step}.
 */
@NullMarked
package org.asclepion.world.room;

import org.jspecify.annotations.NullMarked;
