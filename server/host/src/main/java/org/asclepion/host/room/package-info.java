/**
 * Rooms as they run: mailboxes, tick loops, the directory of instances. Owns the interfaces through
 * which a room reaches the rest of the server ({@code Outbox}, {@code Journal}, {@code
 * Replicator}); others implement them.
 */
@NullMarked
package org.asclepion.host.room;

import org.jspecify.annotations.NullMarked;
