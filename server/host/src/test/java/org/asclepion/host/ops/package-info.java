/** Certificates and directories, as an operator has them. */
@NullMarked
package org.asclepion.host.ops;

import org.jspecify.annotations.NullMarked;
