/** What participants and the host want of a room. Immutable messages; any thread may make them. */
@NullMarked
package org.asclepion.world.intent;

import org.jspecify.annotations.NullMarked;
