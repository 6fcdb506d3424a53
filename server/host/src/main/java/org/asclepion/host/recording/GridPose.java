package org.asclepion.host.recording;

import org.asclepion.protocol.pose.PoseGrid;
import org.asclepion.world.avatar.Limb;
import org.asclepion.world.avatar.Reach;
import org.asclepion.world.intent.Intent;

/**
 * A pose sample as the integers that stand for it on the grids of {@link PoseGrid}: a tenth of its
 * size, and the very same numbers back. Mutable; owned by one thread.
 */
final class GridPose {
  /** Sample, dx, dz, yaw; then x y z and three of the orientation for head, left, right hand. */
  static final int COLUMNS = 22;

  private static final int SAMPLE = 0;
  private static final int MOVE_X = 1;
  private static final int MOVE_Z = 2;
  private static final int YAW = 3;
  private static final int HEAD = 4;
  private static final int LEFT_HAND = 10;
  private static final int RIGHT_HAND = 16;

  final int[] columns = new int[COLUMNS];
  private final float[] quaternion = new float[4];

  /** Takes over a sample; false if the grids do not hold it to the last bit. */
  boolean set(Intent.PoseSample pose) {
    if (pose.sample() < 0
        || pose.sample() > 0xFFFF
        || !Double.isFinite(pose.dx())
        || !Double.isFinite(pose.dz())
        || !Double.isFinite(pose.yaw())) {
      return false;
    }
    columns[SAMPLE] = pose.sample();
    columns[MOVE_X] = PoseGrid.move(pose.dx());
    columns[MOVE_Z] = PoseGrid.move(pose.dz());
    columns[YAW] = PoseGrid.yaw(pose.yaw());
    return same(pose.dx(), PoseGrid.rootMetres(columns[MOVE_X]))
        && same(pose.dz(), PoseGrid.rootMetres(columns[MOVE_Z]))
        && same(pose.yaw(), PoseGrid.yawRadians(columns[YAW]))
        && set(pose.head(), HEAD)
        && set(pose.leftHand(), LEFT_HAND)
        && set(pose.rightHand(), RIGHT_HAND);
  }

  private boolean set(Limb limb, int at) {
    if (!Reach.finite(limb)) {
      return false;
    }
    columns[at] = PoseGrid.limb(limb.x);
    columns[at + 1] = PoseGrid.limb(limb.y);
    columns[at + 2] = PoseGrid.limb(limb.z);
    PoseGrid.orientation(limb.qx, limb.qy, limb.qz, limb.qw, columns, at + 3);
    PoseGrid.quaternion(columns[at + 3], columns[at + 4], columns[at + 5], quaternion, 0);
    return same(limb.x, PoseGrid.limbMetres(columns[at]))
        && same(limb.y, PoseGrid.limbMetres(columns[at + 1]))
        && same(limb.z, PoseGrid.limbMetres(columns[at + 2]))
        && same(limb.qx, quaternion[0])
        && same(limb.qy, quaternion[1])
        && same(limb.qz, quaternion[2])
        && same(limb.qw, quaternion[3]);
  }

  /** The sample that was taken over. */
  Intent.PoseSample toIntent(long participant) {
    return new Intent.PoseSample(
        participant,
        columns[SAMPLE],
        PoseGrid.rootMetres(columns[MOVE_X]),
        PoseGrid.rootMetres(columns[MOVE_Z]),
        PoseGrid.yawRadians(columns[YAW]),
        limb(HEAD),
        limb(LEFT_HAND),
        limb(RIGHT_HAND));
  }

  private Limb limb(int at) {
    PoseGrid.quaternion(columns[at + 3], columns[at + 4], columns[at + 5], quaternion, 0);
    Limb limb = new Limb();
    limb.set(
        PoseGrid.limbMetres(columns[at]),
        PoseGrid.limbMetres(columns[at + 1]),
        PoseGrid.limbMetres(columns[at + 2]),
        quaternion[0],
        quaternion[1],
        quaternion[2],
        quaternion[3]);
    return limb;
  }

  private static boolean same(double a, double b) {
    return Double.doubleToRawLongBits(a) == Double.doubleToRawLongBits(b);
  }

  private static boolean same(float a, float b) {
    return Float.floatToRawIntBits(a) == Float.floatToRawIntBits(b);
  }
}
