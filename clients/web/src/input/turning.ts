import type { Comfort } from './comfort';

const PRESSED = 0.65;
const RELEASED = 0.35;
const DEAD = 0.2;
/** Radians per second at full deflection. */
const SMOOTH_SPEED = 1.7;

/** A stick's sideways deflection turned into steps or a steady turn. One push, one step. */
export class Turning {
  private armed = true;

  /**
   * @param x deflection, -1 left to 1 right
   * @returns radians, positive to the left
   */
  update(x: number, elapsed: number, { turn, step }: Pick<Comfort, 'turn' | 'step'>): number {
    const far = Math.abs(x);
    if (turn === 'smooth') {
      this.armed = far < RELEASED;
      return far < DEAD ? 0 : -Math.sign(x) * ((far - DEAD) / (1 - DEAD)) * SMOOTH_SPEED * elapsed;
    }
    if (far < RELEASED) this.armed = true;
    if (!this.armed || far < PRESSED) return 0;
    this.armed = false;
    return -Math.sign(x) * step * (Math.PI / 180);
  }
}
