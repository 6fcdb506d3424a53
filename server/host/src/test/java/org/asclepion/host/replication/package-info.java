/** Tests of the package of the same name. */
@NullMarked
package org.asclepion.host.replication;

import org.jspecify.annotations.NullMarked;
