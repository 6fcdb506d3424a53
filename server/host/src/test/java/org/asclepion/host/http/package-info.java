/** HTTP against real sockets. */
@NullMarked
package org.asclepion.host.http;

import org.jspecify.annotations.NullMarked;
