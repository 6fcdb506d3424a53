import { blend, type Quaternion } from '../base/quaternion';
import { turnBetween, wrapAngle } from '../base/angles';
import { HEAD_AT, LEFT_AT, newPose, type Pose, RIGHT_AT } from './pose';

interface Snapshot {
  /** Server time in milliseconds. */
  time: number;
  pose: Pose;
  /** Milliseconds the sender took for the way here, by the numbers of its samples. */
  took: number;
  /** Metres walked since the beginning; what was teleported does not count. */
  way: number;
}

/** Kept behind the newest: the longest stall that is caught up with, and some more. Milliseconds. */
const KEPT_MS = 2_500;
const FEWEST_SNAPSHOTS = 4;
const MOST_SNAPSHOTS = 96;
/** Milliseconds a motion is carried on beyond the newest snapshot. */
const EXTRAPOLATE_MS = 240;
/** Metres per second no body walks at: faster means it was set down elsewhere, and is not smoothed. */
const TELEPORT_SPEED = 12;
/** Metres per second a server lets a body run at. */
const RUN_SPEED = 4.2;
const TELEPORT_METRES = 0.3;
/** Sample numbers count modulo this. */
const SAMPLES = 0x1_0000;

/** What is known of one body's way, and the curve through it. A function of what was pushed. */
export class Curve {
  private readonly snapshots: Snapshot[] = [];
  /** The longer of the last two paces: the first pose after a change comes at the old one or the new one. */
  private patience = 0;
  private lastPeriod = 0;
  private tick = 0;
  private heard = 0;
  private sampleHeard: number | undefined;

  get newest(): Pose | undefined {
    return this.snapshots.at(-1)?.pose;
  }

  /** Time of the newest snapshot, or of the one before; -Infinity where there is none. */
  timeOf(back: 0 | 1): number {
    return this.snapshots.at(-1 - back)?.time ?? -Infinity;
  }

  /** Poses come every so many ticks of `tick` milliseconds from now on. */
  pace(tick: number, ticks: number): void {
    this.patience = Math.max(tick * ticks, this.lastPeriod);
    this.lastPeriod = tick * ticks;
    this.tick = tick;
  }

  /**
   * Adds the pose as of `time`. `period` is the stream's tick in milliseconds: over a longer silence the body stood still. But
   * samples that a line held back come together, and were a way of their own: `sample` is the number of the last.
   * Answers since when the body moves again where it stood still, or -Infinity.
   */
  push(time: number, pose: Pose, period: number, sample?: number): number {
    const last = this.snapshots.at(-1);
    const count = sample === undefined || this.sampleHeard === undefined ? 0 : (sample - this.sampleHeard + SAMPLES) % SAMPLES;
    const took = (count < SAMPLES / 2 ? count : 0) * this.tick;
    this.sampleHeard = sample;
    const longest = 1.5 * Math.max(period, this.patience);
    this.heard = Math.max(this.heard, time);
    if (last && (time <= last.time || same(last.pose, pose))) {
      if (time === last.time) last.pose.set(pose);
      return -Infinity;
    }
    let since = -Infinity;
    if (last && time - last.time > longest && time - Math.max(period, took) > last.time) {
      since = time - Math.max(period, took);
      this.add(since, last.pose, 0);
    }
    this.add(time, pose, took);
    return since;
  }

  /** Writes the pose at `time` into `out`; false when nothing is known yet. */
  sample(time: number, out: Pose): boolean {
    const snapshots = this.snapshots;
    const count = snapshots.length;
    if (count === 0) return false;
    const first = snapshots[0]!;
    const last = snapshots[count - 1]!;
    if (count === 1 || time <= first.time) {
      out.set(time <= first.time ? first.pose : last.pose);
      return true;
    }
    if (time >= last.time) {
      this.extrapolate(snapshots[count - 2]!, last, time, out);
      return true;
    }
    const at = this.after(time);
    const a = snapshots[at - 1]!;
    const b = snapshots[at]!;
    if (isTeleport(a, b)) {
      out.set(a.pose);
      return true;
    }
    const before = at >= 2 && !isTeleport(snapshots[at - 2]!, a) ? snapshots[at - 2]! : a;
    const after = at + 1 < count && !isTeleport(b, snapshots[at + 1]!) ? snapshots[at + 1]! : b;
    hermite(before, a, b, after, time, out);
    return true;
  }

  /** How far beyond the newest snapshot a motion has been carried on when `ahead` milliseconds have passed: on, and back again. */
  reach(ahead: number): number {
    const snapshots = this.snapshots;
    const last = snapshots.at(-1);
    const before = snapshots.at(-2);
    if (!last || !before || ahead <= 0 || ahead >= EXTRAPOLATE_MS || isTeleport(before, last)) return 0;
    // The room has gone on without a word of this body: it stands.
    if (this.heard - last.time > 1.5 * Math.max(this.tick, this.patience)) return 0;
    return ahead * (1 - ahead / EXTRAPOLATE_MS) ** 2;
  }

  /** Metres per second over the last second known. */
  get speed(): number {
    const last = this.snapshots.at(-1);
    if (!last) return 0;
    const from = this.snapshots[Math.max(0, this.after(last.time - 1_000) - 1)]!;
    return Math.min(RUN_SPEED, (last.way - from.way) / Math.max(1, (last.time - from.time) / 1_000));
  }

