import { clamp } from '../base/angles';

/** Eyes turn so far in the head, radians. */
export const MOST_ASIDE = 0.5;
export const MOST_UP = 0.36;
/** Half the angle by which eyes may lean towards each other: as for something two feet away. Nobody squints. */
export const MOST_INWARD = 0.055;
/** The head follows the eyes a little, radians. */
const HEAD_HELPS = 0.12;
/** Whoever is further aside from the head's direction is not being looked at, radians. */
const LOOKED_AT = 0.62;
/** Somebody who speaks draws the eyes as if this much nearer to their direction. */
const SPEAKING = 0.6;
/** One looks on at whom one looks at, unless another is clearly meant. */
const FAITHFUL = 0.72;
const FAR_METRES = 12;
const NEAR_METRES = 0.25;

export interface LookedAt {
  key: string;
  /** Metres, in the looker's head: right, up, and -z ahead. */
  x: number;
  y: number;
  z: number;
  speaks: boolean;
}

/** Whom somebody looks at, judged by where their head points; `before` is whom they looked at until now. */
export function choose(candidates: Iterable<LookedAt>, before: string | undefined): LookedAt | undefined {
  let best: LookedAt | undefined;
  let least = LOOKED_AT;
  for (const candidate of candidates) {
    const distance = Math.hypot(candidate.x, candidate.y, candidate.z);
    if (distance < NEAR_METRES || distance > FAR_METRES) continue;
    const angle = Math.acos(clamp(-candidate.z / distance, -1, 1));
    if (angle > LOOKED_AT) continue;
    const cost = angle * (candidate.speaks ? SPEAKING : 1) * (candidate.key === before ? FAITHFUL : 1);
    if (cost < least) {
      least = cost;
      best = candidate;
    }
  }
  return best;
}

/** Turns of both eyes in their head, radians: positive yaw looks left, positive pitch up. */
export interface EyeTurns {
  leftYaw: number;
  rightYaw: number;
  pitch: number;
}

/** Turns both eyes to a point in the head's own space, seen from between the eyes, which stand `apart` metres apart. */
export function eyesTo(x: number, y: number, z: number, apart: number, out: EyeTurns): EyeTurns {
  const ahead = Math.max(0.05, -z);
  const yaw = (offset: number) => Math.atan2(-(x - offset), ahead);
  const left = yaw(-apart / 2);
  const right = yaw(apart / 2);
  const middle = clamp((left + right) / 2, -MOST_ASIDE, MOST_ASIDE);
  // Left eye turned to the right of the right eye's line is inward.
  const inward = clamp((right - left) / 2, 0, MOST_INWARD);
  out.leftYaw = middle - inward;
  out.rightYaw = middle + inward;
  out.pitch = clamp(Math.atan2(y, Math.hypot(x, ahead)), -MOST_UP, MOST_UP);
  return out;
}

/** How far the head itself turns to what is looked at, of the whole angle in radians. */
export function headHelp(angle: number): number {
  return clamp(angle * 0.35, -HEAD_HELPS, HEAD_HELPS);
}
