import type { Hand } from './actions';

/** How somebody likes to move in a headset. */
export interface Comfort {
  /** By jumps to a place one points at, or gliding with the stick; jumps work either way. @default 'teleport' */
  move: 'teleport' | 'smooth';
  /** By steps, or steadily. @default 'snap' */
  turn: 'snap' | 'smooth';
  /** Degrees of one step. @default 30 */
  step: 30 | 45;
  /** How much the edge of the view darkens while one glides, 0 to 1. @default 0.7 */
  vignette: number;
  /** Somebody who sits in reality is as tall as others who stand. @default 'standing' */
  posture: 'standing' | 'seated';
  /** The hand that points and turns; the other one walks. @default 'right' */
  hand: Hand;
  /** Pictures a second, where the headset lets choose. @default 72 */
  rate: 72 | 90;
  /** How much coarser the edge of the view is drawn, 0 to 1. @default 0.5 */
  foveation: number;
}

export function defaultComfort(): Comfort {
  return { move: 'teleport', turn: 'snap', step: 30, vignette: 0.7, posture: 'standing', hand: 'right', rate: 72, foveation: 0.5 };
}

/** Reads what was kept; anything that does not look right is as at first. */
export function parseComfort(kept: unknown): Comfort {
  const comfort = defaultComfort();
  if (typeof kept !== 'object' || kept === null) return comfort;
  const it = kept as Record<string, unknown>;
  const share = (value: unknown, otherwise: number) => (typeof value === 'number' && value >= 0 && value <= 1 ? value : otherwise);
  if (it['move'] === 'smooth') comfort.move = 'smooth';
  if (it['turn'] === 'smooth') comfort.turn = 'smooth';
  if (it['step'] === 45) comfort.step = 45;
  if (it['posture'] === 'seated') comfort.posture = 'seated';
  if (it['hand'] === 'left') comfort.hand = 'left';
  if (it['rate'] === 90) comfort.rate = 90;
  comfort.vignette = share(it['vignette'], comfort.vignette);
  comfort.foveation = share(it['foveation'], comfort.foveation);
  return comfort;
}

/** Metres and radians per second at which the edge is darkest. */
const FASTEST = 1.8;
const FASTEST_TURN = 1.6;
/** Seconds for the edge to darken, and longer to clear. */
const CLOSE = 0.12;
const OPEN = 0.35;

/** The dark edge of the view while something other than the person's own legs moves them. */
export class Vignette {
  strength = 0;

  /**
   * @param speed of the glide, metres per second
   * @param turn radians per second
   * @param most as preferred, 0 to 1
   */
  update(speed: number, turn: number, most: number, elapsed: number): number {
    const wanted = most * Math.min(1, Math.max(speed / FASTEST, Math.abs(turn) / FASTEST_TURN));
    this.strength += (wanted - this.strength) * (1 - Math.exp(-elapsed / (wanted > this.strength ? CLOSE : OPEN)));
    if (this.strength < 0.005 && wanted === 0) this.strength = 0;
    return this.strength;
  }
}

const FADE_SECONDS = 0.12;
/** The light comes back after this however long an answer takes. */
const MOST_DARK_SECONDS = 0.6;

/** Closes the eyes for the moment in which one is set down elsewhere. */
export class Blink {
  dark = 0;
  private closed = 0;
  private waiting = false;

  /** Dark until {@link open} is called, or until it has been long enough. */
  close(): void {
    this.waiting = true;
    this.closed = 0;
  }

  /** Dark at once, then light again. */
  flash(): void {
    this.dark = 1;
    this.waiting = false;
  }

  open(): void {
    this.waiting = false;
  }

  update(elapsed: number): number {
    this.closed += elapsed;
    if (this.closed > MOST_DARK_SECONDS) this.waiting = false;
    const step = elapsed / FADE_SECONDS;
    this.dark = Math.min(1, Math.max(0, this.dark + (this.waiting ? step : -step)));
    return this.dark;
  }
}
