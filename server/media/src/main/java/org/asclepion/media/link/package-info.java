/**
 * The secured path to one peer, as seen from above: packets in the clear on this side, ICE, DTLS
 * and SRTP on the other. {@code port} implements it, {@code route} uses it.
 */
@NullMarked
package org.asclepion.media.link;

import org.jspecify.annotations.NullMarked;
