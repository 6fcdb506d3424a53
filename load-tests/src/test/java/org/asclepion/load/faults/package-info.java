/** Tests of {@link org.asclepion.load.faults}. */
@NullMarked
package org.asclepion.load.faults;

import org.jspecify.annotations.NullMarked;
