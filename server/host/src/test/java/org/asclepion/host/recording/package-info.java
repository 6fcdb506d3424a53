/** Recordings: what is kept, what is not, and that it replays. */
@NullMarked
package org.asclepion.host.recording;

import org.jspecify.annotations.NullMarked;
