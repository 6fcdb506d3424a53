/** Tests of calls. */
@NullMarked
package org.asclepion.call;

import org.jspecify.annotations.NullMarked;
