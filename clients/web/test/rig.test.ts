import { expect, test } from 'vitest';
import { fromYawPitch, rotate, times } from '../src/base/quaternion';
import { bodyYaw, Rig, yawOfGaze } from '../src/input/rig';
import { HEAD_AT, newPose, RIGHT_AT } from '../src/state/pose';
import { handOfGrip, track } from '../src/state/tracked';

const head = { x: 0.4, y: 1.62, z: -0.3, yaw: 0.7 };
const root = { x: 10, z: 20 };

function standing(): Rig {
  const rig = new Rig();
  rig.stand(root, 1.2, head);
  return rig;
}

test('whoever comes in stands over their root and looks where the room says, wherever they are at home', () => {
  const rig = standing();
  const eyes = rig.placeOf(head);
  expect(Math.hypot(eyes.x - root.x, eyes.z - root.z)).toBeLessThan(0.1);
  expect(rig.yaw + head.yaw).toBeCloseTo(1.2, 6);
  expect(rig.follow(head, root, 1.2)).toEqual({ dx: 0, dz: 0 });
});

test('a place on the floor and in the plan is the same place', () => {
  const back = standing().floorOf(standing().placeOf(head));
  expect(back.x).toBeCloseTo(head.x, 9);
  expect(back.y).toBeCloseTo(head.y, 9);
  expect(back.z).toBeCloseTo(head.z, 9);
});

test('a lean is no step; a step takes the root along and leaves the floor where it is', () => {
  const rig = standing();
  const { x, z } = rig;
  expect(rig.follow({ ...head, x: head.x + 0.1 }, root, 1.2)).toEqual({ dx: 0, dz: 0 });
  const stepped = { ...head, x: head.x + 0.8 };
  const { dx, dz } = rig.follow(stepped, root, 1.2);
  expect(Math.hypot(dx, dz)).toBeCloseTo(0.8 - 0.16, 1);
  const moved = { x: root.x + dx, z: root.z + dz };
  expect(Math.hypot(rig.follow(stepped, moved, 1.2).dx, rig.follow(stepped, moved, 1.2).dz)).toBeLessThan(1e-9);
  expect([rig.x, rig.z]).toEqual([x, z]);
});

test('a correction by the room never moves the view, a jump does', () => {
  const rig = standing();
  const before = rig.placeOf(head);
  expect(rig.handleRoot({ x: root.x + 0.3, z: root.z })).toBe(false);
  expect(rig.placeOf(head)).toEqual(before);
  expect(rig.handleRoot({ x: root.x + 3.3, z: root.z })).toBe(true);
  expect(rig.placeOf(head).x).toBeCloseTo(before.x + 3, 6);
});

test('turning turns about the head', () => {
  const rig = standing();
  const before = rig.placeOf(head);
  rig.turn(0.8, head);
  expect(rig.placeOf(head).x).toBeCloseTo(before.x, 9);
  expect(rig.placeOf(head).z).toBeCloseTo(before.z, 9);
  expect(rig.yaw + head.yaw).toBeCloseTo(2, 6);
});

test('a glance does not turn the body, looking round does', () => {
  expect(Math.abs(bodyYaw(0, 0.4, 1 / 72))).toBeLessThan(0.01);
  expect(bodyYaw(0, 1.5, 1 / 72)).toBeGreaterThan(0.9);
  let yaw = 0;
  for (let i = 0; i < 720; i++) yaw = bodyYaw(yaw, 0.4, 1 / 72);
  expect(yaw).toBeCloseTo(0.4, 2);
  // Across the back, by the shorter way.
  expect(Math.abs(bodyYaw(3.1, -3.1, 0.01))).toBeGreaterThan(3);
});

test('where a head looks on the plan, also straight down', () => {
  expect(yawOfGaze(fromYawPitch(0.9, -0.4))).toBeCloseTo(0.9, 6);
  expect(yawOfGaze(fromYawPitch(0.9, -Math.PI / 2))).toBeCloseTo(0.9, 3);
  expect(yawOfGaze(fromYawPitch(0.9, Math.PI / 2))).toBeCloseTo(0.9, 3);
});

test('head and hands are told relative to the root, turned as it is', () => {
  const pose = newPose();
  pose.set([10, 0, 20, Math.PI / 2]);
  // Looking along -X, as a body with this yaw does; a right hand half a metre ahead.
  track(pose, 'head', { position: { x: 10, y: 1.6, z: 20 }, orientation: fromYawPitch(Math.PI / 2, 0.3) });
  track(pose, 'right', { position: { x: 9.5, y: 1.1, z: 19.8 }, orientation: fromYawPitch(Math.PI / 2, 0) });
  const near = (at: number, values: number[]) => {
    values.forEach((value, i) => expect(pose[at + i]).toBeCloseTo(value, 6));
  };
  near(HEAD_AT, [0, 1.6, 0, Math.sin(0.15), 0, 0, Math.cos(0.15)]);
  near(RIGHT_AT, [0.2, 1.1, -0.5, 0, 0, 0, 1]);
});

test('a grip held upright in a hand to be shaken is a hand with the thumb up', () => {
  // The rod upright: -Z of the grip is up, +X to the right for both hands.
  const upright = times(fromYawPitch(0, Math.PI / 2), { x: 0, y: 0, z: 0, w: 1 });
  for (const hand of ['left', 'right'] as const) {
    const turn = handOfGrip(hand, upright);
    const fingers = rotate(turn, { x: 0, y: 0, z: -1 });
    expect(fingers.z, hand).toBeCloseTo(-1, 6);
    const back = rotate(turn, { x: 0, y: 1, z: 0 });
    expect(back.x, hand).toBeCloseTo(hand === 'right' ? 1 : -1, 6);
  }
});
