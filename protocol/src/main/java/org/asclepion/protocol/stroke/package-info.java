/** The points of what people draw, as the bytes of docs/protocol/stroke.md. Pure; any thread. */
@NullMarked
package org.asclepion.protocol.stroke;

import org.jspecify.annotations.NullMarked;
