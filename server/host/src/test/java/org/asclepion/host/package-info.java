/** What holds for the whole tree: who may know whom. */
@NullMarked
package org.asclepion.host;

import org.jspecify.annotations.NullMarked;
