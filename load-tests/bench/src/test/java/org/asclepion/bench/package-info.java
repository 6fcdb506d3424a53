@NullMarked
package org.asclepion.bench;

import org.jspecify.annotations.NullMarked;
