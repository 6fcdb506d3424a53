/** Tickets. */
@NullMarked
package org.asclepion.host.session;

import org.jspecify.annotations.NullMarked;
