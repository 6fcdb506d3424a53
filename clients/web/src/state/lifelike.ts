// What a body does of itself, as pure functions of time and a seed: the same person blinks at the same moments in every test.

/** Seconds between blinks lie around this, from a tenth of it to nearly twice. */
export const BLINK_EVERY = 3.8;
const SHUTTING = 0.06;
const SHUT = 0.04;
const OPENING = 0.11;
/** Sometimes one blinks twice. */
const TWICE = 0.12;

/** In [0, 1), decided by its arguments alone. */
export function chance(seed: number, n: number): number {
  let h = Math.imul(seed | 0, 0x9e3779b1) ^ Math.imul((n | 0) + 0x7f4a7c15, 0x85ebca6b);
  h = Math.imul(h ^ (h >>> 16), 0x7feb352d);
  h = Math.imul(h ^ (h >>> 15), 0x846ca68b);
  return ((h ^ (h >>> 16)) >>> 0) / 0x1_0000_0000;
}

/** How far the lids are closed, 0 to 1. */
export function lidsClosed(seconds: number, seed: number): number {
  const cell = Math.floor(seconds / BLINK_EVERY);
  let closed = 0;
  for (const n of [cell - 1, cell]) {
    const start = n * BLINK_EVERY + 0.9 * BLINK_EVERY * chance(seed, n);
    closed = Math.max(closed, blinkAt(seconds - start));
    if (chance(seed + 1, n) < TWICE) closed = Math.max(closed, blinkAt(seconds - start - 0.32));
  }
  return closed;
}

function blinkAt(since: number): number {
  if (since <= 0 || since >= SHUTTING + SHUT + OPENING) return 0;
  if (since < SHUTTING) return ease(since / SHUTTING);
  return since < SHUTTING + SHUT ? 1 : ease(1 - (since - SHUTTING - SHUT) / OPENING);
}

function ease(t: number): number {
  return t * t * (3 - 2 * t);
}

export interface Glance {
  /** Aside and up, each -1 to 1. */
  x: number;
  y: number;
}

/** Seconds that the eyes rest on one point of a face before they leap to another. */
export const FIXATION = 1.1;
const LEAP = 0.045;

/** Where in what is looked at the eyes rest now: they leap, they do not wander. */
export function glanceAt(seconds: number, seed: number, out: Glance): Glance {
  const cell = Math.floor(seconds / FIXATION);
  const begin = (n: number) => n * FIXATION + 0.8 * FIXATION * chance(seed + 2, n);
  const at = seconds >= begin(cell) ? cell : cell - 1;
  const t = Math.min(1, (seconds - begin(at)) / LEAP);
  const point = (n: number, axis: number) => 2 * chance(seed + 3 + axis, n) - 1;
  out.x = point(at - 1, 0) + (point(at, 0) - point(at - 1, 0)) * ease(t);
  out.y = point(at - 1, 1) + (point(at, 1) - point(at - 1, 1)) * ease(t);
  return out;
}

/** The chest's rise, 0 to 1: about fourteen breaths a minute, out a little longer than in. */
export function breath(seconds: number, seed: number): number {
  const phase = (seconds / 4.2 + chance(seed, 7)) % 1;
  return phase < 0.42 ? ease(phase / 0.42) : ease(1 - (phase - 0.42) / 0.58);
}

/** The weight's shift from one leg to the other, -1 to 1. */
export function shift(seconds: number, seed: number): number {
  const start = 60 * chance(seed, 8);
  return 0.65 * Math.sin((seconds + start) * 0.31) + 0.35 * Math.sin((seconds + start) * 0.127 + 1.7);
}
