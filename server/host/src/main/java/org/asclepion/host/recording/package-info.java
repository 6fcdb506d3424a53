/**
 * Recordings of rooms: what decided a room's course, written down so that it can be replayed to the
 * same state. {@link org.asclepion.host.recording.Recordings} writes, {@link
 * org.asclepion.host.recording.RecordingReader} reads, {@link org.asclepion.host.recording.Replay}
 * runs a room by it. Words people said or wrote, and their names, are never part of it.
 */
@NullMarked
package org.asclepion.host.recording;

import org.jspecify.annotations.NullMarked;