  /** Whether the body is set down elsewhere after `from` and not after `to`. */
  teleports(from: number, to: number): boolean {
    const snapshots = this.snapshots;
    for (let i = Math.max(1, this.after(from)); i < snapshots.length && snapshots[i]!.time <= to; i++) {
      if (isTeleport(snapshots[i - 1]!, snapshots[i]!)) return true;
    }
    return false;
  }

  /** Index of the first snapshot later than `time`. */
  private after(time: number): number {
    let at = this.snapshots.length;
    while (at > 0 && this.snapshots[at - 1]!.time > time) at--;
    return at;
  }

  private add(time: number, pose: Pose, took: number): void {
    const snapshots = this.snapshots;
    const last = snapshots.at(-1);
    const stale = snapshots.length > FEWEST_SNAPSHOTS && snapshots[1]!.time < time - KEPT_MS;
    const way = last?.way ?? 0;
    const reused = stale || snapshots.length >= MOST_SNAPSHOTS ? snapshots.shift()! : { time: 0, pose: newPose(), took: 0, way: 0 };
    reused.time = time;
    reused.pose.set(pose);
    reused.took = took;
    reused.way = way;
    if (last && !isTeleport(last, reused)) reused.way += Math.hypot(pose[0]! - last.pose[0]!, pose[2]! - last.pose[2]!);
    snapshots.push(reused);
  }

  private extrapolate(a: Snapshot, b: Snapshot, time: number, out: Pose): void {
    out.set(b.pose);
    // Goes on at the last speed and comes back: where no news follow, the body stopped where it was seen last.
    const reach = this.reach(time - b.time) / Math.max(b.time - a.time, b.took, 1);
    for (const i of POSITIONS) out[i]! += (b.pose[i]! - a.pose[i]!) * reach;
    out[3] = wrapAngle(b.pose[3]! + turnBetween(a.pose[3]!, b.pose[3]!) * reach);
  }
}

function same(a: Pose, b: Pose): boolean {
  for (let i = 0; i < b.length; i++) if (a[i] !== b[i]) return false;
  return true;
}

const LIMBS = [HEAD_AT, LEFT_AT, RIGHT_AT];
/** Where positions are in a pose. */
export const POSITIONS = [0, 1, 2, ...LIMBS.flatMap((at) => [at, at + 1, at + 2])];

function isTeleport(a: Snapshot, b: Snapshot): boolean {
  const distance = Math.hypot(b.pose[0]! - a.pose[0]!, b.pose[2]! - a.pose[2]!);
  return distance > TELEPORT_METRES && distance / (Math.max(b.time - a.time, b.took) / 1_000) > TELEPORT_SPEED;
}

const qa: Quaternion = { x: 0, y: 0, z: 0, w: 1 };
const qb: Quaternion = { x: 0, y: 0, z: 0, w: 1 };
const qo: Quaternion = { x: 0, y: 0, z: 0, w: 1 };

/** The slope where two stretches meet: their harmonic mean, none at a turning point, so that nothing is overshot. */
function meet(a: number, b: number): number {
  return a * b > 0 ? (2 * a * b) / (a + b) : 0;
}

/** Cubic through a and b with the slopes their neighbours suggest, for positions and yaw; orientations blend. */
function hermite(before: Snapshot, a: Snapshot, b: Snapshot, after: Snapshot, time: number, out: Pose): void {
  const span = b.time - a.time;
  const t = (time - a.time) / span;
  const t2 = t * t;
  const t3 = t2 * t;
  const h00 = 2 * t3 - 3 * t2 + 1;
  const h10 = t3 - 2 * t2 + t;
  const h01 = 3 * t2 - 2 * t3;
  const h11 = t3 - t2;
  const wideBefore = a.time - before.time;
  const wideAfter = after.time - b.time;
  for (const i of POSITIONS) {
    const pa = a.pose[i]!;
    const pb = b.pose[i]!;
    const slope = (pb - pa) / span;
    const slopeA = meet(wideBefore > 0 ? (pa - before.pose[i]!) / wideBefore : slope, slope);
    const slopeB = meet(slope, wideAfter > 0 ? (after.pose[i]! - pb) / wideAfter : slope);
    out[i] = h00 * pa + h10 * span * slopeA + h01 * pb + h11 * span * slopeB;
  }
  const turn = turnBetween(a.pose[3]!, b.pose[3]!);
  const slope = turn / span;
  const slopeA = meet(wideBefore > 0 ? turnBetween(before.pose[3]!, a.pose[3]!) / wideBefore : slope, slope);
  const slopeB = meet(slope, wideAfter > 0 ? turnBetween(b.pose[3]!, after.pose[3]!) / wideAfter : slope);
  out[3] = wrapAngle(a.pose[3]! + h10 * span * slopeA + h01 * turn + h11 * span * slopeB);
  for (const at of LIMBS) {
    read(qa, a.pose, at + 3);
    read(qb, b.pose, at + 3);
    blend(qo, qa, qb, t);
    out[at + 3] = qo.x;
    out[at + 4] = qo.y;
    out[at + 5] = qo.z;
    out[at + 6] = qo.w;
  }
}

function read(out: Quaternion, pose: Pose, at: number): void {
  out.x = pose[at]!;
  out.y = pose[at + 1]!;
  out.z = pose[at + 2]!;
  out.w = pose[at + 3]!;
}

