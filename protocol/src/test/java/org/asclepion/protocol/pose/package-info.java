/** Tests of the pose codec. */
@NullMarked
package org.asclepion.protocol.pose;

import org.jspecify.annotations.NullMarked;
