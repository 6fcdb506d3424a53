/**
 * Bytes in and out: one port for HTTP and WebSocket, TLS, limits, back-pressure. Knows the
 * protocol's frames, nothing of rooms.
 */
@NullMarked
package org.asclepion.host.transport;

import org.jspecify.annotations.NullMarked;
