/**
 * Load from outside: bots that speak the real protocol, and what they measured. Run by {@code
 * asclepion bots}.
 */
@NullMarked
package org.asclepion.load;

import org.jspecify.annotations.NullMarked;
