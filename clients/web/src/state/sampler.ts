import { encodeSample, limbSteps, moveSteps, orientationSteps, rootMetres, yawSteps } from '../protocol/pose';
import { HEAD_AT, LEFT_AT, type Pose, RIGHT_AT } from './pose';
import type { Prediction } from './prediction';

/** Turns one's own motion into numbered samples. What rounding leaves over goes into the next one, so the way adds up. */
export class Sampler {
  private number = -1;
  private leftX = 0;
  private leftZ = 0;

  /** The payload of the next sample. `pose` holds the own head and hands relative to the root. */
  next(prediction: Prediction, pose: Pose): Uint8Array<ArrayBuffer> {
    this.number = (this.number + 1) & 0xffff;
    const { dx, dz } = prediction.takeSample(this.number);
    const moveX = moveSteps(dx + this.leftX);
    const moveZ = moveSteps(dz + this.leftZ);
    this.leftX += dx - rootMetres(moveX);
    this.leftZ += dz - rootMetres(moveZ);
    const limbs: number[] = [];
    for (const at of [HEAD_AT, LEFT_AT, RIGHT_AT]) {
      limbs.push(limbSteps(pose[at]!), limbSteps(pose[at + 1]!), limbSteps(pose[at + 2]!));
      limbs.push(...orientationSteps(pose[at + 3]!, pose[at + 4]!, pose[at + 5]!, pose[at + 6]!));
    }
    return encodeSample({ number: this.number, moveX, moveZ, yaw: yawSteps(prediction.yaw), limbs });
  }

  /** A body set down elsewhere owes nothing of the old way. */
  forgetRemainder(): void {
    this.leftX = this.leftZ = 0;
  }
}
