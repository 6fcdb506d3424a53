package org.asclepion.host.replication;

import java.util.List;

/**
 * Chooses whom a member of a hall is to see at the full rate: the nearest, then who is in front,
 * who was near before, and the nearest presenters. A tool of one thread, without memory.
 */
final class HallChoice {
  /** In front counts as half as far. Squares, as all distances here. */
  private static final float IN_FRONT = 0.25f;

  /** Who is near already counts as a fifth closer, so that nobody flickers. */
  private static final float KEPT = 0.64f;

  /** The cosine of 45°. */
  private static final double FRONT_COSINE = 0.707;

  private long[] keys = new long[64];
  private final int[] presenters = new int[Hall.PRESENTERS];
  private final float[] presenterSquares = new float[Hall.PRESENTERS];

  /**
   * @param bodies all there are
   * @param x where the member stands, and z
   * @param yaw where it looks, radians
   * @param quota how many may be near, besides presenters
   * @param near by slot: who is near already, and afterwards who is to be
   */
  void choose(List<HallBody> bodies, double x, double z, double yaw, int quota, boolean[] near) {
    int count = bodies.size();
    if (keys.length < count) {
      keys = new long[2 * count];
    }
    int found = 0;
    for (int i = 0; i < count; i++) {
      HallBody body = bodies.get(i);
      float square = square(body, x, z);
      keys[i] = key(square, i);
      if (body.presenter) {
        found = present(found, square, body.slot);
      }
    }
    int nearest = Math.min(count, Math.min(quota, Hall.PROMISED + Hall.SPARE));
    select(keys, 0, count, nearest);
    double frontX = -Math.sin(yaw);
    double frontZ = -Math.cos(yaw);
    for (int i = nearest; i < count; i++) {
      int index = (int) (keys[i] & 0xFFFF);
      HallBody body = bodies.get(index);
      float square = square(body, x, z);
      double ahead = (body.x - x) * frontX + (body.z - z) * frontZ;
      float weight =
          ahead > 0 && ahead * ahead > FRONT_COSINE * FRONT_COSINE * square ? IN_FRONT : 1;
      keys[i] = key(square * weight * (near[body.slot] ? KEPT : 1), index);
    }
    int chosen = Math.min(count, quota);
    select(keys, nearest, count, chosen);
    for (int i = 0; i < count; i++) {
      near[bodies.get((int) (keys[i] & 0xFFFF)).slot] = i < chosen;
    }
    for (int i = 0; i < found; i++) {
      near[presenters[i]] = true;
    }
  }

  private static float square(HallBody body, double x, double z) {
    double dx = body.x - x;
    double dz = body.z - z;
    return (float) (dx * dx + dz * dz);
  }

  /** Floats that are not negative keep their order as bits. */
  private static long key(float square, int index) {
    return (long) Float.floatToIntBits(square) << 16 | index;
  }

  /** Keeps the nearest presenters in order of distance; answers how many there are. */
  private int present(int found, float square, int slot) {
    int at = found;
    while (at > 0 && presenterSquares[at - 1] > square) {
      at--;
    }
    if (at == Hall.PRESENTERS) {
      return found;
    }
    int kept = Math.min(found, Hall.PRESENTERS - 1);
    System.arraycopy(presenters, at, presenters, at + 1, kept - at);
    System.arraycopy(presenterSquares, at, presenterSquares, at + 1, kept - at);
    presenters[at] = slot;
    presenterSquares[at] = square;
    return kept + 1;
  }

  /** Puts the smallest {@code count - from} of a range first, in no order: Hoare's selection. */
  static void select(long[] keys, int from, int to, int count) {
    int low = from;
    int high = to - 1;
    while (low < high && count > low && count <= high) {
      long pivot = keys[(low + high) >>> 1];
      int i = low;
      int j = high;
      while (i <= j) {
        while (keys[i] < pivot) {
          i++;
        }
        while (keys[j] > pivot) {
          j--;
        }
        if (i <= j) {
          long swapped = keys[i];
          keys[i++] = keys[j];
          keys[j--] = swapped;
        }
      }
      // Everything up to j is at most the pivot, everything from i on at least.
      if (count <= j + 1) {
        high = j;
      } else if (count >= i) {
        low = i;
      } else {
        return;
      }
    }
  }
}
