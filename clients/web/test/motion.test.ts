import { expect, test } from 'vitest';
import { Curve } from '../src/state/curve';
import { newPose } from '../src/state/pose';
import { Playout } from '../src/state/playout';
import { Prediction } from '../src/state/prediction';

const TICK = 1_000 / 30;

function poseAt(x: number, yaw = 0) {
  const pose = newPose();
  pose[0] = x;
  pose[3] = yaw;
  return pose;
}

const out = newPose();
const free = (at: { x: number; z: number }, dx: number, dz: number) => {
  at.x += dx;
  at.z += dz;
};

test('between two ticks a steady walk is a straight line', () => {
  const track = new Curve();
  for (let i = 0; i < 10; i++) track.push(i * TICK, poseAt(i * 0.05), TICK);
  for (let time = 2 * TICK; time < 8 * TICK; time += 3) {
    track.sample(time, out);
    expect(out[0]).toBeCloseTo((time / TICK) * 0.05, 6);
  }
});

test('a body that stood still before it walked does not creep', () => {
  const track = new Curve();
  track.push(0, poseAt(0), TICK);
  track.push(3_000, poseAt(0.05), TICK);
  track.sample(2_000, out);
  expect(out[0]).toBe(0);
});

test('without news a motion goes on a little, then the body is where it was seen last', () => {
  const track = new Curve();
  for (let i = 0; i < 5; i++) track.push(i * TICK, poseAt(i * 0.05), TICK);
  track.sample(4 * TICK + 40, out);
  expect(out[0]).toBeGreaterThan(0.2);
  expect(out[0]).toBeLessThan(0.26);
  track.sample(4 * TICK + 5_000, out);
  expect(out[0]).toBe(0.2);
});

test('a teleport is not smoothed', () => {
  const track = new Curve();
  track.push(0, poseAt(0), TICK);
  track.push(TICK, poseAt(5), TICK);
  track.sample(TICK / 2, out);
  expect(out[0]).toBe(0);
  track.sample(TICK, out);
  expect(out[0]).toBe(5);
});

test('a turn takes the shorter way round', () => {
  const track = new Curve();
  track.push(0, poseAt(0, 3.1), TICK);
  track.push(TICK, poseAt(0, -3.1), TICK);
  track.sample(TICK / 2, out);
  expect(Math.abs(out[3]!)).toBeGreaterThan(3.1);
});

test('others are shown two ticks behind on a quiet line, more on a shaky one, never backwards', () => {
  const quiet = new Playout(TICK);
  for (let i = 0; i < 100; i++) quiet.handleArrival(i * TICK, i * TICK + 2);
  expect(quiet.delay).toBeCloseTo(2 * TICK, 0);
  const shaky = new Playout(TICK);
  let last = -Infinity;
  for (let i = 0; i < 300; i++) {
    shaky.handleArrival(i * TICK, i * TICK + (i % 10 === 0 ? 120 : 5));
    const time = shaky.timeAt(i * TICK);
    expect(time).toBeGreaterThan(last);
    last = time;
  }
  expect(shaky.delay).toBeGreaterThan(110);
});

test('what the server confirms changes nothing', () => {
  const prediction = new Prediction();
  prediction.place(0, 0);
  for (let n = 0; n < 20; n++) {
    prediction.walk(0.05, 0, free);
    prediction.takeSample(n);
    if (n >= 5) prediction.reconcile(n - 5, 0.05 * (n - 4), 0, free);
    expect(prediction.shown.x).toBeCloseTo(0.05 * (n + 1), 6);
  }
});

test('a correction keeps what was walked since, and is not seen as a jump', () => {
  const prediction = new Prediction();
  prediction.place(0, 0);
  for (let n = 0; n < 10; n++) {
    prediction.walk(0.05, 0, free);
    prediction.takeSample(n);
  }
  const before = prediction.shown.x;
  // After sample 4 a body in the way had stopped us 0.1 m earlier.
  prediction.reconcile(4, 0.15, 0, free);
  expect(prediction.root.x).toBeCloseTo(0.4, 6);
  expect(prediction.shown.x).toBeCloseTo(before, 6);
  for (let i = 0; i < 60; i++) prediction.settle(16);
  expect(prediction.shown.x).toBeCloseTo(0.4, 3);
});

test('sample numbers may wrap', () => {
  const prediction = new Prediction();
  prediction.place(0, 0);
  for (const n of [65_534, 65_535, 0, 1]) {
    prediction.walk(0.1, 0, free);
    prediction.takeSample(n);
  }
  prediction.reconcile(0, 0.2, 0, free);
  expect(prediction.root.x).toBeCloseTo(0.3, 6);
});

test('a far correction is taken over at once', () => {
  const prediction = new Prediction();
  prediction.place(0, 0);
  prediction.walk(0.1, 0, free);
  prediction.takeSample(1);
  prediction.reconcile(1, 5, 5, free);
  expect(prediction.shown).toEqual({ x: 5, z: 5 });
});

test('who runs while the line stalls stands after a while, and is not put back with a jump', () => {
  const frame = 1_000 / 60;
  for (const stall of [300, 600, 1_000]) {
    const prediction = new Prediction();
    prediction.place(0, 0);
    prediction.roundTrip = 100;
    const up: { at: number; number: number; dx: number }[] = [];
    const down: { at: number; number: number; x: number }[] = [];
    const held = (at: number) => (at >= 2_000 && at < 2_000 + stall ? 2_000 + stall : at);
    let sent = 0;
    let ticked = 0;
    let bank = 1.26;
    let truth = 0;
    let before = 0;
    let most = 0;
    for (let picture = 0; picture * frame < 5_000; picture++) {
      const now = picture * frame;
      for (; ticked * TICK <= now; ticked++) {
        // The server: 4.2 m/s, and what was not used of the last 0.3 s.
        bank = Math.min(bank + 4.2 * (TICK / 1_000), 1.26);
        let number = -1;
        for (; up[0] && up[0].at <= ticked * TICK; up.shift()) {
          const granted = Math.min(bank, up[0].dx);
          bank -= granted;
          truth += granted;
          number = up[0].number;
        }
        if (number >= 0) down.push({ at: ticked * TICK + 50, number, x: truth });
      }
      for (; down[0] && down[0].at <= now; down.shift()) prediction.reconcile(down[0].number, down[0].x, 0, free);
      prediction.walk(4.2 * (frame / 1_000), 0, free);
      prediction.settle(frame);
      for (; sent * TICK <= now; sent++) {
        up.push({ at: held(now + 50), number: sent, dx: prediction.takeSample(sent).dx });
      }
      most = Math.max(most, Math.abs(prediction.shown.x - before));
      before = prediction.shown.x;
    }
    expect(most, `${String(stall)} ms`).toBeLessThan(4.2 * (frame / 1_000) + 0.05);
    expect(Math.abs(prediction.shown.x - truth)).toBeLessThan(0.8);
  }
});
