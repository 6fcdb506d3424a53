package org.asclepion.protocol.pose;

import static org.asclepion.protocol.pose.PoseColumns.COLUMNS;
import static org.asclepion.protocol.pose.PoseColumns.HEAD;
import static org.asclepion.protocol.pose.PoseColumns.LIMB_COLUMNS;
import static org.asclepion.protocol.pose.PoseColumns.MAX_AVATARS;

import org.asclepion.protocol.pose.PoseFormatException.Reason;

/**
 * Reads what {@link PoseEncoder} wrote. Static and pure: the state is a function of a keyframe and
 * the deltas since. After a fault {@code into} holds nothing of use, and the base is unharmed.
 */
public final class PoseDecoder {
  /** An avatar's values without its slot. */
  private static final int ABSOLUTE_BITS = absoluteBits();

  /** Replaces {@code into} by the state of a keyframe. */
  public static void keyframe(byte[] payload, PoseColumns into) throws PoseFormatException {
    BitReader in = Payload.open(payload, Payload.KEYFRAME, Crc8.START);
    into.clear();
    int count = count(in, MAX_AVATARS);
    if (in.remaining() < count * ABSOLUTE_BITS) {
      throw new PoseFormatException(Reason.TRUNCATED);
    }
    int slot = -1;
    for (int i = 0; i < count; i++) {
      slot += in.gamma(Prediction.SLOT_BITS);
      int row = into.append(slot);
      absolute(in, into, row);
      if (in.bit()) {
        prediction(in, into, row);
      }
    }
    in.finish();
  }

  /**
   * Replaces {@code into} by the state that a delta makes of {@code base}.
   *
   * @param baseSeq the stream's number for the base; another one is a {@link Reason#CHECKSUM} fault
   * @param into another object than the base
   */
  public static void delta(byte[] payload, PoseColumns base, int baseSeq, PoseColumns into)
      throws PoseFormatException {
    delta(payload, 0, payload.length, base, baseSeq, into);
  }

  /** As the other, of the payload at {@code from} to {@code to}. */
  public static void delta(
      byte[] bytes, int from, int to, PoseColumns base, int baseSeq, PoseColumns into)
      throws PoseFormatException {
    if (base == into) {
      throw new IllegalArgumentException("a delta needs two states");
    }
    BitReader in = new BitReader();
    Payload.open(in, bytes, from, to, Payload.DELTA, Crc8.updateInt(Crc8.START, baseSeq));
    into.clear();
    long[] leaving = in.bit() ? roster(in, base, into) : NOBODY;
    for (int row = 0; row < base.size(); row++) {
      if ((leaving[row >>> 6] >>> row & 1) == 0) {
        avatar(in, base, row, into);
      }
    }
    in.finish();
  }

  private static final long[] NOBODY = new long[MAX_AVATARS / 64];

  /** Reads who leaves (returned, a bit for each row of the base) and who joins (appended). */
  private static long[] roster(BitReader in, PoseColumns base, PoseColumns into)
      throws PoseFormatException {
    long[] leaving = new long[MAX_AVATARS / 64];
    int leavers = count(in, base.size());
    int row = -1;
    for (int i = 0; i < leavers; i++) {
      row += in.gamma(Prediction.SLOT_BITS);
      if (row >= base.size()) {
        throw new PoseFormatException(Reason.SLOT);
      }
      leaving[row >>> 6] |= 1L << row;
    }
    int joiners = count(in, MAX_AVATARS - (base.size() - leavers));
    if (leavers + joiners == 0) {
      throw new PoseFormatException(Reason.NOT_CANONICAL);
    }
    if (in.remaining() < joiners * ABSOLUTE_BITS) {
      throw new PoseFormatException(Reason.TRUNCATED);
    }
    int slot = -1;
    for (int i = 0; i < joiners; i++) {
      slot += in.gamma(Prediction.SLOT_BITS);
      absolute(in, into, into.append(slot));
    }
    return leaving;
  }

  private static void avatar(BitReader in, PoseColumns base, int baseRow, PoseColumns into)
      throws PoseFormatException {
    int slot = base.slotAt(baseRow);
    if (into.rowOf(slot) >= 0) {
      throw new PoseFormatException(Reason.SLOT);
    }
    int row = into.add(slot);
    into.copyPrediction(row, base, baseRow);
    if (in.bit()) {
      for (int group = 0; group < Prediction.GROUPS; group++) {
        group(in, group, base, baseRow, into, row);
      }
      checkOrientations(into, row);
      if (into.sameValues(row, base, baseRow)) {
        throw new PoseFormatException(Reason.NOT_CANONICAL);
      }
    } else {
      for (int column = 0; column < COLUMNS; column++) {
        into.set(row, column, base.get(baseRow, column));
      }
    }
  }

  private static void group(
      BitReader in, int group, PoseColumns base, int baseRow, PoseColumns into, int row)
      throws PoseFormatException {
    boolean surprising = !Prediction.isMasked(group) || in.bit();
    for (int column = Prediction.groupStart(group);
        column < Prediction.groupStart(group + 1);
        column++) {
      int value = base.get(baseRow, column);
      int expected = Prediction.next(column, value, base.step(baseRow, column));
      int scale = base.scale(baseRow, column);
      int residual = 0;
      if (surprising) {
        int folded = Prediction.read(in, Prediction.rice(scale));
        residual = Prediction.unzigzag(folded);
        scale = Prediction.learn(scale, folded);
      }
      int now = Prediction.sum(column, expected, residual);
      into.set(row, column, now);
      into.setPrediction(row, column, Prediction.difference(column, value, now), scale);
    }
  }

  private static int count(BitReader in, int most) throws PoseFormatException {
    int count = in.gamma(Prediction.SLOT_BITS) - 1;
    if (count > most) {
      throw new PoseFormatException(Reason.TOO_MANY);
    }
    return count;
  }

  private static void absolute(BitReader in, PoseColumns into, int row) throws PoseFormatException {
    for (int column = 0; column < COLUMNS; column++) {
      into.set(row, column, Payload.absolute(in, column));
    }
    checkOrientations(into, row);
  }

  private static void checkOrientations(PoseColumns state, int row) throws PoseFormatException {
    for (int at = HEAD + 3; at < COLUMNS; at += LIMB_COLUMNS) {
      Payload.checkOrientation(state.get(row, at), state.get(row, at + 1), state.get(row, at + 2));
    }
  }

  private static void prediction(BitReader in, PoseColumns into, int row)
      throws PoseFormatException {
    for (int column = 0; column < COLUMNS; column++) {
      int step = Prediction.unzigzag(in.gamma(Prediction.STEP_BITS) - 1);
      int scale = in.gamma(Prediction.SCALE_BITS) - 1;
      if (Math.abs(step) >= 1 << Prediction.bits(column) || scale > Prediction.SCALE_MAX) {
        throw new PoseFormatException(Reason.RANGE);
      }
      into.setPrediction(row, column, step, scale);
    }
  }

  private static int absoluteBits() {
    int bits = 0;
    for (int column = 0; column < COLUMNS; column++) {
      bits += Prediction.bits(column);
    }
    return bits;
  }

  private PoseDecoder() {}
}
