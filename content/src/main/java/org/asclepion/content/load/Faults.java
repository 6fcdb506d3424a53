package org.asclepion.content.load;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;

/** Collects the faults of one load; at most {@link #MOST} of them, each once. */
final class Faults {
  /** More than anybody reads; keeps a hostile directory from filling the memory. */
  static final int MOST = 1_000;

  private final TreeSet<Fault> found = new TreeSet<>();

  void add(Place place, String what, String fix) {
    if (found.size() < MOST) {
      found.add(new Fault(place, what, fix));
    }
  }

  boolean isEmpty() {
    return found.isEmpty();
  }

  int size() {
    return found.size();
  }

  /** By file, line and column. */
  List<Fault> sorted() {
    return new ArrayList<>(found);
  }
}
