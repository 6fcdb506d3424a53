import { expect, test } from 'vitest';
import { Quality, type Tier, TIERS } from '../src/state/quality';

/** Pictures that take as long as a machine needs for what is drawn, but never less than the display's own time. */
function run(quality: Quality, seconds: number, needs: (tier: Tier, at: number) => number, goal = 1 / 60): Tier[] {
  const seen: Tier[] = [];
  const off = quality.events.on('tier', ({ tier }) => seen.push(tier));
  for (let at = 0; at < seconds; ) {
    const elapsed = Math.max(goal, needs(quality.tier, at));
    quality.handlePicture(elapsed);
    at += elapsed;
  }
  off();
  return seen;
}

const COST: Record<Tier, number> = { high: 1 / 25, medium: 1 / 40, low: 1 / 70, least: 1 / 100 };

/** Numbers in [0, 1) from a seed. */
function chance(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 0x1_0000_0000;
  };
}

test('a machine that keeps up stays at the most', () => {
  expect(run(new Quality('auto'), 300, () => 1 / 200)).toEqual([]);
});

test('a slow machine goes down to what it can, tries more once a tier, and then stays', () => {
  const quality = new Quality('auto');
  const seen = run(quality, 60, (tier) => COST[tier]);
  expect(seen.slice(0, 2)).toEqual(['medium', 'low']);
  run(quality, 120, (tier) => COST[tier]);
  expect(quality.tier).toBe('low');
  expect(run(quality, 3_600, (tier) => COST[tier])).toEqual([]);
});

test('a machine too slow for anything draws the least and stops changing', () => {
  const quality = new Quality('auto');
  expect(run(quality, 600, () => 0.2)).toEqual(['medium', 'low', 'least']);
});

test('a room that loads takes nothing away', () => {
  expect(run(new Quality('auto'), 120, (_, at) => (at % 30 < 1.4 ? 1 / 15 : 1 / 200))).toEqual([]);
});

test('after a hard while it comes back to the most', () => {
  const quality = new Quality('auto');
  run(quality, 10, () => 1 / 20);
  expect(quality.tier).not.toBe('high');
  run(quality, 120, () => 1 / 200);
  expect(quality.tier).toBe('high');
});

test('whatever the times do, it changes a bounded number of times', () => {
  for (let seed = 1; seed <= 20; seed++) {
    const random = chance(seed);
    let until = 0;
    let slow = false;
    const seen = run(new Quality('auto'), 4 * 3_600, (_, at) => {
      if (at >= until) {
        until = at + 1 + 60 * random();
        slow = random() < 0.5;
      }
      return slow ? 1 / 20 : 1 / 200;
    }, 1 / 30);
    expect(seen.length, `seed ${seed}`).toBeLessThanOrEqual(3 * (TIERS.length - 1) + 3);
  }
});

test('what a person chose holds, whatever pictures take', () => {
  const quality = new Quality('high');
  expect(run(quality, 60, () => 0.1)).toEqual([]);
  quality.choose('low');
  expect(quality.tier).toBe('low');
  quality.choose('auto');
  expect(run(quality, 120, () => 1 / 200)).toEqual(['medium', 'high']);
});

test('a page that was not looked at is not slow', () => {
  const quality = new Quality('auto');
  for (let i = 0; i < 200; i++) quality.handlePicture(1);
  expect(quality.tier).toBe('high');
});

test('a headset asks for more pictures a second', () => {
  const quality = new Quality('auto');
  expect(run(quality, 30, () => 1 / 60)).toEqual([]);
  quality.handleDisplay(1 / 90);
  expect(run(quality, 8, () => 1 / 60, 1 / 90)[0]).toBe('medium');
});
