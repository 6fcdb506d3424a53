import { blend, type Quaternion } from '../base/quaternion';
import { turnBetween, wrapAngle } from '../base/angles';
import { HEAD_AT, LEFT_AT, newPose, type Pose, RIGHT_AT } from './pose';

interface Snapshot {
  /** Server time in milliseconds. */
  time: number;
  pose: Pose;
}

const MOST_SNAPSHOTS = 24;
/** Milliseconds a motion is carried on beyond the newest snapshot. */
const EXTRAPOLATE_MS = 240;
/** Nearly stands still until the first of the rare poses is there, so as not to guess. */
const LAG_UP = 0.85;
/** Catches up at a quarter above its speed. */
const LAG_DOWN = 0.25;
/** Metres per second no body walks at: faster means it was set down elsewhere, and is not smoothed. */
const TELEPORT_SPEED = 12;

/** One body's recent poses, sampled at any time between them without a visible seam. */
export class Track {
  private readonly snapshots: Snapshot[] = [];
  /** The longer of the last two paces: the first pose after a change comes at the old one or the new one. */
  private patience = 0;
  private lastPeriod = 0;
  private lag = 0;
  private wantedLag = 0;
  private shownTo: number | undefined;

  get newest(): Pose | undefined {
    return this.snapshots.at(-1)?.pose;
  }

  /** Poses come every so many ticks of `tick` milliseconds from now on. */
  pace(tick: number, ticks: number): void {
    this.patience = Math.max(tick * ticks, this.lastPeriod);
    this.lastPeriod = tick * ticks;
    this.wantedLag = tick * (ticks - 1);
    if (this.snapshots.length === 0) this.lag = this.wantedLag;
  }

  /** The time to show of this body when others are shown at `time`: one that is told of rarely is shown later by that, and slides there. */
  shown(time: number): number {
    const passed = Math.max(0, time - (this.shownTo ?? time));
    this.shownTo = Math.max(time, this.shownTo ?? time);
    this.lag += Math.max(-passed * LAG_DOWN, Math.min(passed * LAG_UP, this.wantedLag - this.lag));
    return time - this.lag;
  }

  /** Adds the pose as of `time`. `period` is the stream's tick in milliseconds: over a longer silence the body stood still. */
  push(time: number, pose: Pose, period: number): void {
    const last = this.snapshots.at(-1);
    if (last && time <= last.time) {
      if (time === last.time) last.pose.set(pose);
      return;
    }
    if (last && time - last.time > 1.5 * Math.max(period, this.patience)) this.add(time - period, last.pose);
    this.add(time, pose);
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
    let at = count - 1;
    while (snapshots[at - 1]!.time > time) at--;
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

  private add(time: number, pose: Pose): void {
    const reused = this.snapshots.length >= MOST_SNAPSHOTS ? this.snapshots.shift()! : { time: 0, pose: newPose() };
    reused.time = time;
    reused.pose.set(pose);
    this.snapshots.push(reused);
  }

  private extrapolate(a: Snapshot, b: Snapshot, time: number, out: Pose): void {
    out.set(b.pose);
    const span = b.time - a.time;
    if (span <= 0 || isTeleport(a, b)) return;
    // Goes on at the last speed and comes back: where no news follow, the body stopped where it was seen last.
    const ahead = time - b.time;
    if (ahead >= EXTRAPOLATE_MS) return;
    const reach = (ahead * (1 - ahead / EXTRAPOLATE_MS) ** 2) / span;
    for (const i of POSITIONS) out[i]! += (b.pose[i]! - a.pose[i]!) * reach;
    out[3] = wrapAngle(b.pose[3]! + turnBetween(a.pose[3]!, b.pose[3]!) * reach);
  }
}

const LIMBS = [HEAD_AT, LEFT_AT, RIGHT_AT];
const POSITIONS = [0, 1, 2, ...LIMBS.flatMap((at) => [at, at + 1, at + 2])];

function isTeleport(a: Snapshot, b: Snapshot): boolean {
  const distance = Math.hypot(b.pose[0]! - a.pose[0]!, b.pose[2]! - a.pose[2]!);
  return distance > 0.3 && distance / ((b.time - a.time) / 1_000) > TELEPORT_SPEED;
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

