/**
 * The one UDP port through which all media go, with TCP as the way out of closed networks: sockets,
 * loops, the tables of addresses and names, and one {@link org.asclepion.media.port.Peer} per
 * participant that ties ICE, DTLS and SRTP together. Sound is handled before pictures. The process
 * opens a {@link org.asclepion.media.port.MediaPort}; {@code route} uses the peers as links.
 */
@NullMarked
package org.asclepion.media.port;

import org.jspecify.annotations.NullMarked;
