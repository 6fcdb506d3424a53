/** Where a foot is in its step: forward of the hip in metres along the way one walks, height above the floor, and the sole's pitch. */
export interface Foot {
  along: number;
  lift: number;
  pitch: number;
}

const LONGEST_STEP = 0.62;

/** Legs that walk as far as the body moves: a phase that goes on with the way, and how much of a step is taken. */
export class Gait {
  private phase = 0;
  /** 0 standing, 1 walking. */
  amount = 0;
  private speed = 0;

  /** Feeds what the body moved in this picture. Metres and seconds. */
  update(distance: number, elapsed: number): void {
    if (elapsed <= 0) return;
    const now = Math.min(distance / elapsed, 5);
    this.speed += (now - this.speed) * (1 - Math.exp(-elapsed / 0.09));
    const wanted = this.speed > 0.12 ? 1 : 0;
    this.amount += (wanted - this.amount) * (1 - Math.exp(-elapsed / 0.12));
    if (this.amount > 0.02) this.phase += (distance / (2 * this.stride)) * 2 * Math.PI;
  }

  /** Length of one step, longer when fast. */
  private get stride(): number {
    return Math.min(LONGEST_STEP * 1.5, 0.36 + 0.2 * this.speed);
  }

  /** Up and down of the hips, metres. */
  get bob(): number {
    return -0.018 * this.amount * (1 - Math.cos(2 * this.phase));
  }

  /** Swing of the arms, metres; positive brings the right hand forward. */
  get swing(): number {
    return Math.sin(this.phase) * this.amount * Math.min(0.26, 0.11 * this.speed);
  }

  foot(left: boolean): Foot {
    const phase = this.phase + (left ? 0 : Math.PI);
    const half = (this.stride / 2) * this.amount;
    const cycle = ((phase / (2 * Math.PI)) % 1 + 1) % 1;
    // Half of the cycle the foot stands and goes back under the body, half it swings forward.
    if (cycle < 0.5) {
      const t = cycle / 0.5;
      return { along: half * (1 - 2 * t), lift: 0, pitch: this.amount * (t > 0.75 ? -(t - 0.75) * 1.6 : 0) };
    }
    const t = (cycle - 0.5) / 0.5;
    const eased = t * t * (3 - 2 * t);
    return { along: half * (2 * eased - 1), lift: this.amount * (0.05 + 0.03 * this.speed) * Math.sin(Math.PI * t), pitch: this.amount * (-0.4 * (1 - t) + 0.25 * t) };
  }
}
