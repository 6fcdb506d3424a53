import { fromYawPitch, type Quaternion, times } from '../base/quaternion';
import type { Vector } from '../base/space';
import { HEAD_AT, LEFT_AT, type Pose, RIGHT_AT } from './pose';

/** Where a head or hand is, hospital plan. */
export interface Placed {
  position: Vector;
  orientation: Quaternion;
}

/** Writes a measured head or hand into a pose, relative to its root. */
export function track(pose: Pose, limb: 'head' | 'left' | 'right', { position, orientation }: Placed): void {
  const at = limb === 'head' ? HEAD_AT : limb === 'left' ? LEFT_AT : RIGHT_AT;
  const yaw = pose[3]!;
  const dx = position.x - pose[0]!;
  const dz = position.z - pose[2]!;
  const cos = Math.cos(yaw);
  const sin = Math.sin(yaw);
  const turn = times(fromYawPitch(-yaw, 0), orientation);
  pose.set([dx * cos - dz * sin, position.y - pose[1]!, dx * sin + dz * cos, turn.x, turn.y, turn.z, turn.w], at);
}

/**
 * From a controller's grip (WebXR: -Z along the rod from the little finger to the thumb, +X out of the back of the right hand, out of the palm
 * of the left) to a hand as a pose has it: -Z where the fingers point, +Y out of its back.
 */
export function handOfGrip(hand: 'left' | 'right', grip: Quaternion): Quaternion {
  // The axes of the hand in those of the grip: right (Z, X, Y), left (-Z, -X, Y).
  return times(grip, hand === 'right' ? RIGHT_GRIP : LEFT_GRIP);
}

const RIGHT_GRIP: Quaternion = { x: -0.5, y: -0.5, z: -0.5, w: 0.5 };
const LEFT_GRIP: Quaternion = { x: -0.5, y: 0.5, z: 0.5, w: 0.5 };
