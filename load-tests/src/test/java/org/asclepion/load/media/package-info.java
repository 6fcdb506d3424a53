/** Tests of the load on a forwarding unit. */
@NullMarked
package org.asclepion.load.media;

import org.jspecify.annotations.NullMarked;
