/** What lines are made of. Immutable; any thread. */
@NullMarked
package org.asclepion.world.drawing;

import org.jspecify.annotations.NullMarked;
