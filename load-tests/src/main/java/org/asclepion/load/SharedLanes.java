package org.asclepion.load;

import java.util.Arrays;
import org.asclepion.protocol.pose.LaneReader;
import org.asclepion.protocol.pose.LaneState;
import org.asclepion.protocol.pose.PoseFormatException;
import org.jspecify.annotations.Nullable;

/**
 * What a hall's pieces decode to, remembered for the bots of one room: the server encodes a piece
 * once for all, so five hundred bots need not decode it five hundred times. Owned by the bots'
 * loop.
 *
 * <p>What is remembered is found by the state that it builds on and by all of its bytes, so the
 * answer is what decoding would have given; a piece with one bit amiss is decoded, and refused. One
 * bot in {@link #ONE_DECODES_OF} shares nothing.
 */
final class SharedLanes implements LaneReader {
  /** One bot in so many decodes everything by itself. */
  static final int ONE_DECODES_OF = 32;

  /** Bots that are a few ticks behind still find theirs. */
  private static final int KEPT = 8;

  /** A state that a piece led to. */
  private static final class Known {
    private final @Nullable LaneState base;
    private final byte[] bytes;
    final LaneState next;

    Known(@Nullable LaneState base, byte[] bytes, LaneState next) {
      this.base = base;
      this.bytes = bytes;
      this.next = next;
    }

    @SuppressWarnings("ReferenceEquality") // equal states are one object here, see same()
    boolean is(@Nullable LaneState base, byte[] in, int from, int to) {
      return this.base == base && Arrays.equals(bytes, 0, bytes.length, in, from, to);
    }
  }

  /** The last states of one lane, the newest at {@link #newest}. */
  private static final class Lane {
    private final @Nullable Known[] known = new Known[KEPT];
    private int newest;

    LaneState read(@Nullable LaneState base, byte[] bytes, int from, int to)
        throws PoseFormatException {
      for (int back = 0; back < KEPT; back++) {
        Known one = known[(newest - back) & (KEPT - 1)];
        if (one == null) {
          break;
        }
        if (one.is(base, bytes, from, to)) {
          return one.next;
        }
      }
      LaneState next = same(LaneState.read(base, bytes, from, to));
      newest = (newest + 1) & (KEPT - 1);
      known[newest] = new Known(base, Arrays.copyOfRange(bytes, from, to), next);
      return next;
    }

    /** Who began with a keyframe and who followed by deltas go on from the same object. */
    private LaneState same(LaneState decoded) {
      for (Known one : known) {
        if (one != null && one.next.isSame(decoded)) {
          return one.next;
        }
      }
      return decoded;
    }
  }

  /** By slot, twice: near and far. */
  private @Nullable Lane[] lanes = new Lane[128];

  @Override
  public LaneState read(
      @Nullable LaneState base, int slot, boolean isFar, byte[] bytes, int from, int to)
      throws PoseFormatException {
    int at = 2 * slot + (isFar ? 1 : 0);
    if (at >= lanes.length) {
      lanes = Arrays.copyOf(lanes, Math.max(at + 1, 2 * lanes.length));
    }
    Lane lane = lanes[at];
    if (lane == null) {
      lane = new Lane();
      lanes[at] = lane;
    }
    return lane.read(base, bytes, from, to);
  }
}
