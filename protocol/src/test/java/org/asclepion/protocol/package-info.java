/** Tests of the protocol's messages. */
@NullMarked
package org.asclepion.protocol;

import org.jspecify.annotations.NullMarked;
