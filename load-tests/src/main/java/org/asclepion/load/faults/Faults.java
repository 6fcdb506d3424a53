package org.asclepion.load.faults;

/**
 * What a line does to the bytes on it, each way. The same faults give each connection the same
 * timetable again, by its number. Immutable.
 *
 * @param delayMillis how long everything takes
 * @param jitterMillis how much longer or shorter, at most
 * @param stallEverySeconds how long from one stall to the next on average; 0 for no stalls
 * @param stallForMillis how long the longest stall is; the shortest has {@link #SHORTEST_STALL} of
 *     it. A stall is what TCP makes of lost packets: nothing for a while, then everything
 * @param seed of all chance
 */
public record Faults(
    double delayMillis,
    double jitterMillis,
    double stallEverySeconds,
    double stallForMillis,
    long seed) {
  public static final Faults NONE = new Faults(0, 0, 0, 0, 1);

  static final double SHORTEST_STALL = 0.3;

  public Faults {
    if (!(delayMillis >= 0 && jitterMillis >= 0 && stallEverySeconds >= 0 && stallForMillis >= 0)) {
      throw new IllegalArgumentException("times are not negative");
    }
  }

  public static Faults delay(double delayMillis, double jitterMillis, long seed) {
    return new Faults(delayMillis, jitterMillis, 0, 0, seed);
  }

  public Faults stalling(double everySeconds, double forMillis) {
    return new Faults(delayMillis, jitterMillis, everySeconds, forMillis, seed);
  }

  boolean stalls() {
    return stallEverySeconds > 0 && stallForMillis > 0;
  }

  /** Whether a line with these is any different from one without. */
  public boolean isNone() {
    return delayMillis == 0 && jitterMillis == 0 && !stalls();
  }
}
