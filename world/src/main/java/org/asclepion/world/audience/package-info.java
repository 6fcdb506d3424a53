/**
 * Who may hear and see whom in one room, computed from where its people are and what the rules say.
 * Called by the room's owner thread; what comes out ({@link org.asclepion.world.audience.Audience})
 * is immutable and may be read by anybody.
 */
@NullMarked
package org.asclepion.world.audience;

import org.jspecify.annotations.NullMarked;
