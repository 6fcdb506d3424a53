package org.asclepion.protocol.pose;

import org.jspecify.annotations.Nullable;

/**
 * How a {@link HallDecoder} comes by a body's next state. Whatever it does, the answer is what
 * {@link LaneState#read} would give. Called on the decoder's thread.
 */
@FunctionalInterface
public interface LaneReader {
  /** Decodes every piece. */
  LaneReader DECODING =
      (base, slot, isFar, bytes, from, to) -> LaneState.read(base, bytes, from, to);

  /**
   * Reads one piece.
   *
   * @param base what the delta is from, or null when the payload is a keyframe
   * @param slot the body's
   * @param isFar whether the lane is the far one
   * @param bytes holds the payload from {@code from} up to {@code to}
   */
  LaneState read(@Nullable LaneState base, int slot, boolean isFar, byte[] bytes, int from, int to)
      throws PoseFormatException;
}
