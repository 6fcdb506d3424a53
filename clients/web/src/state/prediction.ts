import { turnBetween } from '../base/angles';

/** Moves a point as the room's solids allow. */
export type Sweep = (at: { x: number; z: number }, dx: number, dz: number) => void;

interface Sent {
  number: number;
  dx: number;
  dz: number;
  /** Where the prediction stood after this sample. */
  x: number;
  z: number;
}

const MOST_PENDING = 120;
/** Beyond this the server set the body down elsewhere: no smoothing. Metres. */
const SNAP = 0.7;
/** A smaller difference is the grid's rounding, not an error. Metres. */
const NOISE = 0.004;
/** Time constant with which a correction is blended out. Milliseconds. */
const SETTLE_MS = 90;
/** … but no faster than so many metres per second: at 60 Hz, 4.5 cm a picture. */
const SETTLE_SPEED = 2.7;
/** Metres of a way told late that a server grants at once, a little less: it banks 0.3 s of running. */
const GRANTED_LATE = 1;
/** Metres per second a server lets a body run at. */
const RUN_SPEED = 4.2;
/** Sample numbers count modulo this. */
const SAMPLES = 0x1_0000;

/** One's own root, moved at once here and put right when the server's answer for the same sample differs. */
export class Prediction {
  readonly root = { x: 0, z: 0 };
  yaw = 0;
  /** Milliseconds an answer takes on a good line. */
  roundTrip = Infinity;
  private readonly drawn = { x: 0, z: 0 };
  private readonly pending: Sent[] = [];
  private sinceX = 0;
  private sinceZ = 0;
  private offsetX = 0;
  private offsetZ = 0;

  /** What is drawn: the prediction plus what is left of the last correction. Written anew by the next look. */
  get shown(): Readonly<{ x: number; z: number }> {
    this.drawn.x = this.root.x + this.offsetX;
    this.drawn.z = this.root.z + this.offsetZ;
    return this.drawn;
  }

  /** Sets the body down, without any blending. */
  place(x: number, z: number): void {
    this.root.x = x;
    this.root.z = z;
    this.pending.length = 0;
    this.sinceX = this.sinceZ = this.offsetX = this.offsetZ = 0;
  }

  /** Keeps the picture where it was and lets it come after, as when a doorway sets the body down a step further on. */
  carryOver(shownX: number, shownZ: number): void {
    this.offsetX = shownX - this.root.x;
    this.offsetZ = shownZ - this.root.z;
  }

  /** Walks by a wanted displacement within one picture. While the line is silent only as far as the server will grant: better to stand than to be put back. */
  walk(dx: number, dz: number, sweep: Sweep): void {
    const { x, z } = this.root;
    const wanted = Math.hypot(dx, dz);
    const left = GRANTED_LATE + (RUN_SPEED * this.roundTrip) / 1_000 - this.unanswered();
    const part = wanted > left ? Math.max(0, left / wanted) : 1;
    sweep(this.root, dx * part, dz * part);
    this.sinceX += this.root.x - x;
    this.sinceZ += this.root.z - z;
  }

  /** Takes what was walked since the last sample, to be sent under this number. */
  takeSample(number: number): { dx: number; dz: number } {
    const sample = { number, dx: this.sinceX, dz: this.sinceZ, x: this.root.x, z: this.root.z };
    this.sinceX = this.sinceZ = 0;
    this.pending.push(sample);
    if (this.pending.length > MOST_PENDING) this.pending.shift();
    return sample;
  }

  /** The server says where the body stood after it had taken in sample `number`. */
  reconcile(number: number, x: number, z: number, sweep: Sweep): void {
    const at = this.pending.findIndex((sent) => sent.number === number);
    if (at < 0) {
      // An answer to nothing we remember: only a body that stands still can be compared with it.
      if (this.pending.length > 0 && !this.isNewer(number)) return;
      this.correct(x, z, []);
      return;
    }
    const sent = this.pending[at]!;
    const later = this.pending.splice(0, at + 1) && this.pending;
    if (Math.hypot(x - sent.x, z - sent.z) <= NOISE) return;
    this.correct(x, z, later, sweep);
  }

  /** Lets corrections fade. */
  settle(elapsedMs: number): void {
    const length = Math.hypot(this.offsetX, this.offsetZ);
    const keep = Math.max(Math.exp(-elapsedMs / SETTLE_MS), 1 - (SETTLE_SPEED * elapsedMs) / 1_000 / Math.max(length, 0.0005));
    this.offsetX *= keep;
    this.offsetZ *= keep;
    if (Math.hypot(this.offsetX, this.offsetZ) < 0.0005) this.offsetX = this.offsetZ = 0;
  }

  turn(radians: number): void {
    this.yaw = turnBetween(0, this.yaw + radians);
  }

  /** Metres walked that the server has not answered yet. */
  private unanswered(): number {
    let way = Math.hypot(this.sinceX, this.sinceZ);
    for (const sent of this.pending) way += Math.hypot(sent.dx, sent.dz);
    return way;
  }

  private isNewer(number: number): boolean {
    const last = this.pending.at(-1);
    return last !== undefined && ((number - last.number + SAMPLES) % SAMPLES) < SAMPLES / 2 && number !== last.number;
  }

  private correct(x: number, z: number, replay: Sent[], sweep?: Sweep): void {
    const shown = this.shown;
    this.root.x = x;
    this.root.z = z;
    if (sweep) {
      for (const sent of replay) {
        sweep(this.root, sent.dx, sent.dz);
        sent.x = this.root.x;
        sent.z = this.root.z;
      }
      sweep(this.root, this.sinceX, this.sinceZ);
    }
    const errorX = shown.x - this.root.x;
    const errorZ = shown.z - this.root.z;
    const snap = Math.hypot(errorX, errorZ) > SNAP;
    this.offsetX = snap ? 0 : errorX;
    this.offsetZ = snap ? 0 : errorZ;
  }
}
