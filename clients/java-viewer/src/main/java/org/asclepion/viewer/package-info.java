/** The desktop viewer will live here. It holds nothing yet. */
@NullMarked
package org.asclepion.viewer;

import org.jspecify.annotations.NullMarked;
