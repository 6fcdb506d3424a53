import { forwardOf } from '../base/angles';
import type { Ray, Vector } from '../base/space';
import { HEAD_AT, handPlace, LEFT_AT, type Pose, RIGHT_AT, turnHand } from './pose';
import { along } from './surfaces';

/** Somebody without a headset draws in the air this far before themselves, metres. */
const AIR_AHEAD = 0.7;
const AIR_ASIDE = 0.8;
const SHOULDER = { x: 0.19, down: 0.22 };
const ARM = 0.52;

/** The ray of a camera that may stand behind the body, from where it passes the body on. */
export function fromBody(ray: Ray, pose: Pose): Ray {
  const ahead = forwardOf(pose[3]!);
  const speed = ray.direction.x * ahead.x + ray.direction.z * ahead.z;
  const behind = (pose[0]! - ray.origin.x) * ahead.x + (pose[2]! - ray.origin.z) * ahead.z;
  if (speed < 0.05 || behind <= 0) return ray;
  return { origin: along(ray, behind / speed), direction: ray.direction };
}

/** Where a ray means in the air before a body that has no hand of its own to say: on an upright sheet at arm's length. */
export function inTheAir(ray: Ray, pose: Pose): Vector | undefined {
  const ahead = forwardOf(pose[3]!);
  const speed = ray.direction.x * ahead.x + ray.direction.z * ahead.z;
  if (speed < 0.05) return undefined;
  const way = ((pose[0]! - ray.origin.x) * ahead.x + (pose[2]! - ray.origin.z) * ahead.z + AIR_AHEAD) / speed;
  const { x, y, z } = along(ray, way);
  const aside = Math.min(AIR_ASIDE, Math.max(-AIR_ASIDE, (x - pose[0]!) * -ahead.z + (z - pose[2]!) * ahead.x));
  const eye = pose[HEAD_AT + 1]!;
  return {
    x: pose[0]! + ahead.x * AIR_AHEAD - ahead.z * aside,
    y: pose[1]! + Math.min(eye + 0.6, Math.max(eye - 1, y - pose[1]!)),
    z: pose[2]! + ahead.z * AIR_AHEAD + ahead.x * aside,
  };
}

/** Stretches an arm out towards a place of the plan, and points there. */
export function stretchTo(pose: Pose, left: boolean, place: Vector): void {
  const cos = Math.cos(pose[3]!);
  const sin = Math.sin(pose[3]!);
  const dx = place.x - pose[0]!;
  const dz = place.z - pose[2]!;
  const shoulder = { x: left ? -SHOULDER.x : SHOULDER.x, y: pose[HEAD_AT + 1]! - SHOULDER.down, z: 0 };
  const x = dx * cos - dz * sin - shoulder.x;
  const y = place.y - pose[1]! - shoulder.y;
  const z = dx * sin + dz * cos - shoulder.z;
  const share = Math.min(1, ARM / (Math.hypot(x, y, z) || 1));
  const at = left ? LEFT_AT : RIGHT_AT;
  pose[at] = shoulder.x + x * share;
  pose[at + 1] = shoulder.y + y * share;
  pose[at + 2] = shoulder.z + z * share;
  pointAt(pose, left, place);
}

/** Turns a hand so that a light from it ends at a place of the plan. */
export function pointAt(pose: Pose, left: boolean, place: Vector): void {
  const hand = handPlace(pose, left);
  const way = { x: place.x - hand.x, y: place.y - hand.y, z: place.z - hand.z };
  if (Math.hypot(way.x, way.y, way.z) > 0.01) turnHand(pose, left, way);
}

/** A hand held up, asking to speak; or held out, to give or to be shaken. */
export function holdUp(pose: Pose, left: boolean): void {
  pose.set([left ? -0.3 : 0.3, pose[HEAD_AT + 1]! + 0.26, -0.12, Math.SQRT1_2, 0, 0, Math.SQRT1_2], left ? LEFT_AT : RIGHT_AT);
}

export function holdOut(pose: Pose, left: boolean): void {
  pose.set([left ? -0.12 : 0.12, pose[HEAD_AT + 1]! - 0.42, -0.52, 0, 0, 0, 1], left ? LEFT_AT : RIGHT_AT);
}

/** A hand this far before the head, towards somebody no farther off than this, is held out. Metres. */
const OUT = 0.42;
const COMPANY = 1.5;

/** Whether a hand is held out to one of these people, as a real hand is: stretched out, and towards them. */
export function isHeldOut(pose: Pose, left: boolean, others: Iterable<{ x: number; z: number }>): boolean {
  const hand = handPlace(pose, left);
  const cos = Math.cos(pose[3]!);
  const sin = Math.sin(pose[3]!);
  const headX = pose[0]! + pose[HEAD_AT]! * cos + pose[HEAD_AT + 2]! * sin;
  const headZ = pose[2]! - pose[HEAD_AT]! * sin + pose[HEAD_AT + 2]! * cos;
  const [dx, dz] = [hand.x - headX, hand.z - headZ];
  const out = Math.hypot(dx, dz);
  if (out < OUT) return false;
  for (const { x, z } of others) {
    const away = Math.hypot(x - headX, z - headZ);
    if (away > 0.1 && away < COMPANY && ((x - headX) * dx + (z - headZ) * dz) / (away * out) > 0.8) return true;
  }
  return false;
}
