package org.asclepion.protocol.pose;

import static org.asclepion.protocol.pose.PoseColumns.HEAD;
import static org.asclepion.protocol.pose.PoseColumns.LIMB_COLUMNS;
import static org.asclepion.protocol.pose.PoseColumns.SAMPLE;
import static org.asclepion.protocol.pose.PoseColumns.YAW;

import org.asclepion.protocol.pose.PoseFormatException.Reason;

/**
 * What a column's next value is expected to be, and how its surprise is written. Static and pure,
 * integers only, so that any language computes the same.
 *
 * <p>People move smoothly: the next value is the last one plus three quarters of the last step (all
 * of it would overshoot at every turn of the movement). The difference, the residual, is written in
 * a Rice code whose parameter follows the running mean of that avatar's own residuals in that
 * column: a resting hand costs one bit a column, a waving one what it needs.
 */
final class Prediction {
  /** The running mean's unit is 1/16. A newcomer's columns expect residuals of about 2. */
  static final int SCALE_AT_START = 48;

  /** Residuals above this move the mean no further, which also bounds it. */
  private static final int LEARN_LIMIT = 4095;

  /** Quotients from here on are written as this many ones and the plain number. */
  static final int ESCAPE = 16;

  static final int ESCAPE_BITS = 27;

  /** The greatest mean there is. */
  static final int SCALE_MAX = 16 * LEARN_LIMIT;

  /** The bits of a gamma-coded scale + 1. */
  static final int SCALE_BITS = 17;

  /** The bits of a gamma-coded gap of slots, or count + 1. */
  static final int SLOT_BITS = 17;

  /** The bits of a gamma-coded zigzag step + 1. */
  static final int STEP_BITS = 28;

  private static final byte[] BITS = new byte[PoseColumns.COLUMNS];

  static {
    for (int column = 0; column < BITS.length; column++) {
      BITS[column] = (byte) bitsOf(column);
    }
  }

  static int bits(int column) {
    return BITS[column];
  }

  private static int bitsOf(int column) {
    if (column == SAMPLE) {
      return PoseGrid.SAMPLE_BITS;
    }
    if (column < YAW) {
      return PoseGrid.ROOT_BITS;
    }
    if (column == YAW) {
      return PoseGrid.YAW_BITS;
    }
    return isOrientation(column) ? PoseGrid.ORIENTATION_BITS : PoseGrid.LIMB_BITS;
  }

  /** Sample number; root and yaw; head; left hand; right hand. */
  static final int GROUPS = 5;

  /** The first column of a group; of the one after the last, the number of columns. */
  static int groupStart(int group) {
    return group < 2 ? group : HEAD + (group - 2) * LIMB_COLUMNS;
  }

  /** Whether a bit tells that all of a group is as expected: roots often rest, limbs hardly. */
  static boolean isMasked(int group) {
    return group == 1;
  }

  static boolean isOrientation(int column) {
    return column >= HEAD && (column - HEAD) % LIMB_COLUMNS >= 3;
  }

  private static boolean wraps(int column) {
    return column == SAMPLE || column == YAW;
  }

  /** The way from one value to another; where a column wraps, the shorter one. */
  static int difference(int column, int from, int to) {
    if (!wraps(column)) {
      return to - from;
    }
    int shift = 32 - bits(column);
    return ((to - from) << shift) >> shift;
  }

  /** {@code value + difference} in the column's range, or a fault. */
  static int sum(int column, int value, int difference) throws PoseFormatException {
    int sum = value + difference;
    int bits = bits(column);
    if (wraps(column)) {
      return sum & ((1 << bits) - 1);
    }
    if (sum < -(1 << (bits - 1)) || sum >= 1 << (bits - 1)) {
      throw new PoseFormatException(Reason.RANGE);
    }
    return sum;
  }

  /** What the value after {@code value} is expected to be, in the column's range. */
  static int next(int column, int value, int step) {
    int bits = bits(column);
    if (column == SAMPLE) {
      return (value + 1) & 0xFFFF;
    }
    int expected = value + ((7 * step + 4) >> 3);
    if (wraps(column)) {
      return expected & ((1 << bits) - 1);
    }
    int limit = 1 << (bits - 1);
    return Math.max(-limit, Math.min(limit - 1, expected));
  }

  /** Small numbers of either sign to small numbers: 0, -1, 1, -2, 2, … to 0, 1, 2, 3, 4, … */
  static int zigzag(int signed) {
    return (signed << 1) ^ (signed >> 31);
  }

  static int unzigzag(int folded) {
    return (folded >>> 1) ^ -(folded & 1);
  }

  /** The Rice parameter for a mean of {@code scale} / 16. */
  static int rice(int scale) {
    return 32 - Integer.numberOfLeadingZeros((scale * 11) >> 8);
  }

  /** The mean after a residual. */
  static int learn(int scale, int folded) {
    return scale + ((16 * Math.min(folded, LEARN_LIMIT) - scale) >> 2);
  }

  static void write(BitWriter out, int folded, int rice) {
    int quotient = folded >>> rice;
    if (quotient < ESCAPE) {
      // At most 16 bits of quotient and 12 of the rest: one write.
      int ones = (1 << (quotient + 1)) - 2;
      out.bits(ones << rice | (folded & ((1 << rice) - 1)), quotient + 1 + rice);
    } else {
      out.bits((1 << ESCAPE) - 1, ESCAPE);
      out.bits(folded, ESCAPE_BITS);
    }
  }

  static int read(BitReader in, int rice) throws PoseFormatException {
    int quotient = 0;
    while (quotient < ESCAPE && in.bit()) {
      quotient++;
    }
    if (quotient < ESCAPE) {
      return (quotient << rice) | in.bits(rice);
    }
    int folded = in.bits(ESCAPE_BITS);
    if (folded >>> rice < ESCAPE) {
      throw new PoseFormatException(Reason.NOT_CANONICAL);
    }
    return folded;
  }

  private Prediction() {}
}
