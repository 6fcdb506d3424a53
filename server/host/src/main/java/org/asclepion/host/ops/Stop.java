package org.asclepion.host.ops;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * One time the JVM stopped all its threads, as its log tells. Immutable.
 *
 * @param collection whether the garbage collector asked for it
 * @param workNanos how long everything stood still
 * @param totalNanos the same, and the waiting for the last thread to stop before
 */
record Stop(boolean collection, long workNanos, long totalNanos) {
  /** As of JDK 25; times are all in nanoseconds. */
  private static final Pattern LINE =
      Pattern.compile("Safepoint \"(\\w+)\",.* At safepoint: +(\\d+) ns,.* Total: +(\\d+) ns.*");

  /** How the names of the collectors' operations begin. */
  private static final Pattern COLLECTION =
      Pattern.compile("(Z|Serial|Parallel|G1|Shenandoah|CollectFor)[A-Z]?.*");

  /** Null when the line is of something else. */
  static @Nullable Stop parse(String line) {
    Matcher stop = LINE.matcher(line);
    return stop.matches()
        ? new Stop(
            COLLECTION.matcher(stop.group(1)).matches(),
            Long.parseLong(stop.group(2)),
            Long.parseLong(stop.group(3)))
        : null;
  }
}
