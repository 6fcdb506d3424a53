import { expect, test } from 'vitest';
import { FASTEST, Mouth, openness, shapeOf } from '../src/state/mouth';

const shape = (level: number, low: number, middle: number, high: number) => shapeOf({ level, low, middle, high }, { open: 0, wide: 0 });

test('a mouth opens with the voice', () => {
  expect(openness(0)).toBe(0);
  expect(openness(0.001)).toBe(0);
  expect(openness(0.25)).toBe(1);
  expect(openness(1)).toBe(1);
  expect(openness(0.05)).toBeGreaterThan(openness(0.02));
});

test('an a opens, an e spreads, an o rounds, an s nearly closes', () => {
  const a = shape(0.2, 0.6, 0.35, 0.05);
  const e = shape(0.2, 0.35, 0.6, 0.05);
  const o = shape(0.2, 0.95, 0.05, 0);
  const s = shape(0.2, 0.05, 0.1, 0.85);
  expect(a.open).toBeGreaterThan(0.8);
  expect(e.wide).toBeGreaterThan(a.wide);
  expect(o.wide).toBeLessThan(-0.3);
  expect(s.open).toBeLessThan(0.5 * a.open);
  expect(s.wide).toBeGreaterThan(0.5);
});

test('a mouth follows without tearing, and closes in silence', () => {
  const mouth = new Mouth();
  let before = 0;
  for (let i = 0; i < 300; i++) {
    const loud = i % 20 < 10;
    mouth.update(1 / 72, i / 72, { level: loud ? 0.3 : 0.0001, low: 0.5, middle: 0.4, high: 0.1 }, true);
    expect(Math.abs(mouth.open - before)).toBeLessThanOrEqual(FASTEST / 72 + 1e-9);
    before = mouth.open;
  }
  for (let i = 0; i < 72; i++) mouth.update(1 / 72, 5 + i / 72, undefined, false);
  expect(mouth.open).toBeLessThan(0.01);
  expect(Math.abs(mouth.wide)).toBeLessThan(0.01);
});

test('who talks and is not heard speaks in syllables', () => {
  const mouth = new Mouth();
  const open: number[] = [];
  for (let i = 0; i < 144; i++) {
    mouth.update(1 / 72, i / 72, undefined, true);
    open.push(mouth.open);
  }
  expect(Math.max(...open)).toBeGreaterThan(0.4);
  const turns = open.slice(2).filter((value, i) => open[i + 1]! > open[i]! && open[i + 1]! > value).length;
  expect(turns).toBeGreaterThan(4);
  expect(turns).toBeLessThan(20);
});
