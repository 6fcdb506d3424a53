import { expect, test } from 'vitest';
import { newPose } from '../src/state/pose';
import { Playout } from '../src/state/playout';
import { Track } from '../src/state/track';

/** More have been tried. */
const SEEDS = 4;
const TICK = 1_000 / 30;
/** The largest step between two pictures beyond what motion explains. Metres. */
const POP = 0.05;
/** What is shown now the source did within this time. Milliseconds. */
const SHOWN_WITHIN = 3_000;

/** Numbers in [0, 1) from a seed. */
function chance(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 0x1_0000_0000;
  };
}

/** When what is sent at a time arrives: 50 ± 20 ms later, and after stalls of 300 to 1,000 ms every few seconds; never overtaking. */
function badLine(random: () => number, stalls: boolean): (sent: number) => number {
  let jitter = 0;
  let slot = -1;
  let stallStart = stalls ? 2_000 + 3_000 * random() : Infinity;
  let stallEnd = stallStart + 300 + 700 * random();
  let last = 0;
  return (sent) => {
    while (slot < Math.floor(sent / 15)) {
      slot++;
      jitter = 40 * random() - 20;
    }
    let out = sent + 50 + jitter;
    while (out >= stallEnd) {
      stallStart = stallEnd + 2_000 + 3_000 * random();
      stallEnd = stallStart + 300 + 700 * random();
    }
    if (out >= stallStart) out = stallEnd;
    return (last = Math.max(last, out));
  };
}

/** A person's way: walks, runs, turns sharply, stands. Metres at a time in milliseconds, given in order. */
function person(random: () => number): (time: number) => [number, number] {
  let x = 0;
  let z = 0;
  let at = 0;
  let until = 0;
  let vx = 0;
  let vz = 0;
  return (time) => {
    while (at < time) {
      if (at >= until) {
        until = at + 300 + 2_500 * random();
        const speed = [0, 1.4, 1.4, 4.2][Math.floor(4 * random())]!;
        const to = 2 * Math.PI * random();
        vx = speed * Math.cos(to);
        vz = speed * Math.sin(to);
      }
      x += vx / 1_000;
      z += vz / 1_000;
      at++;
    }
    return [x, z];
  };
}

interface Seen {
  /** Metres beyond motion between two pictures, at worst. */
  pop: number;
  /** Metres between where it was shown in the end and where it is. */
  off: number;
  /** Milliseconds. */
  delay: number;
}

/** Has a person watched over a bad line: theirs to the server, or the server's to the watcher. */
function watch(seed: number, hz: number, line: { up: boolean; down: boolean; stalls: boolean }): Seen {
  const random = chance(seed);
  const up = badLine(chance(seed + 1), line.stalls && line.up);
  const down = badLine(chance(seed + 2), line.stalls && line.down);
  const walk = person(random);
  const seconds = 40;
  const way: [number, number][] = [];
  for (let ms = 0; ms <= seconds * 1_000; ms++) way.push(walk(Math.min(ms, (seconds - 4) * 1_000)));
  const samples: { at: number; number: number; sent: number }[] = [];
  for (let n = 0; n * 50 < seconds * 1_000; n++) samples.push({ at: line.up ? up(n * 50) : n * 50, number: n, sent: n * 50 });
  // The server: at each tick, where the newest sample of each puts the body, if there is one.
  const frames: { at: number; time: number; x: number; z: number; sample: number }[] = [];
  let next = 0;
  for (let tick = 1; tick * TICK < seconds * 1_000; tick++) {
    let newest: (typeof samples)[number] | undefined;
    while (next < samples.length && samples[next]!.at <= tick * TICK) newest = samples[next++];
    const [x, z] = way[newest?.sent ?? 0]!;
    if (newest) frames.push({ at: down(tick * TICK), time: tick * TICK, x, z, sample: newest.number });
  }
  const track = new Track();
  const playout = new Playout(TICK);
  const pose = newPose();
  const shown = newPose();
  const frame = 1_000 / hz;
  const speeds = new Float64Array(Math.ceil(seconds * hz) + 1);
  let arrived = 0;
  let before: [number, number] | undefined;
  let pop = 0;
  for (let picture = 0; picture * frame < seconds * 1_000 - 2; picture++) {
    const now = picture * frame;
    while (arrived < frames.length && frames[arrived]!.at <= now) {
      const { at, time, x, z, sample } = frames[arrived++]!;
      playout.handleArrival(time, at);
      track.pace(TICK, 1);
      pose[0] = x;
      pose[2] = z;
      track.push(time, pose, TICK, sample);
    }
    const [x0, z0] = way[Math.floor(now)]!;
    const [x1, z1] = way[Math.floor(now) + 1]!;
    speeds[picture] = Math.hypot(x1 - x0, z1 - z0);
    if (!track.show(playout.timeAt(now), shown)) continue;
    if (before) {
      const step = Math.hypot(shown[0]! - before[0], shown[2]! - before[1]);
      const fastest = Math.max(...speeds.subarray(Math.max(0, picture - Math.ceil(SHOWN_WITHIN / frame)), picture + 1));
      pop = Math.max(pop, step - fastest * frame);
    }
    before = [shown[0]!, shown[2]!];
  }
  const [x, z] = way.at(-1)!;
  return { pop, off: Math.hypot(shown[0]! - x, shown[2]! - z), delay: playout.delay };
}

for (const hz of [60, 90]) {
  for (const [name, line] of Object.entries({
    'jitter': { up: false, down: true, stalls: false },
    'stalls on the way down': { up: false, down: true, stalls: true },
    'stalls on the way up': { up: true, down: false, stalls: true },
    'stalls both ways': { up: true, down: true, stalls: true },
  })) {
    test(`${name}: at ${String(hz)} Hz nobody jumps, and all arrive`, () => {
      for (let seed = 1; seed <= SEEDS; seed++) {
        const { pop, off, delay } = watch(seed, hz, line);
        expect(pop, `seed ${String(seed)}: ${String(pop)} m`).toBeLessThan(POP);
        expect(off, `seed ${String(seed)}: ${String(off)} m off in the end`).toBeLessThan(0.001);
        expect(delay, `seed ${String(seed)}`).toBeLessThan(250);
      }
    });
  }
}

test('a teleport is a jump, also out of a stall', () => {
  const track = new Track();
  const pose = newPose();
  const shown = newPose();
  for (let tick = 0; tick < 30; tick++) {
    pose[0] = tick < 20 ? 0.05 * tick : 6;
    track.push(tick * TICK, pose, TICK, tick);
    track.show(tick * TICK - 70, shown);
  }
  track.show(29 * TICK - 60, shown);
  expect(shown[0]).toBe(6);
});
