package org.asclepion.protocol.pose;

import java.util.Arrays;
import org.asclepion.protocol.pose.PoseFormatException.Reason;

/**
 * The poses of one stream at one moment: 23 columns of integers, a row for each avatar, rows in
 * ascending order of slot. Owned by one thread at a time.
 *
 * <p>Besides the values it carries what the codec predicts from: each column's last step and how
 * well it was predicted lately. {@link PoseEncoder#delta} and {@link PoseDecoder} fill those in;
 * whoever sets values need not know of them.
 */
public final class PoseColumns {
  /** The bound on rows. */
  public static final int MAX_AVATARS = 512;

  /** Slots are 0 to 65,535. */
  public static final int MAX_SLOT = 65_535;

  /** Number of the newest applied sample, modulo 65,536. */
  public static final int SAMPLE = 0;

  public static final int ROOT_X = 1;
  public static final int ROOT_Y = 2;
  public static final int ROOT_Z = 3;
  public static final int YAW = 4;

  /** First column of a limb: px, py, pz and three of orientation. */
  public static final int HEAD = 5;

  public static final int LEFT_HAND = 11;
  public static final int RIGHT_HAND = 17;
  public static final int COLUMNS = 23;

  /** Columns of one limb. */
  static final int LIMB_COLUMNS = 6;

  private int count;
  private int[] slots;
  private int[] values;
  private int[] steps;
  private int[] scales;

  public PoseColumns() {
    this(16);
  }

  /** Makes room for {@code expected} rows; grows up to {@link #MAX_AVATARS}. */
  public PoseColumns(int expected) {
    slots = new int[expected];
    values = new int[expected * COLUMNS];
    steps = new int[expected * COLUMNS];
    scales = new int[expected * COLUMNS];
  }

  /** How many rows there are. */
  public int size() {
    return count;
  }

  public void clear() {
    count = 0;
  }

  public int slotAt(int row) {
    return slots[row];
  }

  /** The row of a slot, or a negative number. */
  public int rowOf(int slot) {
    return Arrays.binarySearch(slots, 0, count, slot);
  }

  public int get(int row, int column) {
    return values[row * COLUMNS + column];
  }

  /** Sets one value; the caller keeps to the column's range. */
  public void set(int row, int column, int value) {
    values[row * COLUMNS + column] = value;
  }

  /** Gives the row of a slot, made with zeros where there was none. */
  public int add(int slot) {
    if (slot < 0 || slot > MAX_SLOT) {
      throw new IllegalArgumentException("slot " + slot);
    }
    // Mostly rows are added in ascending order.
    int found = count == 0 || slot > slots[count - 1] ? -count - 1 : rowOf(slot);
    if (found >= 0) {
      return found;
    }
    if (count == MAX_AVATARS) {
      throw new IllegalStateException("more than " + MAX_AVATARS + " avatars");
    }
    grow(count + 1);
    int row = -found - 1;
    int moved = count - row;
    System.arraycopy(slots, row, slots, row + 1, moved);
    shift(values, row, row + 1, moved);
    shift(steps, row, row + 1, moved);
    shift(scales, row, row + 1, moved);
    count++;
    slots[row] = slot;
    int at = row * COLUMNS;
    Arrays.fill(values, at, at + COLUMNS, 0);
    forget(row);
    return row;
  }

  /** Takes a slot's row away, if there is one. */
  public void remove(int slot) {
    int row = rowOf(slot);
    if (row < 0) {
      return;
    }
    count--;
    int moved = count - row;
    System.arraycopy(slots, row + 1, slots, row, moved);
    shift(values, row + 1, row, moved);
    shift(steps, row + 1, row, moved);
    shift(scales, row + 1, row, moved);
  }

  public void copyFrom(PoseColumns other) {
    count = 0;
    grow(other.count);
    count = other.count;
    System.arraycopy(other.slots, 0, slots, 0, count);
    int used = count * COLUMNS;
    System.arraycopy(other.values, 0, values, 0, used);
    System.arraycopy(other.steps, 0, steps, 0, used);
    System.arraycopy(other.scales, 0, scales, 0, used);
  }

  /** Takes over a row of another state: values and what is predicted from. */
  public void copyRow(int row, PoseColumns from, int fromRow) {
    int at = row * COLUMNS;
    int fromAt = fromRow * COLUMNS;
    System.arraycopy(from.values, fromAt, values, at, COLUMNS);
    System.arraycopy(from.steps, fromAt, steps, at, COLUMNS);
    System.arraycopy(from.scales, fromAt, scales, at, COLUMNS);
  }

