/**
 * RTP and RTCP as bytes: views over buffers, rewriting, caches, loss, bandwidth and layers, none of
 * which knows a socket, a key or a person. Everything here is owned by one loop and makes no object
 * per packet; {@code route} composes it.
 *
 * <p>What comes in was written by a stranger: every reader answers false for what it cannot read
 * and never throws, and everything that packets can grow has a named bound.
 */
@NullMarked
package org.asclepion.media.rtp;

import org.jspecify.annotations.NullMarked;
