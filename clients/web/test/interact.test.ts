import { expect, test } from 'vitest';
import { along, type Target } from '../src/state/interact';

const ray = { origin: { x: 0, y: 1.5, z: 0 }, direction: { x: 0, y: 0, z: -1 } };
const seat: Target = { type: 'seat', seat: 1, x: 0.2, y: 1.4, z: -2 };
const cup: Target = { type: 'item', id: 3, model: 0, x: 0.05, y: 1.5, z: -2 };

test('a ray means what it comes nearest to, by the size of the thing', () => {
  expect(along(ray, [seat, cup])).toBe(cup);
  expect(along(ray, [seat, { ...cup, x: 0.15 }])).toBe(seat);
});

test('what is behind, or beside, is not meant', () => {
  expect(along(ray, [{ ...cup, z: 2 }])).toBeUndefined();
  expect(along(ray, [{ ...cup, x: 0.3 }])).toBeUndefined();
});
