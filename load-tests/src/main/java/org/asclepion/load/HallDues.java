package org.asclepion.load;

import java.util.Arrays;
import java.util.List;

/**
 * What a hall owes its people, found by brute force over where they all stand, and what each
 * received of it: of the nearest 40 every sample, of everybody else one a second. Owned by the
 * bots' loop.
 */
final class HallDues {
  /** A room that holds more people than this is a hall. */
  static final int ORDINARY_CAPACITY = 100;

  static final int NEAREST = 40;

  private final List<Bot> bots;

  /** By receiver and sender: whether the sender is among the receiver's nearest. */
  private final boolean[][] near;

  /** By sender: how many have it among their nearest. */
  private final int[] receivers;

  private final int[][] updates;
  private final int[][] lastSecond;
  private long startNanos;

  HallDues(List<Bot> bots) {
    this.bots = bots;
    int count = bots.size();
    near = new boolean[count][count];
    receivers = new int[count];
    updates = new int[count][count];
    lastSecond = new int[count][count];
  }

  /** Looks where everybody is: they hardly move from there while they play. */
  void begin(long nanos) {
    startNanos = nanos;
    int count = bots.size();
    double[] x = bots.stream().mapToDouble(Bot::x).toArray();
    double[] z = bots.stream().mapToDouble(Bot::z).toArray();
    double[] squares = new double[count];
    for (int to = 0; to < count; to++) {
      for (int from = 0; from < count; from++) {
        squares[from] =
            (x[from] - x[to]) * (x[from] - x[to]) + (z[from] - z[to]) * (z[from] - z[to]);
      }
      double[] sorted = squares.clone();
      Arrays.sort(sorted);
      // The first is oneself.
      double farthest = sorted[Math.min(NEAREST, count - 1)];
      for (int from = 0; from < count; from++) {
        near[to][from] = squares[from] <= farthest;
        receivers[from] += to != from && near[to][from] ? 1 : 0;
      }
      Arrays.fill(lastSecond[to], -1);
    }
  }

  /** How many of those owed every sample of this bot there are. */
  int nearReceivers(int from) {
    return receivers[from];
  }

  /** A sample arrived; answers whether it was owed. */
  boolean received(int to, int from, long sentNanos) {
    updates[to][from]++;
    if (near[to][from]) {
      return true;
    }
    int second = (int) ((sentNanos - startNanos) / 1_000_000_000);
    boolean first = lastSecond[to][from] != second;
    lastSecond[to][from] = second;
    return first;
  }

  /** Pairs that are owed one update a second. */
  long farPairs() {
    long pairs = 0;
    for (int from = 0; from < bots.size(); from++) {
      pairs += bots.size() - 1 - nearReceivers(from);
    }
    return pairs;
  }

  /** The fewest updates that anybody had of one of the nearest, or of one of the others. */
  int fewest(boolean ofNear) {
    int fewest = Integer.MAX_VALUE;
    for (int to = 0; to < bots.size(); to++) {
      for (int from = 0; from < bots.size(); from++) {
        if (to != from
            && near[to][from] == ofNear
            && bots.get(to).isIn()
            && bots.get(from).isIn()) {
          fewest = Math.min(fewest, updates[to][from]);
        }
      }
    }
    return fewest == Integer.MAX_VALUE ? 0 : fewest;
  }
}
