package org.asclepion.world.room;

/** Mixes numbers into a running 64-bit hash. Stateless. */
final class Hash {
  private Hash() {}

  static long mix(long hash, long value) {
    long h = (hash ^ value) * 0x9E3779B97F4A7C15L;
    h ^= h >>> 32;
    h *= 0xD6E8FEB86659FD93L;
    return h ^ (h >>> 29);
  }

  static long mix(long hash, double value) {
    return mix(hash, Double.doubleToLongBits(value));
  }
}
