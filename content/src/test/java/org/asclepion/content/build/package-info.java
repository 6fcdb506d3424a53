/** Tests of what the builder draws. */
@NullMarked
package org.asclepion.content.build;

import org.jspecify.annotations.NullMarked;
