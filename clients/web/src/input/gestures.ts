import type { Vector } from '../base/space';

/** The joints of a hand in the order of WebXR Hand Input, 25 of them. */
export const JOINTS = [
  'wrist',
  'thumb-metacarpal', 'thumb-phalanx-proximal', 'thumb-phalanx-distal', 'thumb-tip',
  'index-finger-metacarpal', 'index-finger-phalanx-proximal', 'index-finger-phalanx-intermediate', 'index-finger-phalanx-distal', 'index-finger-tip',
  'middle-finger-metacarpal', 'middle-finger-phalanx-proximal', 'middle-finger-phalanx-intermediate', 'middle-finger-phalanx-distal', 'middle-finger-tip',
  'ring-finger-metacarpal', 'ring-finger-phalanx-proximal', 'ring-finger-phalanx-intermediate', 'ring-finger-phalanx-distal', 'ring-finger-tip',
  'pinky-finger-metacarpal', 'pinky-finger-phalanx-proximal', 'pinky-finger-phalanx-intermediate', 'pinky-finger-phalanx-distal', 'pinky-finger-tip',
] as const;

export const WRIST = 0;
export const THUMB_TIP = 4;
export const INDEX_TIP = 9;
const INDEX = 5;
const MIDDLE = 10;
const RING = 15;
const PINKY = 20;

/** x, y, z of each joint, metres, in any one frame. */
export type Joints = ArrayLike<number>;

/** What a bare hand does. */
export type Gesture = 'open' | 'pinch' | 'fist' | 'point';

/** Metres between thumb and index finger; more to let go than to begin. */
const PINCH = 0.016;
const UNPINCH = 0.032;
/** 0 straight, 1 rolled in; between the two what was goes on. */
const CURLED = 0.5;
const STRAIGHT = 0.3;
/** A gesture must last this long before it counts, seconds: hands shake and cameras err. */
const STEADY_SECONDS = 0.08;

/** Tells gestures from joints, with different thresholds in and out so that nothing flickers. */
export class Gestures {
  gesture: Gesture = 'open';
  private candidate: Gesture = 'open';
  private since = 0;

  update(joints: Joints, elapsed: number): Gesture {
    const seen = this.read(joints);
    if (seen !== this.candidate) {
      this.candidate = seen;
      this.since = 0;
    } else {
      this.since += elapsed;
    }
    if (this.since >= STEADY_SECONDS) this.gesture = this.candidate;
    return this.gesture;
  }

  private read(joints: Joints): Gesture {
    const curled = (finger: number, held: boolean) => curl(joints, finger) > (held ? STRAIGHT : CURLED);
    const was = this.gesture;
    const others = [MIDDLE, RING, PINKY].every((finger) => curled(finger, was === 'fist' || was === 'point'));
    if (others) return curled(INDEX, was === 'fist') ? 'fist' : 'point';
    if (between(joints, THUMB_TIP, INDEX_TIP) < (was === 'pinch' ? UNPINCH : PINCH)) return 'pinch';
    return 'open';
  }
}

/** How far a finger is rolled in: 0 straight, 1 with the tip at its root. `finger` is the index of its metacarpal. */
export function curl(joints: Joints, finger: number): number {
  const length = between(joints, finger + 1, finger + 2) + between(joints, finger + 2, finger + 3) + between(joints, finger + 3, finger + 4);
  return length === 0 ? 0 : 1 - between(joints, finger + 1, finger + 4) / length;
}

export function jointAt(joints: Joints, joint: number): Vector {
  return { x: joints[3 * joint]!, y: joints[3 * joint + 1]!, z: joints[3 * joint + 2]! };
}

function between(joints: Joints, a: number, b: number): number {
  return Math.hypot(joints[3 * a]! - joints[3 * b]!, joints[3 * a + 1]! - joints[3 * b + 1]!, joints[3 * a + 2]! - joints[3 * b + 2]!);
}
