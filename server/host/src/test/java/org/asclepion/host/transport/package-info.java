/** The transport against real sockets. */
@NullMarked
package org.asclepion.host.transport;

import org.jspecify.annotations.NullMarked;
