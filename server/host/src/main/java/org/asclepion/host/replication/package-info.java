/**
 * Turns what a step changed into frames: one stream per scope, encoded once, handed to every
 * member. Called by the room's owner thread only.
 */
@NullMarked
package org.asclepion.host.replication;

import org.jspecify.annotations.NullMarked;
