@NullMarked
package org.asclepion.protocol.stroke;

import org.jspecify.annotations.NullMarked;
