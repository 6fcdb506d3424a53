/** Tests of sound and pictures in the running server, with real browsers. */
@NullMarked
package org.asclepion.host.media;

import org.jspecify.annotations.NullMarked;
