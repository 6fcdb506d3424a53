import { clamp, turnBetween, wrapAngle } from '../base/angles';
import { Curve, POSITIONS } from './curve';
import { newPose, type Pose } from './pose';

/** Part of its speed that a body goes on at while it is ahead of what is to be shown: nearly stands, so as not to guess. */
const SLOWEST = 0.15;
/** What a body behind is faster by, at least and at most, as parts of its speed; so much is made good within … */
const HURRY = { least: 0.25, most: 1, withinMs: 400 };
/** … but no faster than its own speed and so many metres per second more. */
const HURRY_SPEED = 1.6;
/** Attempts to find out how far along the curve that is. */
const SLOWINGS = 4;
/** Further behind than this it is not run after. Milliseconds. */
const MOST_BEHIND_MS = 1_500;
/** A picture this long ago is forgotten. Milliseconds. */
const PAUSE_MS = 500;
/** Time constant with which an error fades: nearly gone after 200 ms. */
const FADE_MS = 70;
/** Metres per second at most that an error fades with. With the hurry, a picture at 60 Hz is within 5 cm of what motion makes it. */
const FADE_SPEED = 1.2;
/** Radians per second. */
const FADE_TURN = 4;

/**
 * One body as it is shown: its curve, how far along it the picture is, and what was shown wrong and fades. While the line has nothing
 * to say the body goes on a little and stands; then it follows its way faster until it is where it should be. It never jumps
 * unless it teleports or the line was gone for longer than is kept.
 */
export class Track {
  private readonly curve = new Curve();
  private lag = 0;
  /** Server time on the curve that was shown last. */
  private cursor: number | undefined;
  private asked = -Infinity;
  private readonly error = new Float64Array(newPose().length);
  private readonly before = newPose();

  get newest(): Pose | undefined {
    return this.curve.newest;
  }

  /** Poses come every so many ticks of `tick` milliseconds from now on. Who is told of rarely is shown later by that. */
  pace(tick: number, ticks: number): void {
    this.curve.pace(tick, ticks);
    this.lag = tick * (ticks - 1);
  }

  /** See {@link Curve.push}. What that changes in the picture fades. */
  push(time: number, pose: Pose, period: number, sample?: number): void {
    const cursor = this.cursor;
    const newest = this.curve.timeOf(0);
    if (cursor === undefined || cursor <= this.curve.timeOf(1)) {
      this.curve.push(time, pose, period, sample);
      return;
    }
    this.read(cursor, this.before);
    const carriedOn = newest + this.curve.reach(cursor - newest);
    const since = this.curve.push(time, pose, period, sample);
    // The picture goes on from where it was on the way, not from where the clock would have it.
    if (cursor > newest && this.curve.timeOf(0) > newest) this.cursor = Math.min(cursor, Math.max(carriedOn, since));
    this.error.fill(0);
    if (this.curve.teleports(newest, this.cursor!)) return;
    this.curve.sample(this.cursor!, scratch);
    for (const i of POSITIONS) this.error[i] = this.before[i]! - scratch[i]!;
    this.error[3] = turnBetween(scratch[3]!, this.before[3]!);
  }

  /** Writes what to show into `out` when others are shown as of `time`, which never goes back; false when nothing is known yet. */
  show(time: number, out: Pose): boolean {
    const goal = time - this.lag;
    const passed = time - this.asked;
    this.asked = Math.max(time, this.asked);
    if (this.cursor === undefined || passed > PAUSE_MS || goal - this.cursor > MOST_BEHIND_MS) {
      this.cursor = goal;
      this.error.fill(0);
    } else if (passed > 0) {
      this.advance(goal, passed);
      this.fade(passed);
    }
    return this.read(this.cursor, out);
  }

  private advance(goal: number, passed: number): void {
    const cursor = this.cursor!;
    const missing = goal - cursor;
    const hurry = clamp((missing - passed) / HURRY.withinMs, HURRY.least, HURRY.most);
    const step = clamp(missing, SLOWEST * passed, (1 + hurry) * passed);
    this.cursor = cursor + step;
    if (this.curve.teleports(cursor, this.cursor)) {
      this.error.fill(0);
      return;
    }
    const most = ((this.curve.speed + HURRY_SPEED) * passed) / 1_000;
    if (!this.curve.sample(cursor, this.before)) return;
    for (let i = 0; i < SLOWINGS; i++) {
      this.curve.sample(this.cursor, scratch);
      const way = Math.hypot(scratch[0]! - this.before[0]!, scratch[2]! - this.before[2]!);
      if (way <= most) return;
      this.cursor = cursor + ((this.cursor - cursor) * most) / way;
    }
  }

  private fade(passed: number): void {
    const part = 1 - Math.exp(-passed / FADE_MS);
    for (let i = 0; i < POSITIONS.length; i += 3) {
      const [x, y, z] = [POSITIONS[i]!, POSITIONS[i + 1]!, POSITIONS[i + 2]!];
      const length = Math.hypot(this.error[x]!, this.error[y]!, this.error[z]!);
      const keep = length === 0 ? 0 : 1 - Math.min(part, (FADE_SPEED * passed) / 1_000 / length);
      for (const at of [x, y, z]) this.error[at]! *= keep;
    }
    const turn = Math.abs(this.error[3]!);
    this.error[3]! *= turn === 0 ? 0 : 1 - Math.min(part, (FADE_TURN * passed) / 1_000 / turn);
  }

  private read(cursor: number, out: Pose): boolean {
    if (!this.curve.sample(cursor, out)) return false;
    for (const i of POSITIONS) out[i]! += this.error[i]!;
    out[3] = wrapAngle(out[3]! + this.error[3]!);
    return true;
  }
}

const scratch = newPose();
