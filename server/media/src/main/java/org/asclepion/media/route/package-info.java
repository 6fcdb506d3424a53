/**
 * Who gets whose packets: the routing of sound and pictures along the edges of an audience that
 * somebody else computed. Nothing is forwarded without an edge; a revocation holds at once.
 *
 * <p>Callers make a {@link org.asclepion.media.route.Router}, let each participant {@code join} it,
 * publish each {@link org.asclepion.media.route.Gathering}'s audience and listen to what it tells.
 * It knows participants by number, and nothing of rooms, doors or clinics.
 */
@NullMarked
package org.asclepion.media.route;

import org.jspecify.annotations.NullMarked;
