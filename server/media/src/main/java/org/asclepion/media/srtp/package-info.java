/**
 * Secure RTP and RTCP (RFC 3711, RFC 7714) over the JDK's own AES, made from the keys of a DTLS
 * handshake. {@code port} uses it, on the loop of the peer whose keys these are.
 */
@NullMarked
package org.asclepion.media.srtp;

import org.jspecify.annotations.NullMarked;
