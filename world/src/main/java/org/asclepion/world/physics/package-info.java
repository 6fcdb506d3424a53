/**
 * What thrown and pushed things do. One interface, so that the engine behind it can be replaced.
 * Called by the room's owner thread.
 */
@NullMarked
package org.asclepion.world.physics;

import org.jspecify.annotations.NullMarked;
