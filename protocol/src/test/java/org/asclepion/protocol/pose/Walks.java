package org.asclepion.protocol.pose;

import static org.asclepion.protocol.pose.PoseColumns.COLUMNS;
import static org.asclepion.protocol.pose.PoseColumns.HEAD;
import static org.asclepion.protocol.pose.PoseColumns.LIMB_COLUMNS;

import java.util.random.RandomGenerator;

/** Random poses: rows that come, rest, move, leap and go. */
final class Walks {
  private final RandomGenerator random;

  Walks(RandomGenerator random) {
    this.random = random;
  }

  /** Changes {@code columns} as a tick of a lively room would. */
  void tick(PoseColumns columns, int most) {
    if (random.nextInt(8) == 0 && columns.size() < most) {
      place(columns, columns.add(random.nextInt(PoseColumns.MAX_SLOT + 1)));
    }
    if (random.nextInt(12) == 0 && columns.size() > 0) {
      columns.remove(columns.slotAt(random.nextInt(columns.size())));
    }
    for (int row = 0; row < columns.size(); row++) {
      switch (random.nextInt(6)) {
        case 0 -> {}
        case 1 -> place(columns, row);
        default -> move(columns, row, 1 + random.nextInt(60));
      }
    }
  }

  /** Anywhere in the columns' ranges, the corners more often than by chance. */
  void place(PoseColumns columns, int row) {
    for (int column = 0; column < COLUMNS; column++) {
      int bits = Prediction.bits(column);
      int value = random.nextInt(1 << bits);
      value =
          switch (random.nextInt(12)) {
            case 0 -> 0;
            case 1 -> (1 << bits) - 1;
            default -> value;
          };
      columns.set(row, column, fit(column, value - (1 << (bits - 1))));
    }
    keepOrientations(columns, row);
  }

  private void move(PoseColumns columns, int row, int reach) {
    columns.set(row, 0, (columns.get(row, 0) + 1) & 0xFFFF);
    for (int column = 1; column < COLUMNS; column++) {
      int by = random.nextInt(2 * reach + 1) - reach;
      columns.set(row, column, fit(column, columns.get(row, column) + by));
    }
    keepOrientations(columns, row);
  }

  private static int fit(int column, int value) {
    int bits = Prediction.bits(column);
    if (column == PoseColumns.SAMPLE || column == PoseColumns.YAW) {
      return value & ((1 << bits) - 1);
    }
    int limit = 1 << (bits - 1);
    return Math.max(-limit, Math.min(limit - 1, value));
  }

  private static void keepOrientations(PoseColumns columns, int row) {
    for (int at = HEAD + 3; at < COLUMNS; at += LIMB_COLUMNS) {
      while (!PoseGrid.isOrientation(
          columns.get(row, at), columns.get(row, at + 1), columns.get(row, at + 2))) {
        for (int i = at; i < at + 3; i++) {
          columns.set(row, i, columns.get(row, i) / 2);
        }
      }
    }
  }
}
