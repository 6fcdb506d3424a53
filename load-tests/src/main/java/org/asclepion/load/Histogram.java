package org.asclepion.load;

import java.util.Arrays;

/**
 * Counts values from 0 to 2⁴⁰, kept to 1.6 % or better. Owned by one thread at a time; bounded,
 * however much it counts.
 */
public final class Histogram {
  private static final int SUB_BITS = 6;
  private static final int SUB = 1 << SUB_BITS;
  private static final long LIMIT = 1L << 40;

  private final long[] counts = new long[(40 - SUB_BITS + 2) * SUB];
  private long total;
  private long max;

  public void add(long value) {
    long v = Math.max(0, Math.min(LIMIT, value));
    counts[index(v)]++;
    total++;
    max = Math.max(max, v);
  }

  public void clear() {
    Arrays.fill(counts, 0);
    total = 0;
    max = 0;
  }

  public long count() {
    return total;
  }

  public long max() {
    return max;
  }

  /** The value that the given share of all values does not exceed; 0 of none. */
  public long percentile(double share) {
    long wanted = (long) Math.ceil(share * total);
    long seen = 0;
    for (int i = 0; i < counts.length; i++) {
      seen += counts[i];
      if (seen >= wanted && seen > 0) {
        return Math.min(max, upper(i));
      }
    }
    return max;
  }

  private static int index(long value) {
    if (value < SUB) {
      return (int) value;
    }
    int shift = 63 - Long.numberOfLeadingZeros(value) - SUB_BITS;
    return (shift + 1) * SUB + (int) (value >>> shift) - SUB;
  }

  /** The greatest value counted at an index. */
  private static long upper(int index) {
    if (index < SUB) {
      return index;
    }
    int shift = index / SUB - 1;
    return ((long) (index % SUB + SUB + 1) << shift) - 1;
  }
}
