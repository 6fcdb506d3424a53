package org.asclepion.protocol;

import java.util.Random;

/** The seed of a randomised test: {@code -Dseed=N}, else another one each time; always printed. */
public final class Seed {
  public static Random random(String test) {
    long seed = Long.getLong("seed", System.nanoTime());
    System.out.println(test + ": -Dseed=" + seed);
    return new Random(seed);
  }

  private Seed() {}
}