  /** Rounds and sets a root: metres and radians. */
  public void setRoot(int row, int sample, double x, double y, double z, double yawRadians) {
    int at = row * COLUMNS;
    values[at + SAMPLE] = sample & 0xFFFF;
    values[at + ROOT_X] = PoseGrid.root(x);
    values[at + ROOT_Y] = PoseGrid.root(y);
    values[at + ROOT_Z] = PoseGrid.root(z);
    values[at + YAW] = PoseGrid.yaw(yawRadians);
  }

  /** Rounds and sets a limb: {@link #HEAD}, {@link #LEFT_HAND} or {@link #RIGHT_HAND}. */
  public void setLimb(
      int row, int limb, float px, float py, float pz, float qx, float qy, float qz, float qw) {
    int at = row * COLUMNS + limb;
    values[at] = PoseGrid.limb(px);
    values[at + 1] = PoseGrid.limb(py);
    values[at + 2] = PoseGrid.limb(pz);
    PoseGrid.orientation(qx, qy, qz, qw, values, at + 3);
  }

  /** Gives a limb as px py pz qx qy qz qw into {@code into}. */
  public void limb(int row, int limb, float[] into) {
    int at = row * COLUMNS + limb;
    into[0] = PoseGrid.limbMetres(values[at]);
    into[1] = PoseGrid.limbMetres(values[at + 1]);
    into[2] = PoseGrid.limbMetres(values[at + 2]);
    PoseGrid.quaternion(values[at + 3], values[at + 4], values[at + 5], into, 3);
  }

  /** Takes over another state's values of a row; what is predicted from stays as it is. */
  public void copyValues(int row, PoseColumns other, int otherRow) {
    System.arraycopy(other.values, otherRow * COLUMNS, values, row * COLUMNS, COLUMNS);
  }

  /** Whether a row has the same values as one of another state. */
  public boolean sameValues(int row, PoseColumns other, int otherRow) {
    int at = row * COLUMNS;
    int otherAt = otherRow * COLUMNS;
    return Arrays.equals(values, at, at + COLUMNS, other.values, otherAt, otherAt + COLUMNS);
  }

  /** Whether slots, values and everything predicted from are the same. */
  public boolean sameState(PoseColumns other) {
    int used = count * COLUMNS;
    return count == other.count
        && Arrays.equals(slots, 0, count, other.slots, 0, count)
        && Arrays.equals(values, 0, used, other.values, 0, used)
        && Arrays.equals(steps, 0, used, other.steps, 0, used)
        && Arrays.equals(scales, 0, used, other.scales, 0, used);
  }

  // What the codec sees.

  int step(int row, int column) {
    return steps[row * COLUMNS + column];
  }

  int scale(int row, int column) {
    return scales[row * COLUMNS + column];
  }

  void setPrediction(int row, int column, int step, int scale) {
    steps[row * COLUMNS + column] = step;
    scales[row * COLUMNS + column] = scale;
  }

  /** Takes over what {@code other} predicts a row from. */
  void copyPrediction(int row, PoseColumns other, int otherRow) {
    int at = row * COLUMNS;
    int otherAt = otherRow * COLUMNS;
    System.arraycopy(other.steps, otherAt, steps, at, COLUMNS);
    System.arraycopy(other.scales, otherAt, scales, at, COLUMNS);
  }

  /** A newcomer's prediction: standing still, nothing learnt. */
  void forget(int row) {
    int at = row * COLUMNS;
    Arrays.fill(steps, at, at + COLUMNS, 0);
    Arrays.fill(scales, at, at + COLUMNS, Prediction.SCALE_AT_START);
  }

  /** Adds a row whose slot is above all others. */
  int append(int slot) throws PoseFormatException {
    if (slot > MAX_SLOT || (count > 0 && slot <= slots[count - 1])) {
      throw new PoseFormatException(Reason.SLOT);
    }
    if (count == MAX_AVATARS) {
      throw new PoseFormatException(Reason.TOO_MANY);
    }
    return add(slot);
  }

  private static void shift(int[] columns, int fromRow, int toRow, int rows) {
    System.arraycopy(columns, fromRow * COLUMNS, columns, toRow * COLUMNS, rows * COLUMNS);
  }

  private void grow(int rows) {
    if (rows > slots.length) {
      int capacity = Math.min(MAX_AVATARS, Math.max(rows, 2 * slots.length));
      slots = Arrays.copyOf(slots, capacity);
      values = Arrays.copyOf(values, capacity * COLUMNS);
      steps = Arrays.copyOf(steps, capacity * COLUMNS);
      scales = Arrays.copyOf(scales, capacity * COLUMNS);
    }
  }
}
