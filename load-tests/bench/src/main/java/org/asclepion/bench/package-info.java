/**
 * What the hot paths cost: JMH benchmarks of codec, step, replication, collision and physics, on
 * recorded motion where there is some. Run by {@code asclepion bench}; never part of a
 * distribution.
 */
@NullMarked
package org.asclepion.bench;

import org.jspecify.annotations.NullMarked;
