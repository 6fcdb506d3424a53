import type { Room } from '../protocol/gen/asclepion/v1/scene_pb';

/** A room as sound meets it. Metres. */
export interface Enclosure {
  /** Of the box around the outline. */
  width: number;
  depth: number;
  height: number;
  volume: number;
  /** Seconds until a sound has died away by 60 dB. */
  reverb: number;
}

const SOUND_METRES_PER_SECOND = 343;
const LONGEST_SECONDS = 2.5;
/** Plastered walls and a floor give this back; curtains and people take the rest. */
const REFLECTED = 0.62;
/** Over headphones the whole of a room's sound would be too much: speech comes first. */
const RESTRAINT = 0.4;

/** The room's measures, or nothing under the open sky. */
export function enclosureOf(room: Room): Enclosure | undefined {
  if (room.outdoors || room.outline.length < 3) return undefined;
  const xs = room.outline.map(({ x }) => x);
  const zs = room.outline.map(({ z }) => z);
  let doubled = 0;
  room.outline.forEach((a, i) => {
    const b = room.outline[(i + 1) % room.outline.length]!;
    doubled += a.x * b.z - b.x * a.z;
  });
  const volume = (Math.abs(doubled) / 2) * room.height;
  const reverb = room.acoustics?.reverb ?? 0;
  if (volume <= 0 || reverb <= 0) return undefined;
  return { width: Math.max(...xs) - Math.min(...xs), depth: Math.max(...zs) - Math.min(...zs), height: room.height, volume, reverb: Math.min(LONGEST_SECONDS, reverb) };
}

/**
 * How loud a room answers beside a voice one metre away: from the distance at which both are alike (0.057 m times the root of volume over
 * reverberation, Sabine), held back a little.
 */
export function wetness({ volume, reverb }: Enclosure): number {
  return Math.min(0.5, RESTRAINT / (0.057 * Math.sqrt(volume / reverb)) / 2);
}

/**
 * What one hears of a clap in the room, left and right: the walls' first answers at the times their distances give, and then a tail that
 * dies away in the room's time, dull towards its end. Of unit energy each.
 *
 * @param random in [0, 1)
 */
export function impulseResponse(enclosure: Enclosure, sampleRate: number, random: () => number): [Float32Array<ArrayBuffer>, Float32Array<ArrayBuffer>] {
  const length = Math.ceil(enclosure.reverb * sampleRate);
  const sides: [Float32Array<ArrayBuffer>, Float32Array<ArrayBuffer>] = [new Float32Array(length), new Float32Array(length)];
  const mean = Math.cbrt(enclosure.volume);
  const onset = Math.round((mean / SOUND_METRES_PER_SECOND) * sampleRate);
  for (const side of sides) {
    let dull = 0;
    for (let i = onset; i < length; i++) {
      const t = i / length;
      // Air and cloth swallow the high notes first.
      const keep = 0.25 + 0.6 * t;
      dull = keep * dull + (1 - keep) * (2 * random() - 1);
      side[i] = dull * 10 ** (-3 * t);
    }
  }
  const strength = peak(sides[0]) * 2.5;
  for (const measure of [enclosure.width, enclosure.depth, enclosure.height]) {
    for (let bounce = 1; bounce <= 3; bounce++) {
      for (const side of sides) {
        const way = measure * bounce * (0.85 + 0.3 * random());
        const at = Math.round((way / SOUND_METRES_PER_SECOND) * sampleRate);
        if (at < length) side[at]! += (random() < 0.5 ? -1 : 1) * strength * REFLECTED ** bounce;
      }
    }
  }
  for (const side of sides) normalise(side);
  return sides;
}

function peak(samples: Float32Array): number {
  let most = 0;
  for (const sample of samples) most = Math.max(most, Math.abs(sample));
  return most;
}

function normalise(samples: Float32Array): void {
  let energy = 0;
  for (const sample of samples) energy += sample * sample;
  const scale = energy > 0 ? 1 / Math.sqrt(energy) : 0;
  for (let i = 0; i < samples.length; i++) samples[i]! *= scale;
}
