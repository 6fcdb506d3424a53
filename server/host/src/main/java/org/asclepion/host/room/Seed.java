package org.asclepion.host.room;

import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;

/** All the randomness of one room instance, as a number that can be written down. Immutable. */
public record Seed(long value) {
  private static final String ALGORITHM = "L64X128MixRandom";

  /** A new generator; all of one seed give the same numbers. */
  public RandomGenerator random() {
    return RandomGeneratorFactory.of(ALGORITHM).create(value);
  }
}
