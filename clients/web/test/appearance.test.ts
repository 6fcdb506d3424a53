import { fromBinary, toBinary } from '@bufbuild/protobuf';
import { expect, test } from 'vitest';
import { BodySchema } from '../src/protocol/gen/asclepion/v1/component_pb';
import { appearanceOf, type Choice, CHOICES, lookKey, parseAppearance, PLAIN, randomAppearance, settled } from '../src/state/appearance';
import { HAIR_TONES, SKIN_TONES } from '../src/state/looks';
import golden from '../../../protocol/src/test/golden/appearance.txt?raw';

const names = Object.keys(CHOICES) as Choice[];
const lines = golden.split('\n').filter((line) => line !== '' && !line.startsWith('#')).map((line) => line.split(' '));

test.each(lines)('the body “%s” is read and written as ever', (_, hex, ...rest) => {
  const [slot, role, seat, ...choices] = rest.map(Number);
  const body = fromBinary(BodySchema, Uint8Array.from(hex!.match(/../g)!, (byte) => Number.parseInt(byte, 16)));
  expect([body.slot, body.role, body.seatPlusOne]).toEqual([slot, role, seat]);
  const look = appearanceOf(body.appearance);
  expect(names.map((name) => look[name])).toEqual(choices);
  expect([...toBinary(BodySchema, body)].map((byte) => byte.toString(16).padStart(2, '0')).join('')).toBe(hex);
});

test('a number nobody knows counts as nothing chosen', () => {
  for (const name of names) {
    expect(parseAppearance({ [name]: CHOICES[name] - 1 })[name]).toBe(CHOICES[name] - 1);
    for (const wrong of [CHOICES[name], -1, 1.5, '1', null, NaN]) expect(parseAppearance({ [name]: wrong })).toEqual(PLAIN);
  }
  expect(appearanceOf(undefined)).toEqual(PLAIN);
});

test('every tone that can be chosen has a colour', () => {
  expect(SKIN_TONES).toHaveLength(CHOICES.skin - 1);
  expect(HAIR_TONES).toHaveLength(CHOICES.hairColour - 1);
});

test('somebody made up, and every variant, has skin, hair and its colour', () => {
  for (let variant = 0; variant < CHOICES.variant; variant++) {
    const look = settled({ ...PLAIN, variant });
    for (const name of ['skin', 'hair', 'hairColour'] as const) expect(look[name]).toBeGreaterThan(0);
  }
  for (const random of [0, 0.5, 0.999999]) {
    const look = randomAppearance(() => random);
    expect(parseAppearance(look)).toEqual(look);
    expect(settled(look)).toEqual(look);
  }
  expect(lookKey(randomAppearance(() => 0.2))).not.toBe(lookKey(randomAppearance(() => 0.9)));
});
