package org.asclepion.protocol.pose;

import java.util.Arrays;
import org.asclepion.protocol.pose.PoseFormatException.Reason;
import org.jspecify.annotations.Nullable;

/**
 * A body of a hall as of one piece of its lane: a state of one row, never changed afterwards, so
 * that receivers of one process may share it. Any thread.
 */
public final class LaneState {
  /** The one row of a lane has this slot in its payload; the real one stands before it. */
  static final int SLOT = 0;

  private final PoseColumns row;

  private LaneState(PoseColumns row) {
    this.row = row;
  }

  /** The pose, in row 0 whatever the body's slot; read only. */
  public PoseColumns columns() {
    return row;
  }

  /** Whether values and everything predicted from are the same. */
  public boolean isSame(LaneState other) {
    return row.sameState(other.row);
  }

  /**
   * Decodes a piece's payload; a pure function.
   *
   * @param base what the delta is from, or null when the payload is a keyframe
   * @param from index of the payload's first byte
   * @param to index behind its last
   */
  public static LaneState read(@Nullable LaneState base, byte[] bytes, int from, int to)
      throws PoseFormatException {
    byte[] payload = Arrays.copyOfRange(bytes, from, to);
    PoseColumns row = new PoseColumns(1);
    if (base == null) {
      PoseDecoder.keyframe(payload, row);
    } else {
      PoseDecoder.delta(payload, base.row, base.row.get(0, PoseColumns.SAMPLE), row);
    }
    if (row.size() != 1 || row.slotAt(0) != SLOT) {
      throw new PoseFormatException(Reason.SLOT);
    }
    return new LaneState(row);
  }
}
