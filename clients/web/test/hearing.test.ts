import { create } from '@bufbuild/protobuf';
import { expect, test } from 'vitest';
import { type Enclosure, enclosureOf, impulseResponse, wetness } from '../src/media/acoustics';
import { CLEAR_HERTZ, headOf, plainGain, voiceOf, voiceThrough } from '../src/media/hearing';
import { RoomSchema, StandSchema } from '../src/protocol/gen/asclepion/v1/scene_pb';
import { restingPose, restLimbs } from '../src/state/pose';
import { seeded, twoRooms } from './scenes';

const rectangle = (width: number, depth: number) => [{ x: 0, z: 0 }, { x: 0, z: depth }, { x: width, z: depth }, { x: width, z: 0 }];
const room = (width: number, depth: number, height: number, reverb: number, outdoors = false) => create(RoomSchema, { outline: rectangle(width, depth), height, outdoors, acoustics: { reverb } });
const consultation = room(5, 3.75, 2.8, 0.3);
const hall = room(16, 12, 6, 1.4);

test('a room’s measures come from its outline', () => {
  expect(enclosureOf(consultation)).toMatchObject({ width: 5, depth: 3.75, height: 2.8, reverb: expect.closeTo(0.3) as number });
  expect(enclosureOf(consultation)!.volume).toBeCloseTo(52.5);
});

test('under the open sky nothing answers', () => {
  expect(enclosureOf(room(50, 50, 3, 0.5, true))).toBeUndefined();
  expect(enclosureOf(room(5, 5, 3, 0))).toBeUndefined();
});

/** Seconds until what is left of the energy is below a share. */
function diesAway(samples: Float32Array, rate: number, share: number): number {
  let left = samples.reduce((sum, sample) => sum + sample * sample, 0);
  const most = left;
  for (let i = 0; i < samples.length; i++) {
    left -= samples[i]! ** 2;
    if (left < most * share) return i / rate;
  }
  return samples.length / rate;
}

test('a small room and a hall sound different, each of unit energy', () => {
  const rate = 16_000;
  const small = impulseResponse(enclosureOf(consultation)!, rate, seeded(1))[0];
  const large = impulseResponse(enclosureOf(hall)!, rate, seeded(1))[0];
  for (const response of [small, large]) {
    expect(response.reduce((sum, sample) => sum + sample * sample, 0)).toBeCloseTo(1, 3);
    expect(response.every(Number.isFinite)).toBe(true);
  }
  expect(small.length / rate).toBeCloseTo(0.3);
  expect(diesAway(large, rate, 0.01)).toBeGreaterThan(2 * diesAway(small, rate, 0.01));
  // The first wall of the hall is farther.
  const first = (response: Float32Array) => response.findIndex((sample) => Math.abs(sample) > 0);
  expect(first(large)).toBeGreaterThan(first(small));
});

test('left and right differ, so that a room is around one', () => {
  const [left, right] = impulseResponse(enclosureOf(hall)!, 8_000, seeded(2));
  let together = 0;
  for (let i = 0; i < left.length; i++) together += left[i]! * right[i]!;
  expect(Math.abs(together)).toBeLessThan(0.5);
});

test('a room never drowns a voice', () => {
  const random = seeded(3);
  for (let i = 0; i < 200; i++) {
    const enclosure: Enclosure = { width: 5, depth: 5, height: 3, volume: 1 + random() * 5_000, reverb: 0.05 + random() * 2.5 };
    expect(wetness(enclosure)).toBeGreaterThan(0);
    expect(wetness(enclosure)).toBeLessThanOrEqual(0.5);
  }
});

test('a head looks where body and neck together turn it', () => {
  const pose = restingPose();
  pose.set([2, 0, 3, Math.PI / 2]);
  const head = headOf(pose);
  // A quarter turn to the left faces -X.
  expect(head.forward.x).toBeCloseTo(-1);
  expect(head.forward.z).toBeCloseTo(0);
  expect(head.up.y).toBeCloseTo(1);
  expect([head.x, head.z]).toEqual([expect.closeTo(2), expect.closeTo(3)]);
  restLimbs(pose, 1.6, 0.5);
  expect(headOf(pose).forward.y).toBeCloseTo(Math.sin(0.5));
});

test('a voice comes from the mouth, and a presenter’s carries', () => {
  const hospital = twoRooms();
  const pose = restingPose();
  pose.set([2, 0, 3, 0]);
  const voice = voiceOf(pose, hospital, 0);
  expect(voice.y).toBeCloseTo(1.52);
  expect(voice.cutoff).toBe(CLEAR_HERTZ);
  hospital.rooms[0]!.acoustics = { $typeName: 'asclepion.v1.Acoustics', hearing: 12, voices: 8, reverb: 0.3, presenter: create(StandSchema, { x: 2, z: 3.5, radius: 1 }) };
  expect(voiceOf(pose, hospital, 0).rolloff).toBeLessThan(voice.rolloff / 2);
});

test('through a doorway a voice is duller, behind a closed leaf it falls silent', () => {
  const hospital = twoRooms();
  const open = voiceThrough(hospital, 0, true)!;
  const shut = voiceThrough(hospital, 0, false)!;
  expect([open.x, open.z]).toEqual([6, 2]);
  expect(open.cutoff).toBeLessThan(CLEAR_HERTZ / 4);
  expect(open.gain).toBeGreaterThan(0.5);
  expect(shut.gain).toBe(0);
  expect(voiceThrough(hospital, 99, true)).toBeUndefined();
});

test('plain sound is softer from afar and never too soft', () => {
  const head = headOf(restingPose());
  const at = (z: number) => plainGain(head, { x: 0, y: 1.5, z, rolloff: 0.6, cutoff: CLEAR_HERTZ, gain: 1 });
  expect(at(-1)).toBeCloseTo(1);
  expect(at(-4)).toBeLessThan(at(-2));
  expect(at(-100)).toBeGreaterThanOrEqual(0.3);
});
