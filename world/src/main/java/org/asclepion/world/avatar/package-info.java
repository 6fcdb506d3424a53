/**
 * Bodies: root, head and hands, and how far a human being can reach and move. Called by the room's
 * owner thread.
 */
@NullMarked
package org.asclepion.world.avatar;

import org.jspecify.annotations.NullMarked;
