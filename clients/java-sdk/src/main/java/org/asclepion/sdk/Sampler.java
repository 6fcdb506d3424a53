package org.asclepion.sdk;

import org.asclepion.protocol.pose.PoseColumns;
import org.asclepion.protocol.pose.PoseGrid;
import org.asclepion.protocol.pose.PoseSample;

/**
 * Makes numbered samples of a motion. What rounding leaves of a displacement goes into the next
 * one, so the sum of what is sent is never more than half a step off. Owned by the client's loop.
 */
final class Sampler {
  private final PoseSample sample = new PoseSample();
  private final PoseSample last = new PoseSample();
  private double owedX;
  private double owedZ;
  private int number;
  private boolean any;

  /** Continues after a number that the server has seen. */
  void continueAfter(int lastNumber) {
    number = lastNumber & 0xFFFF;
  }

  int number() {
    return number;
  }

  /** Takes in a motion; whether there is anything to send. Then {@link #take} it. */
  boolean offer(Motion motion) {
    owedX += motion.moveX;
    owedZ += motion.moveZ;
    sample.moveX = PoseGrid.move(owedX);
    sample.moveZ = PoseGrid.move(owedZ);
    sample.yaw = PoseGrid.yaw(motion.yaw);
    limb(motion, PoseColumns.HEAD);
    limb(motion, PoseColumns.LEFT_HAND);
    limb(motion, PoseColumns.RIGHT_HAND);
    return !any || sample.moveX != 0 || sample.moveZ != 0 || !sample.samePosture(last);
  }

  /** Gives the offered sample its number and its bytes. */
  PoseSample take() {
    any = true;
    number = (number + 1) & 0xFFFF;
    sample.number = number;
    owedX -= PoseGrid.rootMetres(sample.moveX);
    owedZ -= PoseGrid.rootMetres(sample.moveZ);
    last.yaw = sample.yaw;
    for (int column = PoseColumns.HEAD; column < PoseColumns.COLUMNS; column++) {
      last.set(column, sample.get(column));
    }
    return sample;
  }

  /** Owes nothing any more: the body is elsewhere. */
  void forget() {
    owedX = 0;
    owedZ = 0;
    any = false;
  }

  private void limb(Motion motion, int limb) {
    float[] l = motion.limb(limb);
    sample.setLimb(limb, l[0], l[1], l[2], l[3], l[4], l[5], l[6]);
  }
}
