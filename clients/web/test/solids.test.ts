import { expect, test } from 'vitest';
import { BODY_RADIUS, RoomSolids } from '../src/state/solids';
import { seeded, twoRooms } from './scenes';

const shut = () => false;
const open = () => true;
const solids = new RoomSolids(twoRooms(), 0);

test('a wall stops, and lets slide along it', () => {
  const at = { x: 2, z: 1 };
  solids.move(at, -5, 1, shut, []);
  expect(at.x).toBeCloseTo(BODY_RADIUS, 5);
  expect(at.z).toBeGreaterThan(1.5);
});

test('a closed leaf is a wall, an open one is not', () => {
  const closed = { x: 5, z: 2 };
  solids.move(closed, 2, 0, shut, []);
  expect(closed.x).toBeCloseTo(6 - BODY_RADIUS, 5);
  const through = { x: 5, z: 2 };
  solids.move(through, 2, 0, open, []);
  // As far as the server lets a body wait to be admitted beyond.
  expect(through.x).toBeCloseTo(6.35, 5);
});

test('an arch needs no opening', () => {
  const at = { x: 5, z: 3 };
  solids.move(at, 0, 2, (aperture) => aperture === 1, []);
  expect(at.z).toBeCloseTo(4.35, 5);
});

test('a flat thing is stepped over, a table is not', () => {
  const rug = { x: 1, z: 1.8 };
  solids.move(rug, 0, -1, shut, []);
  expect(rug.z).toBeCloseTo(0.8, 5);
  const table = { x: 3, z: 0.6 };
  solids.move(table, 0, 1.4, shut, []);
  expect(table.z).toBeLessThan(1.8);
});

test('another body is in the way', () => {
  const at = { x: 1, z: 2.5 };
  solids.move(at, 1, 0, shut, [2, 2.5]);
  expect(at.x).toBeCloseTo(2 - 2 * BODY_RADIUS, 3);
});

test('no walk of any length leaves the room', () => {
  const seed = Number(process.env['SEED'] ?? Date.now() % 1e9);
  const random = seeded(seed);
  const at = { x: 2, z: 1 };
  for (let i = 0; i < 5_000; i++) {
    const angle = random() * 2 * Math.PI;
    const far = random() < 0.1 ? 3 : random() * 0.2;
    solids.move(at, Math.cos(angle) * far, Math.sin(angle) * far, shut, []);
    const inside = at.x > BODY_RADIUS - 0.02 && at.x < 6 - BODY_RADIUS + 0.02 && at.z > BODY_RADIUS - 0.02 && at.z < 4 - BODY_RADIUS + 0.02;
    expect(inside, `SEED=${seed}, step ${i}: at ${at.x}, ${at.z}`).toBe(true);
  }
});

test('the camera stays in front of the wall', () => {
  expect(solids.clearWay(2, 2, -1, 0, 9)).toBeCloseTo(2, 6);
  expect(solids.clearWay(2, 2, -1, 0, 1)).toBe(1);
  expect(solids.clearWay(5, 2, 1, 0, 9)).toBeCloseTo(1, 6);
});

test('one can be set down on free floor, not in a wall, a table, another body, or outside', () => {
  expect(solids.canStand(2, 1, shut, [])).toBe(true);
  expect(solids.canStand(0.1, 1, shut, [])).toBe(false);
  expect(solids.canStand(3, 2, shut, [])).toBe(false);
  expect(solids.canStand(2, 1, shut, [2.2, 1])).toBe(false);
  expect(solids.canStand(9, 2, shut, [])).toBe(false);
  // The flat rug is no obstacle.
  expect(solids.canStand(1, 1, shut, [])).toBe(true);
});

test('one looks over a table, and through no wall', () => {
  expect(solids.isInSight(1, 2, 5, 2)).toBe(true);
  expect(solids.isInSight(1, 2, 8, 2)).toBe(false);
  const hospital = twoRooms();
  hospital.rooms[0]!.obstacles[0]!.halfY = 1;
  hospital.rooms[0]!.obstacles[0]!.y = 1;
  const cupboard = new RoomSolids(hospital, 0);
  expect(cupboard.isInSight(1, 2, 5, 2)).toBe(false);
  expect(cupboard.isInSight(1, 0.8, 5, 0.8)).toBe(true);
});
