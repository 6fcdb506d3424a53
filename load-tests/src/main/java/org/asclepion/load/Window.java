package org.asclepion.load;

import java.util.Map;
import java.util.TreeMap;

/**
 * The durations a server counted between two looks at its metrics, from a histogram whose counts
 * only grow. Immutable once made.
 */
final class Window {
  /** Counts up to a duration in seconds, of the window alone. */
  private final TreeMap<Double, Double> upTo = new TreeMap<>();

  /**
   * @param name of the histogram, without {@code _bucket}
   */
  Window(String name, Map<String, Double> before, Map<String, Double> after) {
    String head = name + "_bucket{le=\"";
    for (Map.Entry<String, Double> metric : after.entrySet()) {
      String key = metric.getKey();
      if (key.startsWith(head)) {
        String end = key.substring(head.length(), key.length() - 2);
        double seconds = end.equals("+Inf") ? Double.POSITIVE_INFINITY : Double.parseDouble(end);
        upTo.put(seconds, metric.getValue() - before.getOrDefault(key, 0.0));
      }
    }
  }

  private double count() {
    return upTo.isEmpty() ? 0 : upTo.lastEntry().getValue();
  }

  /**
   * The duration in seconds that this share of all does not exceed, interpolated within a bucket;
   * not a number when there were none.
   */
  double quantile(double share) {
    double wanted = share * count();
    double from = 0;
    double below = 0;
    for (Map.Entry<Double, Double> bucket : upTo.entrySet()) {
      double count = bucket.getValue();
      if (count > below && count >= wanted) {
        double end = bucket.getKey();
        return Double.isInfinite(end)
            ? from
            : from + (end - from) * (wanted - below) / (count - below);
      }
      below = count;
      from = bucket.getKey();
    }
    return Double.NaN;
  }

  /** The end of the last bucket that holds any, in seconds; not a number when there were none. */
  double max() {
    return quantile(1);
  }
}
