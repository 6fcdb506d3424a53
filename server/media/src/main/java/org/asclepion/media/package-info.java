/**
 * The selective forwarding unit: {@code port} is the one UDP port with {@code stun}, {@code ice},
 * {@code dtls} and {@code srtp} behind it; {@code link} is the secured path to a peer as its users
 * see it, {@code rtp} the packets, {@code route} who gets them. The server does not run it yet:
 * until then no sound and no picture passes through.
 */
@NullMarked
package org.asclepion.media;

import org.jspecify.annotations.NullMarked;
