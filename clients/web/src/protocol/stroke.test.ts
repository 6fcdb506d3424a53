import { expect, test } from 'vitest';
import text from '../../../../protocol/src/test/golden/stroke.txt?raw';
import { decodePoints, type Dimensions, encodePoints, MAX_POINTS } from './stroke';

const golden = text
  .split('\n')
  .filter((line) => line.startsWith('points '))
  .map((line) => line.split(' ') as [string, string, string, string]);

test('reads and writes the golden bytes', () => {
  expect(golden.length).toBeGreaterThan(10);
  for (const [, dimensions, hex, numbers] of golden) {
    const points = numbers.split(',').map(Number);
    const bytes = Uint8Array.from(hex.match(/../g)!, (pair) => parseInt(pair, 16));
    expect(decodePoints(bytes)).toEqual({ dimensions: Number(dimensions), millimetres: Int32Array.from(points) });
    expect(encodePoints(Number(dimensions) as Dimensions, points)).toEqual(bytes);
  }
});

test('refuses what is no points', () => {
  const refused: [string, number[]][] = [
    ['truncated', []],
    ['truncated', [0x13]],
    ['truncated', [0x13, 0, 0]],
    ['truncated', [0x12, 0, 0x80]],
    ['version', [0x23, 0, 0, 0]],
    ['dimensions', [0x14, 0, 0, 0, 0]],
    ['not canonical', [0x12, 0x80, 0, 0]],
    ['range', [0x12, 0xff, 0xff, 0xff, 0x7f, 0]],
    ['range', [0x12, 0xff, 0xff, 0xff, 0xff, 1, 0]],
    ['too many', [0x12, ...Array.from({ length: 2 * MAX_POINTS + 1 }, () => 0)]],
  ];
  for (const [reason, bytes] of refused) expect(() => decodePoints(Uint8Array.from(bytes)), reason).toThrow(reason);
});
