/**
 * Lines and paths that misbehave: a TCP and a UDP proxy on loopback between clients and a server,
 * for tests, for {@code asclepion bots} and {@code asclepion call}. Knows bytes and nothing of what
 * they mean.
 */
@NullMarked
package org.asclepion.load.faults;

import org.jspecify.annotations.NullMarked;
