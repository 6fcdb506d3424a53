import { expect, test } from 'vitest';
import { ServerClock } from '../src/net/clock';
import { untilNextSend } from '../src/net/phase';
import { backoff } from '../src/net/backoff';

test('the quickest round trip decides', () => {
  const clock = new ServerClock();
  clock.handlePong(0, 10_050, 100);
  clock.handlePong(200, 10_205, 210);
  clock.handlePong(300, 10_500, 500);
  // The offset of the 10 ms round trip is 10,000.
  expect(clock.at(60_000)).toBeCloseTo(70_000, 6);
  expect(clock.roundTrip).toBe(10);
});

test('a better measurement is approached, not jumped to', () => {
  const clock = new ServerClock();
  clock.handlePong(0, 1_040, 100);
  const before = clock.at(100);
  clock.handlePong(110, 1_095, 112);
  const after = clock.at(113);
  expect(after - before).toBeLessThan(13 * 1.03);
  expect(after).toBeGreaterThan(before);
  let last = after;
  for (let now = 114; now < 3_000; now += 16) {
    const next = clock.at(now);
    expect(next).toBeGreaterThan(last);
    last = next;
  }
});

test('a clock that was set anew is taken over at once', () => {
  const clock = new ServerClock();
  clock.handlePong(0, 1_000, 2);
  for (let i = 1; i < 14; i++) clock.handlePong(10 * i, 50_000 + 10 * i, 10 * i + 2);
  expect(clock.at(1_000)).toBeCloseTo(50_999, 0);
});

test('poses are sent just before the tick', () => {
  const phase = { base: 1_000, period: 33, lead: 4 };
  const wait = untilNextSend(phase, 5_000);
  expect(((5_000 + wait - 996) / 33) % 1).toBeCloseTo(0, 6);
  expect(wait).toBeGreaterThanOrEqual(0);
  expect(wait).toBeLessThan(33);
  expect(untilNextSend(phase, 5_000, 20)).toBeGreaterThanOrEqual(20);
});

test('attempts come ever slower, but never very slowly', () => {
  expect(backoff(0, 0.5)).toBe(250);
  expect(backoff(3, 0.5)).toBe(2_000);
  expect(backoff(30, 1)).toBeLessThanOrEqual(5_000);
});
