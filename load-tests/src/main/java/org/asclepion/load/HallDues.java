package org.asclepion.load;

import java.util.Arrays;

/**
 * What a hall owes its people, found by brute force over where they all are, and what each received
 * of it: of the nearest 40 every sample, of everybody else one a second. Owned by the bots' loop.
 *
 * <p>It counts by whole seconds. Who is nearest is looked up for each receiver when a second
 * begins; the full rate is owed of whoever is among the nearest then and a second later. What is as
 * far away as the 41st is not: it would be a matter of taste. A sample belongs to the second in
 * which it was sent, however long it is on its way.
 */
final class HallDues {
  /** A room that holds more people than this is a hall. */
  static final int ORDINARY_CAPACITY = 100;

  static final int NEAREST = 40;

  /** Of 20 samples a second, so many are enough. */
  static final int ENOUGH = 19;

  /** A pair that is near by chance for a moment says nothing about rates. */
  private static final int FEWEST_SECONDS = 5;

  /** Seconds on the way from the first sample sent to the last one settled. */
  private static final int KEPT = 8;

  private final int people;
  private final double[] x;
  private final double[] z;
  private final double[] squares;

  /** By second, receiver and sender: whether the sender is among the nearest as it begins. */
  private final boolean[][][] near;

  /** By second, receiver and sender: samples received. */
  private final byte[][][] received;

  /** By second and sender: samples sent. */
  private final int[][] sent;

  /** By second and sender: samples that the room took, each in a tick of its own. */
  private final int[][] taken;

  /** By receiver and sender, of all settled seconds. */
  private final int[][] updates;

  private final int[][] nearUpdates;
  private final int[][] nearSeconds;

  /** By person: the second it lives in. */
  private final int[] second;

  private long startNanos = Long.MAX_VALUE;
  private int seconds;
  private long expected;
  private long delivered;
  private long owedSeconds;
  private long shortSeconds;
  private long owedOfTaken;
  private long lostOfTaken;

  HallDues(int people) {
    this.people = people;
    x = new double[people];
    z = new double[people];
    squares = new double[people];
    near = new boolean[KEPT][people][people];
    received = new byte[KEPT][people][people];
    sent = new int[KEPT][people];
    taken = new int[KEPT][people];
    updates = new int[people][people];
    nearUpdates = new int[people][people];
    nearSeconds = new int[people][people];
    second = new int[people];
  }

  /** Begins to count, for so many seconds. */
  void begin(long nanos, int wholeSeconds) {
    startNanos = nanos;
    seconds = wholeSeconds;
    Arrays.fill(second, -1);
  }

  /** A sample left where the sender now is. */
  void sent(int from, long nanos, double atX, double atZ) {
    x[from] = atX;
    z[from] = atZ;
    int now = secondOf(nanos);
    while (second[from] < now) {
      enter(from, second[from] + 1);
    }
    if (now >= 0) {
      sent[now % KEPT][from]++;
    }
  }

  /** A sample came back to its sender: the room took it. */
  void taken(int from, long sentNanos) {
    int when = secondOf(sentNanos);
    if (when > second[from] - KEPT / 2 && when >= 0) {
      taken[when % KEPT][from]++;
    }
  }

  /** A sample arrived. */
  void received(int to, int from, long sentNanos) {
    int when = secondOf(sentNanos);
    if (when > second[to] - KEPT / 2 && when >= 0) {
      received[when % KEPT][to][from]++;
    }
  }

  /** Settles what is left; to be called when all samples have had time to arrive. */
  void end() {
    for (int to = 0; to < people; to++) {
      while (second[to] < seconds + 1) {
        enter(to, second[to] + 1);
      }
    }
  }

  private int secondOf(long nanos) {
    return Math.clamp(Math.floorDiv(nanos - startNanos, 1_000_000_000L), -1, seconds);
  }

  /** A person's next second begins, and the one before the last is settled. */
  private void enter(int who, int now) {
    second[who] = now;
    sent[now % KEPT][who] = 0;
    taken[now % KEPT][who] = 0;
    look(who, near[now % KEPT][who]);
    if (now >= 2) {
      settle(who, now - 2);
    }
    // Nothing was sent yet in the second after the next.
    Arrays.fill(received[(now + 2) % KEPT][who], (byte) 0);
  }

  private void look(int to, boolean[] nearest) {
    for (int from = 0; from < people; from++) {
      squares[from] = (x[from] - x[to]) * (x[from] - x[to]) + (z[from] - z[to]) * (z[from] - z[to]);
    }
    squares[to] = Double.MAX_VALUE;
    double[] sorted = squares.clone();
    Arrays.sort(sorted);
    double first = people > NEAREST ? sorted[NEAREST] : Double.MAX_VALUE;
    for (int from = 0; from < people; from++) {
      nearest[from] = squares[from] < first;
    }
  }

  private void settle(int to, int done) {
    if (done >= seconds) {
      return;
    }
    boolean[] atFirst = near[done % KEPT][to];
    boolean[] atLast = near[(done + 1) % KEPT][to];
    byte[] got = received[done % KEPT][to];
    for (int from = 0; from < people; from++) {
      if (from == to) {
        continue;
      }
      updates[to][from] += got[from];
      if (atFirst[from] && atLast[from]) {
        int owed = sent[done % KEPT][from];
        expected += owed;
        delivered += Math.min(owed, got[from]);
        owedOfTaken += taken[done % KEPT][from];
        lostOfTaken += Math.max(0, taken[done % KEPT][from] - got[from]);
        nearUpdates[to][from] += got[from];
        nearSeconds[to][from]++;
        owedSeconds++;
        shortSeconds += got[from] < ENOUGH ? 1 : 0;
      } else {
        expected++;
        delivered += Math.min(1, got[from]);
      }
    }
  }

  /** Samples owed. */
  long expected() {
    return expected;
  }

  /** Of those, how many came. */
  long delivered() {
    return delivered;
  }

  /** Of all seconds and nearest people, how many had fewer than {@link #ENOUGH} updates. */
  double shortPercent() {
    return 100.0 * shortSeconds / Math.max(1, owedSeconds);
  }

  /**
   * Of the samples that the room took, how many of the nearest did not get: what the hall's choice
   * lost. The rest of what is missing came late, two into one tick.
   */
  double lostPercent() {
    return 100.0 * lostOfTaken / Math.max(1, owedOfTaken);
  }

  /** The fewest updates a second that anybody had of one of the nearest, while it was one. */
  double fewestNear() {
    double fewest = Double.POSITIVE_INFINITY;
    for (int to = 0; to < people; to++) {
      for (int from = 0; from < people; from++) {
        if (nearSeconds[to][from] >= Math.min(FEWEST_SECONDS, seconds)) {
          fewest = Math.min(fewest, (double) nearUpdates[to][from] / nearSeconds[to][from]);
        }
      }
    }
    return fewest;
  }

  /** The fewest updates a second that anybody had of anybody. */
  double fewest() {
    int fewest = Integer.MAX_VALUE;
    for (int to = 0; to < people; to++) {
      for (int from = 0; from < people; from++) {
        if (to != from) {
          fewest = Math.min(fewest, updates[to][from]);
        }
      }
    }
    return (double) fewest / seconds;
  }
}
