package org.asclepion.sdk;

import org.asclepion.protocol.pose.PoseColumns;

/**
 * How one's own body wants to move: filled in by a {@link MotionSource} for each sample. Owned by
 * the client's loop. Metres, radians, unit quaternions; head and hands relative to the root.
 */
public final class Motion {
  /** Wanted displacement of the root since the sample before, along the hospital plan's axes. */
  public double moveX;

  public double moveZ;

  /** 0 faces -Z, positive turns left. */
  public double yaw;

  private final float[] head = {0, 1.6f, 0, 0, 0, 0, 1};
  private final float[] left = {-0.2f, 0.9f, -0.15f, 0, 0, 0, 1};
  private final float[] right = {0.2f, 0.9f, -0.15f, 0, 0, 0, 1};

  /**
   * A limb as px py pz qx qy qz qw, to be written into.
   *
   * @param limb {@link PoseColumns#HEAD}, {@link PoseColumns#LEFT_HAND} or {@link
   *     PoseColumns#RIGHT_HAND}
   */
  public float[] limb(int limb) {
    return switch (limb) {
      case PoseColumns.HEAD -> head;
      case PoseColumns.LEFT_HAND -> left;
      case PoseColumns.RIGHT_HAND -> right;
      default -> throw new IllegalArgumentException("not a limb: " + limb);
    };
  }
}
