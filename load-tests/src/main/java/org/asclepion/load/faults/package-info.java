/**
 * Lines that misbehave: a TCP proxy on loopback between clients and a server, for tests and for
 * {@code asclepion bots}. Knows bytes and nothing of what they mean.
 */
@NullMarked
package org.asclepion.load.faults;

import org.jspecify.annotations.NullMarked;
