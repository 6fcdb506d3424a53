package org.asclepion.media.route;

import java.util.concurrent.atomic.AtomicLongArray;

/** A loop's counts. The loop adds without any fence; any thread may read, a little late. */
final class Counters {
  private final AtomicLongArray counts = new AtomicLongArray(Count.values().length);

  @SuppressWarnings("EnumOrdinal") // an array by enum, on the path of every packet
  void add(Count count, long more) {
    int at = count.ordinal();
    counts.setPlain(at, counts.getPlain(at) + more);
  }

  void add(Count count) {
    add(count, 1);
  }

  @SuppressWarnings("EnumOrdinal")
  long get(Count count) {
    return counts.getOpaque(count.ordinal());
  }
}
