/**
 * The deciding half of ICE (RFC 8445) for a server that everybody can reach: it answers checks and
 * is nominated to, and asks back itself, so that no packet goes where nobody wants it (RFC 7675).
 * No sockets and no clock: {@code port} brings messages and the time.
 */
@NullMarked
package org.asclepion.media.ice;

import org.jspecify.annotations.NullMarked;
