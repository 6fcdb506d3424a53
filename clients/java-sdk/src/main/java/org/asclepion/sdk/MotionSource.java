package org.asclepion.sdk;

/** Says how one's own body moves, whenever a sample is due. Called on the client's loop. */
@FunctionalInterface
public interface MotionSource {
  /**
   * Fills in the next sample's motion.
   *
   * @param serverNanos the server's time at which the sample will count
   * @param motion as the last call left it, displacement zero
   * @return whether there is anything to send; posture and place unchanged are never sent
   */
  boolean next(long serverNanos, Motion motion);

  /** Told what became of it: the sample's number, just before it is written. */
  default void sent(int number) {}
}
