import { HEAD, LEFT_HAND, type PoseColumns, RIGHT_HAND, ROOT_X, ROOT_Y, ROOT_Z, rootMetres, SAMPLE, YAW, yawRadians } from '../protocol/pose';

/**
 * A body's pose as 25 numbers: root x, y, z (metres, hospital plan) and yaw (radians), then head, left and right hand, each as
 * position (metres) and unit quaternion relative to the root.
 */
export type Pose = Float64Array;

export const POSE_LENGTH = 25;
export const HEAD_AT = 4;
export const LEFT_AT = 11;
export const RIGHT_AT = 18;

export function newPose(): Pose {
  const pose = new Float64Array(POSE_LENGTH);
  pose[HEAD_AT + 6] = 1;
  pose[LEFT_AT + 6] = 1;
  pose[RIGHT_AT + 6] = 1;
  return pose;
}

const limb = new Float64Array(7);

/** Reads a row of decoded columns; answers the sample number it belongs to. */
export function readPose(columns: PoseColumns, row: number, out: Pose): number {
  out[0] = rootMetres(columns.get(row, ROOT_X));
  out[1] = rootMetres(columns.get(row, ROOT_Y));
  out[2] = rootMetres(columns.get(row, ROOT_Z));
  out[3] = yawRadians(columns.get(row, YAW));
  columns.limb(row, HEAD, limb);
  out.set(limb, HEAD_AT);
  columns.limb(row, LEFT_HAND, limb);
  out.set(limb, LEFT_AT);
  columns.limb(row, RIGHT_HAND, limb);
  out.set(limb, RIGHT_AT);
  return columns.get(row, SAMPLE);
}

/** A relaxed standing pose at the origin: what is drawn until better is known. */
export function restingPose(seated = false): Pose {
  const pose = newPose();
  restLimbs(pose, seated ? SEATED_EYE : STANDING_EYE, 0);
  return pose;
}

export const STANDING_EYE = 1.6;
export const SEATED_EYE = 1.2;

/** Where the eyes of somebody who stands are, or of who rolls; for who has no headset to tell. */
export function standingEye({ height, wheelchair }: { height: number; wheelchair: number }): number {
  if (wheelchair > 0) return SEATED_EYE;
  return STANDING_EYE * (height === 1 ? 0.94 : height === 2 ? 1.065 : 1);
}

/** Puts head and hands where a person at rest has them; `pitch` of the head in radians, positive looks up. */
export function restLimbs(pose: Pose, eye: number, pitch: number, sway = 0): void {
  const seated = eye < 1.45;
  const half = pitch / 2;
  pose.set([0, eye, pitch > 0 ? 0.02 * pitch : -0.06 * -pitch, Math.sin(half), 0, 0, Math.cos(half)], HEAD_AT);
  const handY = seated ? eye - 0.555 : eye - 0.77;
  const handZ = seated ? -0.32 : -0.05;
  const handX = seated ? 0.16 : 0.255;
  // Standing, the hands hang with the fingers down; seated, they lie on the thighs.
  const tilt = seated ? -0.15 : -1.25;
  const s = Math.sin(tilt / 2);
  const c = Math.cos(tilt / 2);
  pose.set([-handX, handY, handZ + sway, s, 0, 0, c], LEFT_AT);
  pose.set([handX, handY, handZ - sway, s, 0, 0, c], RIGHT_AT);
}

/** Where a hand is in the hospital plan, metres. */
export function handPlace(pose: Pose, left: boolean): { x: number; y: number; z: number } {
  const at = left ? LEFT_AT : RIGHT_AT;
  const cos = Math.cos(pose[3]!);
  const sin = Math.sin(pose[3]!);
  const x = pose[at]!;
  const z = pose[at + 2]!;
  return { x: pose[0]! + x * cos + z * sin, y: pose[1]! + pose[at + 1]!, z: pose[2]! - x * sin + z * cos };
}

/** Where a hand points in the hospital plan: along its -Z, of length 1. */
export function handDirection(pose: Pose, left: boolean): { x: number; y: number; z: number } {
  const at = (left ? LEFT_AT : RIGHT_AT) + 3;
  const [x, y, z, w] = [pose[at]!, pose[at + 1]!, pose[at + 2]!, pose[at + 3]!];
  const local = { x: -2 * (x * z + w * y), y: -2 * (y * z - w * x), z: -(1 - 2 * (x * x + y * y)) };
  const cos = Math.cos(pose[3]!);
  const sin = Math.sin(pose[3]!);
  return { x: local.x * cos + local.z * sin, y: local.y, z: -local.x * sin + local.z * cos };
}

/** Turns a hand so that its -Z points along a direction of the hospital plan. */
export function turnHand(pose: Pose, left: boolean, { x, y, z }: { x: number; y: number; z: number }): void {
  const cos = Math.cos(pose[3]!);
  const sin = Math.sin(pose[3]!);
  const lx = x * cos - z * sin;
  const lz = x * sin + z * cos;
  // First up or down about X, then about Y.
  const yaw = Math.atan2(-lx, -lz) / 2;
  const pitch = Math.atan2(y, Math.hypot(lx, lz)) / 2;
  pose.set([Math.cos(yaw) * Math.sin(pitch), Math.sin(yaw) * Math.cos(pitch), -Math.sin(yaw) * Math.sin(pitch), Math.cos(yaw) * Math.cos(pitch)], (left ? LEFT_AT : RIGHT_AT) + 3);
}
