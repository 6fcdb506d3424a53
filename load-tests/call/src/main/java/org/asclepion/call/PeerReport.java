package org.asclepion.call;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;

/**
 * What one peer received in a call, summed over its streams.
 *
 * @param name whose body it was
 * @param speaks whether it sent a voice; such a peer counts packets and hears nothing
 * @param connectedMs from entering the room to a path for media, or null when there was none
 * @param firstAudioMs from entering the room to the first sound that is not silence, or null
 * @param audioPackets packets of voices
 * @param videoPackets packets of pictures
 * @param packetsLost of all streams
 * @param jitterMs the largest of the streams' interarrival jitters (RFC 3550)
 * @param framesDecoded pictures
 * @param pictureStreams of how many senders pictures were decoded
 * @param freezes how often a picture stood still
 * @param frozenMs for how long in all
 * @param longestFreezeMs the longest of these, or of the time since the last picture
 * @param voicesAtOnce how many voices came within a quarter of a second at most
 * @param audioEnergy as the WebRTC statistics define {@code totalAudioEnergy}; 0 is silence
 * @param concealedPercent sound that was made up for, of all that was played
 * @param fault why the peer took no part, or null
 */
@JsonInclude(JsonInclude.Include.ALWAYS)
record PeerReport(
    String name,
    boolean speaks,
    @Nullable Long connectedMs,
    @Nullable Long firstAudioMs,
    long audioPackets,
    long videoPackets,
    long packetsLost,
    double jitterMs,
    long framesDecoded,
    int pictureStreams,
    long freezes,
    long frozenMs,
    long longestFreezeMs,
    int voicesAtOnce,
    double audioEnergy,
    double concealedPercent,
    @Nullable String fault) {}
