package org.asclepion.media.route;

/**
 * How well a peer receives. Immutable.
 *
 * @param bitsPerSecond what its path is thought to carry
 * @param lossFraction of the packets judged last, in [0, 1]
 * @param roundTripNanos of the newest feedback
 * @param voices how many of its voice slots are taken
 * @param pictures how many of its picture slots are taken
 */
public record PeerStats(
    long bitsPerSecond, double lossFraction, long roundTripNanos, int voices, int pictures) {
  static final PeerStats NONE = new PeerStats(0, 0, 0, 0, 0);
}
