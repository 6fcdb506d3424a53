import { expect, test } from 'vitest';
import {
  COLUMNS,
  PoseColumns,
  PoseFormatError,
  decodeDelta,
  decodeKeyframe,
  encodeSample,
  limbSteps,
  moveSteps,
  orientationSteps,
  quaternion,
  rootSteps,
  yawRadians,
  yawSteps,
} from './pose';
import text from '../../../../protocol/src/test/golden/pose.txt?raw';

const golden = text
  .split('\n')
  .filter((line) => line !== '' && !line.startsWith('#'))
  .map((line) => line.split(' '));

function bytes(hex: string): Uint8Array {
  return Uint8Array.from(hex.match(/../g) ?? [], (byte) => Number.parseInt(byte, 16));
}

function state(columns: PoseColumns): number[][] {
  return Array.from({ length: columns.size }, (_, row) => {
    const numbers = [columns.slotAt(row)];
    for (let column = 0; column < COLUMNS; column++) {
      numbers.push(columns.get(row, column), columns.step(row, column), columns.scale(row, column));
    }
    return numbers;
  });
}

/** The payloads of the golden stream, each with the state it gives. */
function stream() {
  const payloads: { kind: string; baseSeq: number; payload: Uint8Array; rows: number[][] }[] = [];
  for (const [word, ...rest] of golden) {
    if (word === 'delta' || word === 'keyframe') {
      payloads.push({ kind: word, baseSeq: Number(rest[0]), payload: bytes(rest.at(-1) ?? ''), rows: [] });
    } else if (word === 'row') {
      payloads.at(-1)?.rows.push(rest.map(Number));
    }
  }
  return payloads;
}

function faultOf(decode: () => void): string {
  try {
    decode();
  } catch (error) {
    if (error instanceof PoseFormatError) {
      return error.reason;
    }
    throw error;
  }
  return 'none';
}

test('rounds as the golden file says', () => {
  const grids: Record<string, (value: number) => number> = { root: rootSteps, limb: limbSteps, move: moveSteps, yaw: yawSteps };
  let seen = 0;
  for (const [word = '', ...rest] of golden) {
    const numbers = rest.map(Number);
    const grid = grids[word];
    if (grid !== undefined) {
      expect(grid(numbers[0] ?? Number.NaN), `${word} ${rest[0]}`).toBe(numbers[1]);
      seen++;
    }
    if (word === 'yaw') {
      expect(yawRadians(numbers[1] ?? Number.NaN)).toBe(numbers[2]);
    }
    if (word === 'orientation') {
      const [x = 0, y = 0, z = 0, w = 0, a = 0, b = 0, c = 0] = numbers;
      expect(orientationSteps(x, y, z, w)).toEqual([a, b, c]);
      const q = new Float32Array(4);
      quaternion(a, b, c, q, 0);
      expect([...q]).toEqual(numbers.slice(7).map(Math.fround));
      seen++;
    }
  }
  expect(seen).toBeGreaterThan(100);
});

test('writes the golden samples', () => {
  const samples = golden.filter(([word]) => word === 'sample');
  expect(samples.length).toBeGreaterThan(4);
  for (const [, number, moveX, moveZ, yaw, ...rest] of samples) {
    const sample = {
      number: Number(number),
      moveX: Number(moveX),
      moveZ: Number(moveZ),
      yaw: Number(yaw),
      limbs: rest.slice(0, 18).map(Number),
    };
    expect(encodeSample(sample)).toEqual(bytes(rest[18] ?? ''));
  }
});

test('follows the golden stream', () => {
  const payloads = stream();
  expect(payloads.length).toBeGreaterThan(40);
  let base = new PoseColumns();
  for (const { kind, baseSeq, payload, rows } of payloads) {
    const now = new PoseColumns();
    if (kind === 'delta') {
      decodeDelta(payload, base, baseSeq, now);
    } else {
      decodeKeyframe(payload, now);
    }
    expect(state(now)).toEqual(rows);
    base = now;
  }
});

test('every flipped bit and every truncation is a fault, and the base is unharmed', () => {
  let base = new PoseColumns();
  for (const { kind, baseSeq, payload } of stream()) {
    const decode = (mutant: Uint8Array, into: PoseColumns) =>
      kind === 'delta' ? decodeDelta(mutant, base, baseSeq, into) : decodeKeyframe(mutant, into);
    const before = state(base);
    const scratch = new PoseColumns();
    // Collected, not expected one by one: there are tens of thousands.
    const unnoticed: string[] = [];
    for (let bit = 0; bit < payload.length * 8; bit++) {
      const mutant = payload.slice();
      mutant[bit >>> 3] = (mutant[bit >>> 3] ?? 0) ^ (0x80 >>> (bit & 7));
      if (faultOf(() => decode(mutant, scratch)) === 'none') unnoticed.push(`bit ${bit}`);
    }
    for (let length = 0; length < payload.length; length++) {
      if (faultOf(() => decode(payload.slice(0, length), scratch)) === 'none') unnoticed.push(`length ${length}`);
    }
    expect(unnoticed).toEqual([]);
    expect(faultOf(() => decodeDelta(payload, base, baseSeq + 1, scratch))).not.toBe('none');
    expect(state(base)).toEqual(before);
    const now = new PoseColumns();
    decode(payload, now);
    base = now;
  }
});
