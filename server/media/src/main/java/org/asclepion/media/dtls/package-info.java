/**
 * DTLS 1.2 in the server's role, for its keys only (RFC 5764): who proves to own the certificate
 * named in the signalling gets keys for SRTP. {@code port} brings the datagrams, and brings them
 * only from addresses that passed a signed STUN check.
 */
@NullMarked
package org.asclepion.media.dtls;

import org.jspecify.annotations.NullMarked;
