package org.asclepion.load.faults;

/**
 * What a path does to the datagrams on it, each way. The same faults give each caller the same luck
 * again, by its number. Immutable.
 *
 * @param lossPercent how many never arrive, each by a draw of its own
 * @param delayMillis how long they take
 * @param jitterMillis how much longer or shorter, at most; none overtakes another
 * @param seed of all chance
 */
public record PathFaults(double lossPercent, double delayMillis, double jitterMillis, long seed) {
  public PathFaults {
    if (!(lossPercent >= 0 && lossPercent <= 100 && delayMillis >= 0 && jitterMillis >= 0)) {
      throw new IllegalArgumentException("no such path");
    }
  }

  /** Whether a path with these is any different from one without. */
  public boolean isNone() {
    return lossPercent == 0 && delayMillis == 0 && jitterMillis == 0;
  }

  Faults times() {
    return Faults.delay(delayMillis, jitterMillis, seed);
  }
}
