import { expect, test } from 'vitest';
import { BLINK_EVERY, breath, FIXATION, glanceAt, lidsClosed, shift } from '../src/state/lifelike';
import { choose, eyesTo, headHelp, MOST_ASIDE, MOST_INWARD, MOST_UP } from '../src/state/gaze';

/** The moments at which the lids of one person begin to shut. */
function blinks(seed: number, seconds: number): number[] {
  const found: number[] = [];
  let before = 0;
  for (let t = 0; t < seconds; t += 0.005) {
    const now = lidsClosed(t, seed);
    if (before === 0 && now > 0) found.push(t);
    before = now;
  }
  return found;
}

test.each([1, 99, 123_456_789])('people blink as people do (seed %i)', (seed) => {
  const minutes = 10;
  const found = blinks(seed, minutes * 60);
  const perMinute = found.length / minutes;
  expect(perMinute).toBeGreaterThan(12);
  expect(perMinute).toBeLessThan(24);
  const gaps = found.slice(1).map((t, i) => t - found[i]!);
  expect(Math.max(...gaps)).toBeLessThan(2 * BLINK_EVERY);
  // No metronome.
  expect(new Set(gaps.map((gap) => Math.round(gap * 10))).size).toBeGreaterThan(15);
});

test('a blink shuts the eyes whole, is short, and is the same whenever one looks', () => {
  let shut = 0;
  let whole = false;
  for (let t = 0; t < 120; t += 0.002) {
    const closed = lidsClosed(t, 5);
    expect(closed).toBeGreaterThanOrEqual(0);
    expect(closed).toBeLessThanOrEqual(1);
    if (closed > 0.5) shut += 0.002;
    whole ||= closed === 1;
  }
  expect(whole).toBe(true);
  expect(shut / 120).toBeLessThan(0.06);
  expect(lidsClosed(3.21, 5)).toBe(lidsClosed(3.21, 5));
});

test('two people do not blink together', () => {
  const a = blinks(1, 120);
  const b = blinks(2, 120);
  expect(a.filter((t) => b.some((other) => Math.abs(t - other) < 0.02)).length).toBeLessThan(6);
});

test('eyes rest, and then leap', () => {
  const at = { x: 0, y: 0 };
  let resting = 0;
  let steps = 0;
  let before = { ...glanceAt(10, 3, at) };
  for (let t = 10; t < 70; t += 0.01) {
    glanceAt(t, 3, at);
    expect(Math.abs(at.x)).toBeLessThanOrEqual(1);
    steps++;
    if (at.x === before.x && at.y === before.y) resting++;
    before = { ...at };
  }
  expect(resting / steps).toBeGreaterThan(1 - 0.15 / FIXATION);
  expect(resting).toBeLessThan(steps);
});

test('breath and weight shift go slowly and stay in bounds', () => {
  for (let t = 0; t < 60; t += 0.02) {
    expect(breath(t, 4)).toBeGreaterThanOrEqual(0);
    expect(breath(t, 4)).toBeLessThanOrEqual(1);
    expect(Math.abs(breath(t + 0.02, 4) - breath(t, 4))).toBeLessThan(0.03);
    expect(Math.abs(shift(t, 4))).toBeLessThanOrEqual(1);
    expect(Math.abs(shift(t + 0.02, 4) - shift(t, 4))).toBeLessThan(0.01);
  }
});

const eyes = () => ({ leftYaw: 0, rightYaw: 0, pitch: 0 });

test('both eyes meet in what is looked at', () => {
  const turns = eyesTo(0.3, 0.1, -1.2, 0.069, eyes());
  // The lines of sight of both eyes cross where the goal is.
  for (const [offset, yaw] of [[-0.0345, turns.leftYaw], [0.0345, turns.rightYaw]] as const) expect(offset - 1.2 * Math.tan(yaw)).toBeCloseTo(0.3, 2);
  expect(Math.tan(turns.pitch) * Math.hypot(0.3, 1.2)).toBeCloseTo(0.1, 6);
});

test('nobody squints, and eyes stay in their sockets', () => {
  for (let x = -2; x <= 2; x += 0.1) {
    for (let y = -2; y <= 2; y += 0.5) {
      for (let z = -3; z <= 1; z += 0.1) {
        const { leftYaw, rightYaw, pitch } = eyesTo(x, y, z, 0.069, eyes());
        const inward = (rightYaw - leftYaw) / 2;
        expect(inward).toBeGreaterThanOrEqual(0);
        expect(inward).toBeLessThanOrEqual(MOST_INWARD + 1e-12);
        expect(Math.abs((leftYaw + rightYaw) / 2)).toBeLessThanOrEqual(MOST_ASIDE + 1e-12);
        expect(Math.abs(pitch)).toBeLessThanOrEqual(MOST_UP);
      }
    }
  }
});

test('one looks at whom the head points to, sooner at who speaks, and stays with them', () => {
  const at = (key: string, degrees: number, speaks = false) => ({ key, x: 2 * Math.sin((degrees * Math.PI) / 180), y: 0, z: -2 * Math.cos((degrees * Math.PI) / 180), speaks });
  expect(choose([at('a', 10), at('b', -14)], undefined)?.key).toBe('a');
  expect(choose([at('a', 10), at('b', -14, true)], undefined)?.key).toBe('b');
  expect(choose([at('a', 10), at('b', -12)], 'b')?.key).toBe('b');
  expect(choose([at('a', 50), at('behind', 180)], 'a')).toBeUndefined();
  expect(choose([{ key: 'far', x: 0, y: 0, z: -40, speaks: true }], undefined)).toBeUndefined();
});

test('the head helps the eyes a little, and no more', () => {
  expect(headHelp(0.2)).toBeCloseTo(0.07);
  expect(headHelp(-3)).toBeGreaterThan(-0.2);
});
