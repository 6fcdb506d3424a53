/**
 * Counting how long things take, cheaply enough for every frame. Any package may use it; it knows
 * nothing of them.
 */
@NullMarked
package org.asclepion.host.meter;

import org.jspecify.annotations.NullMarked;
