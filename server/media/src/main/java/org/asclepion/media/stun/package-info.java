/**
 * STUN messages (RFC 8489) with the attributes of ICE (RFC 8445), read and written without making
 * objects: the checks of every peer pass here all the time. {@code ice} decides by them; {@code
 * port} tells them from other packets.
 */
@NullMarked
package org.asclepion.media.stun;

import org.jspecify.annotations.NullMarked;
