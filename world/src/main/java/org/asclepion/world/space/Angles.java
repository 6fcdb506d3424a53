package org.asclepion.world.space;

/** Yaw arithmetic that gives the same bits everywhere. Stateless; any thread may call it. */
public final class Angles {
  private static final double TURN = 2 * Math.PI;

  private Angles() {}

  /** The same direction in (-π, π]; {@code yaw} must be finite. */
  public static double wrap(double yaw) {
    if (yaw > -Math.PI && yaw <= Math.PI) {
      return yaw;
    }
    double rest = StrictMath.IEEEremainder(yaw, TURN);
    return rest <= -Math.PI ? Math.PI : rest;
  }

  /** The +X part of the unit vector that {@code yaw} faces. */
  public static double forwardX(double yaw) {
    return -StrictMath.sin(yaw);
  }

  /** The +Z part of the unit vector that {@code yaw} faces. */
  public static double forwardZ(double yaw) {
    return -StrictMath.cos(yaw);
  }
}
