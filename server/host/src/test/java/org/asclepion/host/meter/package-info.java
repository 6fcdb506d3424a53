@NullMarked
package org.asclepion.host.meter;

import org.jspecify.annotations.NullMarked;
