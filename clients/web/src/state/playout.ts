import { clamp } from '../base/angles';

const WINDOW = 90;
const PERCENTILE = 0.95;
/** Frames closer than this part of a period were on the line together. */
const TOGETHER = 0.2;
const MOST_MS = 400;
/** Milliseconds of change per millisecond: slow enough that bodies neither hurry nor dawdle visibly. */
const GROW = 0.08;
const SHRINK = 0.02;

/** How far behind the server's clock others are shown: about two ticks, plus what the line's jitter needs. */
export class Playout {
  private readonly lateness = new Float64Array(WINDOW);
  private readonly sorted = new Float64Array(WINDOW);
  private known = 0;
  private next = 0;
  private arrived = -Infinity;
  private target: number;
  private current: number;
  private movedAt: number | undefined;

  constructor(private readonly period: number) {
    this.target = 2 * period;
    this.current = this.target;
  }

  /** Milliseconds behind. */
  get delay(): number {
    return this.current;
  }

  /** A frame for server time `stamped` came in at server time `arrived`. */
  handleArrival(stamped: number, arrived: number): void {
    // What a stall held back comes all at once and counts once: stalls are caught up with, jitter is waited for.
    const together = arrived - this.arrived < TOGETHER * this.period;
    this.arrived = arrived;
    if (together) return;
    this.lateness[this.next] = clamp(arrived - stamped, 0, MOST_MS);
    this.next = (this.next + 1) % WINDOW;
    this.known = Math.min(WINDOW, this.known + 1);
    // What is not known yet comes last.
    this.sorted.set(this.lateness);
    this.sorted.fill(Infinity, this.known);
    this.sorted.sort();
    const late = this.sorted[Math.min(this.known - 1, Math.floor(this.known * PERCENTILE))]!;
    this.target = clamp(late + 1.5 * this.period, 2 * this.period, MOST_MS);
  }

  /** The server time to show at server time `now`. */
  timeAt(now: number): number {
    const elapsed = this.movedAt === undefined ? 0 : clamp(now - this.movedAt, 0, 250);
    this.movedAt = now;
    const missing = this.target - this.current;
    this.current += missing > 0 ? Math.min(missing, elapsed * GROW) : Math.max(missing, -elapsed * SHRINK);
    return now - this.current;
  }
}
