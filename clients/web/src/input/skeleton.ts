import type { Hand } from './actions';

/** How far thumb and fingers are rolled in, 0 straight to 1. */
export interface Curls {
  thumb: number;
  index: number;
  others: number;
}

/** Of each finger: where its bones begin in the palm, and how long they are. Metres, right hand, from the wrist: -Z fingers, +Y back, +X little finger. */
const FINGERS: { root: [x: number, y: number, z: number]; spread: number; bones: number[]; curl: keyof Curls }[] = [
  { root: [-0.018, -0.008, -0.022], spread: 0.72, bones: [0.044, 0.033, 0.026], curl: 'thumb' },
  { root: [-0.016, 0, -0.034], spread: 0.1, bones: [0.066, 0.041, 0.024, 0.021], curl: 'index' },
  { root: [-0.002, 0.002, -0.034], spread: 0, bones: [0.064, 0.046, 0.028, 0.021], curl: 'others' },
  { root: [0.011, 0, -0.034], spread: -0.1, bones: [0.059, 0.042, 0.026, 0.021], curl: 'others' },
  { root: [0.022, -0.003, -0.034], spread: -0.22, bones: [0.054, 0.033, 0.019, 0.019], curl: 'others' },
];
/** Radians each bone turns when all are rolled in; the first, in the palm, hardly. */
const ROLL = [0.12, 1.35, 1.55, 1.1];
const THUMB_ROLL = [0.25, 0.75, 0.9];

/** Thickness of the 25 joints, metres, in the order of WebXR Hand Input. */
export const JOINT_RADII: readonly number[] = [0.022, 0.018, 0.0125, 0.011, 0.009, ...[1, 1.04, 1, 0.88].flatMap((size) => [0.0165, 0.0125, 0.0105, 0.0095, 0.0085].map((radius) => radius * size))];

/** The joints of a hand that holds a controller: 25 times x, y, z from the wrist. */
export function handJoints(hand: Hand, curls: Curls, out: Float32Array): void {
  const side = hand === 'right' ? 1 : -1;
  let at = 0;
  const put = (x: number, y: number, z: number) => {
    out[at++] = side * x;
    out[at++] = y;
    out[at++] = z;
  };
  put(0, 0, 0);
  for (const { root, spread, bones, curl } of FINGERS) {
    let [x, y, z] = root;
    put(x, y, z);
    const thumb = curl === 'thumb';
    let roll = 0;
    for (const [i, length] of bones.entries()) {
      roll += (thumb ? THUMB_ROLL[i]! : ROLL[i]!) * curls[curl];
      // Fingers roll down into the palm, the thumb across it.
      const ahead = Math.cos(roll) * length;
      const aside = -Math.sin(spread) * ahead + (thumb ? Math.sin(roll) * length * 0.8 : 0);
      x += aside;
      y -= Math.sin(roll) * length * (thumb ? 0.45 : 1);
      z -= Math.cos(spread) * ahead;
      put(x, y, z);
    }
  }
}
