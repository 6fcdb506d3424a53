import { Quaternion, Vector3 } from 'three';
import { expect, test } from 'vitest';
import { elbowBend, type LimbForm, newLimbPose, softReach, solveLimb } from '../src/scene/limb';

const SEED = Number(process.env['SEED'] ?? 20_261_122);

/** Numbers in [0, 1) that a printed seed gives again. */
function randomOf(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = Math.imul(state ^ (state >>> 15), state | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** The right arm as the models have it, shoulder at the origin. */
const arm: LimbForm = (() => {
  const upper = new Vector3(0.018, -0.265, 0.006);
  const lower = new Vector3(0.007, -0.24, -0.014);
  return { upper: upper.length(), lower: lower.length(), upperRest: upper.clone().normalize(), lowerRest: lower.clone().normalize(), bendRest: new Vector3(0, 0, 1) };
})();
const origin = new Vector3();
const length = arm.upper + arm.lower;

function solve(target: Vector3, side = 1) {
  return solveLimb(arm, origin, target, elbowBend(target, side, new Vector3()), newLimbPose());
}

/** Somewhere a hand can be: not behind the back. */
function somewhere(random: () => number): Vector3 {
  const way = new Vector3(random() * 2 - 1, random() * 2 - 1, random() * 1.25 - 1).normalize();
  return way.multiplyScalar(length * (0.3 + 0.75 * random()));
}

test(`a hand comes to where it is wanted, as far as the arm goes (seed ${SEED})`, () => {
  const random = randomOf(SEED);
  for (let i = 0; i < 2_000; i++) {
    const target = somewhere(random);
    const pose = solve(target);
    const distance = target.length();
    if (distance < 0.9 * length) expect(pose.end.distanceTo(target), `target ${target.toArray().join(' ')}`).toBeLessThan(1e-9);
    else expect(pose.end.length()).toBeLessThan(length);
    // Both turns carry the resting parts to where the joints are.
    expect(arm.upperRest.clone().applyQuaternion(pose.upperTurn).multiplyScalar(arm.upper).distanceTo(pose.middle)).toBeLessThan(1e-6);
    expect(arm.lowerRest.clone().applyQuaternion(pose.lowerTurn).multiplyScalar(arm.lower).add(pose.middle).distanceTo(pose.end)).toBeLessThan(1e-6);
  }
});

test(`an elbow never bends backward (seed ${SEED})`, () => {
  const random = randomOf(SEED + 1);
  for (let i = 0; i < 2_000; i++) {
    const target = somewhere(random);
    const pose = solve(target);
    // Seen along the forearm's hinge: the forearm always turns to the front of the upper arm, where its resting bend has its back.
    const back = new Vector3(0, 0, 1).applyQuaternion(pose.upperTurn);
    const forearm = pose.end.clone().sub(pose.middle);
    expect(forearm.dot(back), `target ${target.toArray().join(' ')}`).toBeLessThan(1e-6);
  }
});

test('an elbow hangs down before the body, and out of the way', () => {
  for (const side of [1, -1]) {
    const ahead = new Vector3(0.05 * side, -0.1, -0.38);
    const { middle } = solve(ahead, side);
    expect(middle.y).toBeLessThan(-0.12);
    expect(middle.x * side).toBeGreaterThan(0);
    // A hanging arm has its elbow behind it.
    expect(solve(new Vector3(0.02 * side, -0.47, -0.02), side).middle.z).toBeGreaterThan(0);
  }
});

test(`small steps of a hand are small turns of an arm (seed ${SEED})`, () => {
  const random = randomOf(SEED + 2);
  const target = new Vector3(0.05, -0.3, -0.2);
  const step = new Vector3();
  let before = { upper: new Quaternion(), lower: new Quaternion() };
  let first = true;
  for (let i = 0; i < 20_000; i++) {
    step.set(random() - 0.5, random() - 0.5, random() - 0.5).multiplyScalar(0.012);
    const next = target.clone().add(step);
    const reach = next.length() / length;
    // Within what people do: not into the shoulder, not far beyond the arm, not behind the back.
    if (reach < 0.35 || reach > 1.15 || next.z > 0.06 || (next.y > 0.3 && next.x < -0.12)) continue;
    target.copy(next);
    const pose = solve(target);
    if (!first) {
      const moved = step.length();
      for (const [was, is] of [[before.upper, pose.upperTurn], [before.lower, pose.lowerTurn]] as const) {
        expect(was.angleTo(is), `step ${i} to ${target.toArray().join(' ')}`).toBeLessThan(0.02 + 45 * moved);
        expect(was.angleTo(is)).toBeLessThan(0.55);
      }
    }
    first = false;
    before = { upper: pose.upperTurn.clone(), lower: pose.lowerTurn.clone() };
  }
});

test('reaching too far straightens an arm softly and never whole', () => {
  let before = softReach(0, length);
  for (let distance = 0.001; distance < 2 * length; distance += 0.001) {
    const now = softReach(distance, length);
    expect(now).toBeLessThan(length);
    expect(now - before).toBeGreaterThanOrEqual(-1e-12);
    expect(now - before).toBeLessThan(0.0011);
    before = now;
  }
});
