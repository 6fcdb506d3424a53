/**
 * Session descriptions (RFC 8866, RFC 8829): what a browser offers, and what the forwarding unit
 * answers. A caller parses an offer, agrees to it, joins the router with the profile that comes of
 * it, and sends the answer. Nothing here knows of rooms or of sockets.
 */
@NullMarked
package org.asclepion.media.sdp;

import org.jspecify.annotations.NullMarked;
