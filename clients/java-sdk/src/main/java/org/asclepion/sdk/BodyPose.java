package org.asclepion.sdk;

/**
 * Where a body is at a moment, to be drawn. Metres, radians, unit quaternions; head and hands
 * relative to the root, turned by its yaw. Mutable and reusable, owned by who made it.
 */
public final class BodyPose {
  /** Hospital plan. */
  public double x;

  public double y;
  public double z;

  /** In any turn: only its sine and cosine mean something. */
  public double yaw;

  /** px py pz qx qy qz qw. */
  public final float[] head = new float[7];

  public final float[] leftHand = new float[7];
  public final float[] rightHand = new float[7];

  float[] limb(int index) {
    return switch (index) {
      case 0 -> head;
      case 1 -> leftHand;
      case 2 -> rightHand;
      default -> throw new IllegalArgumentException("limb " + index);
    };
  }
}
