package org.asclepion.host.room;

import java.util.concurrent.atomic.AtomicInteger;

/** Counts the places of a room, taken before anybody arrives. Any thread. */
final class Places {
  private static final int RETIRED = -1;

  private final int capacity;
  private final AtomicInteger taken = new AtomicInteger();

  Places(int capacity) {
    this.capacity = capacity;
  }

  /** What became of a reservation. */
  enum Taken {
    TAKEN,
    FULL,
    /** The room instance is gone; ask the directory for a new one. */
    RETIRED
  }

  Taken take() {
    while (true) {
      int now = taken.get();
      if (now == RETIRED) {
        return Taken.RETIRED;
      }
      if (now >= capacity) {
        return Taken.FULL;
      }
      if (taken.compareAndSet(now, now + 1)) {
        return Taken.TAKEN;
      }
    }
  }

  void release() {
    taken.decrementAndGet();
  }

  /** Succeeds only while nobody holds a place; afterwards nobody can take one. */
  boolean retire() {
    return taken.compareAndSet(0, RETIRED);
  }

  int taken() {
    return Math.max(0, taken.get());
  }
}
