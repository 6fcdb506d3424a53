package org.asclepion.host.isolation;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What an oracle found: violations, and how much it looked at. Any thread. */
final class Findings {
  private static final int KEPT_PER_KIND = 20;

  private final Map<Violation.Kind, Integer> counts = new EnumMap<>(Violation.Kind.class);
  private final List<Violation> kept = new ArrayList<>();
  private final Map<String, Long> seen = new TreeMap<>();

  synchronized void add(Violation.Kind kind, String text) {
    if (counts.merge(kind, 1, Integer::sum) <= KEPT_PER_KIND) {
      kept.add(new Violation(kind, text));
    }
  }

  /** Counts something that was looked at and was as it should be. */
  synchronized void saw(String what) {
    seen.merge(what, 1L, Long::sum);
  }

  synchronized void saw(String what, long count) {
    seen.merge(what, count, Long::sum);
  }

  synchronized long seen(String what) {
    return seen.getOrDefault(what, 0L);
  }

  synchronized boolean has(Violation.Kind kind) {
    return counts.containsKey(kind);
  }

  synchronized Map<Violation.Kind, Integer> counts() {
    return new EnumMap<>(counts);
  }

  synchronized List<Violation> violations() {
    return List.copyOf(kept);
  }

  synchronized Map<String, Long> seen() {
    return new TreeMap<>(seen);
  }
}
