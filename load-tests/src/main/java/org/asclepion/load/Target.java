package org.asclepion.load;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * A figure that a workload is held to.
 *
 * @param name what it is, for people
 * @param at where it is in a run's line, as a JSON pointer
 * @param limit what it may be at most, or must be at least
 */
record Target(String name, String at, boolean atMost, double limit) {
  static Target atMost(String name, String at, double limit) {
    return new Target(name, at, true, limit);
  }

  static Target atLeast(String name, String at, double limit) {
    return new Target(name, at, false, limit);
  }

  /** NaN when the run does not tell. */
  double in(JsonNode line) {
    return line.at(at).asDouble(Double.NaN);
  }

  /** False also for what is not known. */
  boolean isMetBy(double value) {
    return atMost ? value <= limit : value >= limit;
  }
}
