import { Quaternion, Vector3 } from 'three';
import type { Rig } from './rig';

/** What a hand does, as far as it shows in its fingers. */
export type HandShape = 'relaxed' | 'fist' | 'point' | 'open' | 'hold';

export const FINGERS = ['thumb', 'index', 'middle', 'ring', 'little'] as const;

/** How far each finger is curled, thumb to little finger: 0 straight, 1 in the palm. */
export type Curls = readonly number[];

export const SHAPES: Record<HandShape, Curls> = {
  relaxed: [0.25, 0.24, 0.3, 0.36, 0.42],
  fist: [0.8, 1, 1, 1, 1],
  point: [0.75, 0.02, 0.92, 0.95, 0.97],
  open: [0.02, 0.03, 0.02, 0.04, 0.06],
  hold: [0.5, 0.62, 0.66, 0.7, 0.74],
};

const KNUCKLE = 1.35;
const MIDDLE = 1.75;
/** Fingers take this long to close, seconds. */
const FOLLOW = 0.09;

const ALONG = new Vector3(0, 0, 1);
const THUMB = new Vector3(0, 1, 0);
const turn = new Quaternion();
const aside = new Quaternion();

/** The fingers of one hand, which follow its shape smoothly. */
export class Fingers {
  private readonly first: readonly number[];
  private readonly second: readonly number[];
  private readonly curls = [...SHAPES.relaxed];

  /** @param side 1 right, -1 left */
  constructor(
    private readonly rig: Rig,
    private readonly side: 1 | -1,
  ) {
    const name = side < 0 ? 'left' : 'right';
    this.first = FINGERS.map((finger) => rig.joint(`${finger}-1-${name}`));
    this.second = FINGERS.map((finger) => rig.joint(`${finger}-2-${name}`));
  }

  /** @param elapsed seconds; 0 leaves the fingers as they are and only carries them along */
  update(wanted: Curls, elapsed: number): void {
    const ease = 1 - Math.exp(-elapsed / FOLLOW);
    for (let i = 0; i < FINGERS.length; i++) {
      const first = this.first[i]!;
      const second = this.second[i]!;
      if (first < 0 || second < 0) return;
      const curl = (this.curls[i]! += ((wanted[i] ?? 0) - this.curls[i]!) * ease);
      // A hanging right hand's fingers bend towards -X.
      if (i === 0) {
        turn.setFromAxisAngle(ALONG, -this.side * curl * 0.55);
        this.rig.follow(first, aside.setFromAxisAngle(THUMB, this.side * curl * 0.75).multiply(turn));
        this.rig.follow(second, turn.setFromAxisAngle(ALONG, -this.side * curl * 0.85));
      } else {
        this.rig.follow(first, turn.setFromAxisAngle(ALONG, -this.side * curl * KNUCKLE));
        this.rig.follow(second, turn.setFromAxisAngle(ALONG, -this.side * curl * MIDDLE));
      }
    }
  }
}
