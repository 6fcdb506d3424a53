import { expect, test } from 'vitest';
import { Arc, onFloor } from '../src/input/arc';
import { Blink, defaultComfort, parseComfort, Vignette } from '../src/input/comfort';
import { Height } from '../src/input/height';
import { Turning } from '../src/input/turning';

const level = { origin: { x: 0, y: 1.2, z: 0 }, direction: { x: 0, y: 0, z: -1 } };
const STEP = 1 / 72;

test('an arc thrown level at chest height comes down some steps away, ever lower', () => {
  const arc = new Arc();
  const landing = arc.solve(level, 0)!;
  expect(landing.z).toBeLessThan(-2.5);
  expect(landing.z).toBeGreaterThan(-4);
  expect(landing.y).toBe(0);
  for (let i = 1; i < arc.length; i++) expect(arc.points[3 * i + 1]!).toBeLessThan(arc.points[3 * i - 2]!);
});

test('an arc thrown up flies farther, and one thrown into the sky comes down within its bound', () => {
  const arc = new Arc();
  const flat = arc.solve(level, 0)!.z;
  const s = Math.SQRT1_2;
  expect(arc.solve({ ...level, direction: { x: 0, y: s, z: -s } }, 0)!.z).toBeLessThan(flat);
  arc.solve({ ...level, direction: { x: 0, y: 1, z: 0 } }, 0);
  expect(arc.length).toBeLessThanOrEqual(66);
});

test('a hand below the floor throws nothing', () => {
  expect(new Arc().solve(level, 2)).toBeUndefined();
});

test('a straight look meets the floor where it points, and not when it looks up', () => {
  const s = Math.SQRT1_2;
  expect(onFloor({ origin: { x: 0, y: 1.6, z: 0 }, direction: { x: 0, y: -s, z: -s } }, 0)!.z).toBeCloseTo(-1.6, 6);
  expect(onFloor(level, 0)).toBeUndefined();
});

test('one push is one step, however long it lasts', () => {
  const turning = new Turning();
  const how = { turn: 'snap', step: 45 } as const;
  expect(turning.update(0.9, STEP, how)).toBeCloseTo(-Math.PI / 4, 6);
  expect(turning.update(1, STEP, how)).toBe(0);
  expect(turning.update(0.5, STEP, how)).toBe(0);
  expect(turning.update(1, STEP, how)).toBe(0);
  expect(turning.update(0, STEP, how)).toBe(0);
  expect(turning.update(-0.8, STEP, how)).toBeCloseTo(Math.PI / 4, 6);
});

test('a steady turn is as fast as the stick is far, and still about the middle', () => {
  const turning = new Turning();
  const how = { turn: 'smooth', step: 30 } as const;
  expect(turning.update(0.1, STEP, how)).toBe(0);
  expect(turning.update(1, STEP, how)).toBeLessThan(2 * turning.update(0.6, STEP, how));
  expect(turning.update(-1, 1, how)).toBeCloseTo(1.7, 6);
});

test('who stands in both worlds, or sits in both, keeps their own height', () => {
  const height = new Height();
  expect(height.update({ eye: 1.52, posture: 'standing', seated: false }, STEP, false)).toBe(0);
  const seated = new Height();
  expect(seated.update({ eye: 1.18, posture: 'standing', seated: true }, STEP, false)).toBe(0);
});

test('who sits at home stands here at eye level with others, and comes down when sitting down', () => {
  const height = new Height();
  expect(height.update({ eye: 1.1, posture: 'seated', seated: false }, 0, true)).toBeCloseTo(0.5, 6);
  expect(height.update({ eye: 1.1, posture: 'seated', seated: true }, 0, true)).toBeCloseTo(0.1, 6);
});

test('who stands at home and sits here is let down gently', () => {
  const height = new Height();
  height.update({ eye: 1.6, posture: 'standing', seated: false }, STEP, false);
  const first = height.update({ eye: 1.6, posture: 'standing', seated: true }, STEP, false);
  expect(first).toBeGreaterThan(-0.1);
  for (let i = 0; i < 144; i++) height.update({ eye: 1.6, posture: 'standing', seated: true }, STEP, false);
  expect(height.lift).toBeCloseTo(-0.4, 3);
});

test('who begins anew is measured anew', () => {
  const height = new Height();
  height.update({ eye: 0.8, posture: 'seated', seated: false }, STEP, true);
  expect(height.update({ eye: 1.2, posture: 'seated', seated: false }, STEP, true)).toBeCloseTo(0.8, 6);
  height.forget();
  expect(height.update({ eye: 1.2, posture: 'seated', seated: false }, STEP, true)).toBeCloseTo(0.4, 6);
});

test('a lift is never more than a person is tall', () => {
  const height = new Height();
  expect(height.update({ eye: 0.1, posture: 'seated', seated: false }, STEP, true)).toBe(1.1);
});

test('the edge darkens while gliding, as far as preferred, and clears slower than it came', () => {
  const vignette = new Vignette();
  let steps = 0;
  while (vignette.update(1.8, 0, 0.7, STEP) < 0.6 && steps < 1_000) steps++;
  const in60 = steps;
  expect(vignette.strength).toBeLessThanOrEqual(0.7);
  let out = 0;
  while (vignette.update(0, 0, 0.7, STEP) > 0.1 && out < 1_000) out++;
  expect(out).toBeGreaterThan(in60);
  for (let i = 0; i < 400; i++) vignette.update(0, 0, 0.7, STEP);
  expect(vignette.strength).toBe(0);
  expect(vignette.update(2, 2, 0, STEP)).toBe(0);
});

test('eyes that are closed for a jump open again, answered or not', () => {
  const blink = new Blink();
  blink.close();
  for (let i = 0; i < 20; i++) blink.update(STEP);
  expect(blink.dark).toBe(1);
  for (let i = 0; i < 60; i++) blink.update(STEP);
  expect(blink.dark).toBe(0);
  blink.flash();
  expect(blink.update(STEP)).toBeGreaterThan(0.8);
});

test('comfort that was kept comes back, and nonsense does not', () => {
  const chosen = { move: 'smooth', turn: 'smooth', step: 45, vignette: 0.2, posture: 'seated', hand: 'left', rate: 90, foveation: 1 };
  expect(parseComfort(JSON.parse(JSON.stringify(chosen)))).toEqual(chosen);
  for (const nonsense of [undefined, 7, 'x', null, {}, { move: 'fly', step: 60, vignette: 3, hand: 'both', rate: '90' }]) expect(parseComfort(nonsense)).toEqual(defaultComfort());
});
