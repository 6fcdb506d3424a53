/**
 * Who is connected: tickets, sessions, resume. Turns a client's frames into intents for the room
 * its body is in.
 */
@NullMarked
package org.asclepion.host.session;

import org.jspecify.annotations.NullMarked;
