package org.asclepion.media.rtp;

/**
 * Whether a queue on the path is growing, told from how arrivals spread against departures. Owned
 * by the receiver's loop.
 *
 * <p>Packets that left within {@link #GROUP_MICROS} are one group. From group to group, the arrival
 * interval less the departure interval is what the queue grew; its smoothed sum over time is fitted
 * with a line. A slope above a threshold for a while is overuse. The threshold follows the slope
 * slowly, so that a path that always wavers does not count as full, and quickly enough that rivals
 * with a greedy control cannot starve us. After draft-ietf-rmcat-gcc-02, with the line of its
 * successor.
 */
final class DelayTrend {
  /** What the path does. */
  enum State {
    UNDERUSE,
    NORMAL,
    OVERUSE
  }

  static final long GROUP_MICROS = 5_000;

  private static final int POINTS = 20;
  private static final int MAX_COUNTED = 60;
  private static final double SMOOTHING = 0.9;
  private static final double GAIN = 4;
  private static final double FIRST_THRESHOLD = 12.5;
  private static final double MIN_THRESHOLD = 6;
  private static final double MAX_THRESHOLD = 600;
  private static final double RAISE_PER_MILLI = 0.0087;
  private static final double LOWER_PER_MILLI = 0.039;
  private static final double OUTLIER = 15;
  private static final double OVERUSE_MILLIS = 10;

  /** A pause in arrivals, or a clock that jumped: begin anew. */
  private static final long RESET_MICROS = 3_000_000;

  private final double[] times = new double[POINTS];
  private final double[] delays = new double[POINTS];
  private int points;
  private int counted;

  private boolean open;
  private long groupSent;
  private long groupLastSent;
  private long groupArrived;
  private boolean before;
  private long beforeSent;
  private long beforeArrived;

  private double sum;
  private double smoothed;
  private double firstTime;
  private double slopeBefore;
  private double overMillis;
  private double threshold = FIRST_THRESHOLD;
  private State state = State.NORMAL;
  private int overuses;

  State state() {
    return state;
  }

  /** How often it was seen that a queue grows, and grows faster: more is more evidence. */
  int overuses() {
    return overuses;
  }

  /** A packet of which feedback told the arrival; times in microseconds, each on its own clock. */
  void packet(long sent, long arrived) {
    if (!open) {
      begin(sent, arrived);
      return;
    }
    if (Math.abs(arrived - groupArrived) > RESET_MICROS) {
      reset();
      begin(sent, arrived);
      return;
    }
    if (sent < groupSent) {
      return;
    }
    if (sent - groupSent <= GROUP_MICROS) {
      groupLastSent = Math.max(groupLastSent, sent);
      groupArrived = Math.max(groupArrived, arrived);
      return;
    }
    if (before) {
      interval(groupLastSent - beforeSent, groupArrived - beforeArrived, groupArrived);
    }
    before = true;
    beforeSent = groupLastSent;
    beforeArrived = groupArrived;
    begin(sent, arrived);
  }

  private void begin(long sent, long arrived) {
    open = true;
    groupSent = sent;
    groupLastSent = sent;
    groupArrived = arrived;
  }

  private void reset() {
    before = false;
    points = 0;
    counted = 0;
    sum = 0;
    smoothed = 0;
    overMillis = 0;
    state = State.NORMAL;
  }

  private void interval(long sentMicros, long arrivedMicros, long atMicros) {
    double growth = (arrivedMicros - sentMicros) / 1_000.0;
    double at = atMicros / 1_000.0;
    if (counted == 0) {
      firstTime = at;
    }
    counted = Math.min(counted + 1, MAX_COUNTED);
    sum += growth;
    smoothed = SMOOTHING * smoothed + (1 - SMOOTHING) * sum;
    if (points == POINTS) {
      System.arraycopy(times, 1, times, 0, POINTS - 1);
      System.arraycopy(delays, 1, delays, 0, POINTS - 1);
      points--;
    }
    times[points] = at - firstTime;
    delays[points++] = smoothed;
    if (points == POINTS) {
      judge(slope() * counted * GAIN, arrivedMicros / 1_000.0, sentMicros / 1_000.0);
    }
  }

  private double slope() {
    double meanTime = 0;
    double meanDelay = 0;
    for (int i = 0; i < POINTS; i++) {
      meanTime += times[i] / POINTS;
      meanDelay += delays[i] / POINTS;
    }
    double above = 0;
    double below = 0;
    for (int i = 0; i < POINTS; i++) {
      above += (times[i] - meanTime) * (delays[i] - meanDelay);
      below += (times[i] - meanTime) * (times[i] - meanTime);
    }
    return below == 0 ? 0 : above / below;
  }

  private void judge(double slope, double arrivedMillis, double sentMillis) {
    if (slope > threshold) {
      overMillis += sentMillis;
      if (overMillis > OVERUSE_MILLIS && slope >= slopeBefore) {
        overMillis = 0;
        overuses++;
        state = State.OVERUSE;
      }
    } else {
      overMillis = 0;
      state = slope < -threshold ? State.UNDERUSE : State.NORMAL;
    }
    slopeBefore = slope;
    double distance = Math.abs(slope) - threshold;
    if (distance <= OUTLIER) {
      double rate = distance < 0 ? LOWER_PER_MILLI : RAISE_PER_MILLI;
      double moved = threshold + rate * distance * Math.clamp(arrivedMillis, 0, 100);
      threshold = Math.clamp(moved, MIN_THRESHOLD, MAX_THRESHOLD);
    }
  }
}
