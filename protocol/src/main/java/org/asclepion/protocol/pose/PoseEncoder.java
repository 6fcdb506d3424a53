package org.asclepion.protocol.pose;

import static org.asclepion.protocol.pose.PoseColumns.COLUMNS;

import com.google.protobuf.ByteString;
import java.util.Arrays;

/**
 * Writes keyframes and deltas of a stream's poses; the bytes are described in {@code
 * docs/protocol/pose.md}. Reusable, owned by one thread at a time; the bytes stay until the next
 * call.
 */
public final class PoseEncoder {
  private final BitWriter out = new BitWriter();
  private final int[] residuals = new int[COLUMNS];

  /** Writes everything a newcomer needs to follow the stream from {@code state} on. */
  public void keyframe(PoseColumns state) {
    Payload.begin(out, Payload.KEYFRAME);
    out.gamma(state.size() + 1);
    int before = -1;
    for (int row = 0; row < state.size(); row++) {
      out.gamma(state.slotAt(row) - before);
      before = state.slotAt(row);
      absolute(state, row);
      prediction(state, row);
    }
    Payload.end(out, Crc8.START);
  }

  /**
   * Writes how {@code now} differs from {@code base}, and gives {@code now} what later deltas
   * predict from; {@code base} stays as it is. Afterwards {@code now} is exactly the state a
   * receiver has who applied the delta, fit to be the base of the next one.
   *
   * @param base a state made by this method, or one whose keyframe was sent
   * @param baseSeq the stream's number for that state
   * @param now slots and values
   * @return whether there is a difference; without one nothing is written and nothing need be sent
   */
  public boolean delta(PoseColumns base, int baseSeq, PoseColumns now) {
    if (base == now) {
      throw new IllegalArgumentException("a delta needs two states");
    }
    Payload.begin(out, Payload.DELTA);
    boolean changed = roster(base, now);
    for (int row = 0; row < base.size(); row++) {
      int nowRow = now.rowOf(base.slotAt(row));
      if (nowRow >= 0) {
        changed |= avatar(base, row, now, nowRow);
      }
    }
    Payload.end(out, Crc8.updateInt(Crc8.START, baseSeq));
    if (!changed) {
      out.clear();
    }
    return changed;
  }

  /** The array written to; only its first {@link #length()} bytes count. */
  public byte[] buffer() {
    return out.bytes();
  }

  public int length() {
    return out.length();
  }

  public byte[] toByteArray() {
    return Arrays.copyOf(out.bytes(), out.length());
  }

  public ByteString toByteString() {
    return ByteString.copyFrom(out.bytes(), 0, out.length());
  }

  private boolean roster(PoseColumns base, PoseColumns now) {
    int leaving = 0;
    for (int row = 0; row < base.size(); row++) {
      leaving += now.rowOf(base.slotAt(row)) < 0 ? 1 : 0;
    }
    int joining = now.size() - (base.size() - leaving);
    boolean changed = leaving + joining > 0;
    out.bit(changed);
    if (!changed) {
      return false;
    }
    out.gamma(leaving + 1);
    int before = -1;
    for (int row = 0; row < base.size(); row++) {
      if (now.rowOf(base.slotAt(row)) < 0) {
        out.gamma(row - before);
        before = row;
      }
    }
    out.gamma(joining + 1);
    before = -1;
    for (int row = 0; row < now.size(); row++) {
      int slot = now.slotAt(row);
      if (base.rowOf(slot) < 0) {
        out.gamma(slot - before);
        before = slot;
        absolute(now, row);
        now.forget(row);
      }
    }
    return true;
  }

  private boolean avatar(PoseColumns base, int baseRow, PoseColumns now, int row) {
    boolean changed = !now.sameValues(row, base, baseRow);
    out.bit(changed);
    now.copyPrediction(row, base, baseRow);
    if (!changed) {
      return false;
    }
    for (int column = 0; column < COLUMNS; column++) {
      int value = base.get(baseRow, column);
      int expected = Prediction.next(column, value, base.step(baseRow, column));
      residuals[column] =
          Prediction.zigzag(Prediction.difference(column, expected, now.get(row, column)));
    }
    for (int group = 0; group < Prediction.GROUPS; group++) {
      group(group, base, baseRow, now, row);
    }
    return true;
  }

  private void group(int group, PoseColumns base, int baseRow, PoseColumns now, int row) {
    int from = Prediction.groupStart(group);
    int to = Prediction.groupStart(group + 1);
    boolean surprising = false;
    for (int column = from; column < to; column++) {
      surprising |= residuals[column] != 0;
    }
    if (Prediction.isMasked(group)) {
      out.bit(surprising);
    } else {
      surprising = true;
    }
    for (int column = from; column < to; column++) {
      int scale = base.scale(baseRow, column);
      if (surprising) {
        Prediction.write(out, residuals[column], Prediction.rice(scale));
        scale = Prediction.learn(scale, residuals[column]);
      }
      int step = Prediction.difference(column, base.get(baseRow, column), now.get(row, column));
      now.setPrediction(row, column, step, scale);
    }
  }

  private void absolute(PoseColumns state, int row) {
    for (int column = 0; column < COLUMNS; column++) {
      out.bits(state.get(row, column), Prediction.bits(column));
    }
  }

  private void prediction(PoseColumns state, int row) {
    boolean fresh = true;
    for (int column = 0; column < COLUMNS; column++) {
      fresh &=
          state.step(row, column) == 0 && state.scale(row, column) == Prediction.SCALE_AT_START;
    }
    out.bit(!fresh);
    for (int column = 0; column < COLUMNS && !fresh; column++) {
      out.gamma(Prediction.zigzag(state.step(row, column)) + 1);
      out.gamma(state.scale(row, column) + 1);
    }
  }
}
