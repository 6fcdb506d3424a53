/** Tests of the load tests. */
@NullMarked
package org.asclepion.load;

import org.jspecify.annotations.NullMarked;
