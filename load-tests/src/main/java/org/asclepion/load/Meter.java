package org.asclepion.load;

import java.util.SplittableRandom;

/** What all bots see, counted. Owned by the bots' loop. */
final class Meter {
  private static final int SIZES_KEPT = 20_000;

  private final SplittableRandom random = new SplittableRandom(7);
  private boolean measuring;
  private long startNanos = Long.MAX_VALUE;
  private long endNanos = Long.MAX_VALUE;

  final Histogram latencyMicros = new Histogram();
  final Histogram positionMicrometres = new Histogram();
  final Histogram rotationMillidegrees = new Histogram();
  final Histogram queueMicros = new Histogram();
  final int[] sizes = new int[SIZES_KEPT];
  long frames;
  long bytes;
  long sent;
  long expected;
  long delivered;
  long blocked;

  /** In halls, what {@link HallDues} says of rates; else negative. */
  double fewestNear = -1;

  double fewestOfAll = -1;
  double nearShortPercent = -1;
  double nearLostPercent = -1;

  /** Errors count from the first connection on, not only while measuring. */
  long errors;

  String firstError = "";

  void start(long now) {
    measuring = true;
    startNanos = now;
  }

  void stop(long now) {
    measuring = false;
    endNanos = now;
  }

  double exactSeconds() {
    return (endNanos - startNanos) / 1e9;
  }

  boolean isMeasuring() {
    return measuring;
  }

  /** Whether a sample sent then counts: also when it arrives after the end. */
  boolean counts(long sentNanos) {
    return sentNanos - startNanos >= 0 && sentNanos - endNanos < 0;
  }

  void frame(int size) {
    if (measuring) {
      int at = frames < SIZES_KEPT ? (int) frames : (int) random.nextLong(frames + 1);
      if (at >= 0 && at < SIZES_KEPT) {
        sizes[at] = size;
      }
      frames++;
      bytes += size;
    }
  }

  void error(String what) {
    errors++;
    if (firstError.isEmpty()) {
      firstError = what;
    }
  }
}
