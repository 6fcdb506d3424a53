import type { Vector } from '../base/space';
import { DRAW_POINTS, STROKE_POINTS } from '../protocol/stroke';

/** Nearer points than this are left out, metres. */
const LEAST_STEP = 0.004;
/** What was drawn goes out this often, milliseconds. */
export const SEND_MS = 100;
/** Before the room's bound, so that a batch always fits. */
const MOST_POINTS = STROKE_POINTS - DRAW_POINTS;

/** What one intent is to say. */
export interface Batch {
  begins: boolean;
  ends: boolean;
  /** Whole millimetres of the hospital plan, three numbers a point. */
  points: number[];
}

/** Turns a moving pen into batches of points: thinned out, sent some times a second, and a line that grows too long goes on as another. */
export class Pen {
  /** The line drawn last, x, y, z of each point in metres: to be shown at once, until the room's own comes. */
  readonly line: number[] = [];
  private fresh: number[] = [];
  private down = false;
  private begun = false;
  private count = 0;
  private sentAt = -Infinity;
  private readonly due: Batch[] = [];

  get isDown(): boolean {
    return this.down;
  }

  /** The pen is here now, and draws. */
  draw(at: Vector): void {
    if (!this.down) {
      this.down = true;
      this.line.length = 0;
      this.begin();
    } else if (this.line.length > 0 && Math.hypot(at.x - this.line.at(-3)!, at.y - this.line.at(-2)!, at.z - this.line.at(-1)!) < LEAST_STEP) {
      return;
    }
    this.line.push(at.x, at.y, at.z);
    this.add(at);
    if (this.count >= MOST_POINTS) {
      this.flush(true);
      this.begin();
      this.add(at);
    }
  }

  /** The pen is lifted. */
  lift(): void {
    if (!this.down) return;
    this.down = false;
    this.flush(true);
  }

  /** The room took the line away or would not have it: the rest of it is not sent. */
  drop(): void {
    this.down = false;
    this.fresh = [];
    this.due.length = 0;
    this.line.length = 0;
  }

  /** What is to be sent now, oldest first. */
  take(now: number): Batch[] {
    if (this.down && now - this.sentAt >= SEND_MS && this.fresh.length > 0) this.flush(false);
    if (this.due.length > 0) this.sentAt = now;
    return this.due.splice(0);
  }

  private begin(): void {
    this.begun = false;
    this.count = 0;
    this.fresh = [];
  }

  private add({ x, y, z }: Vector): void {
    this.fresh.push(Math.round(x * 1_000), Math.round(y * 1_000), Math.round(z * 1_000));
    this.count++;
    if (this.fresh.length === 3 * DRAW_POINTS) this.flush(false);
  }

  private flush(ends: boolean): void {
    // A line of which nothing was told needs no end.
    if (this.fresh.length === 0 && !(ends && this.begun)) return;
    this.due.push({ begins: !this.begun, ends, points: this.fresh });
    this.begun = true;
    this.fresh = [];
  }
}
