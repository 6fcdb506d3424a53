/** Tests of the package of the same name. */
@NullMarked
package org.asclepion.host.room;

import org.jspecify.annotations.NullMarked;
