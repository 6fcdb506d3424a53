import type { Vector } from '../base/space';
import type { Stroke } from '../protocol/gen/asclepion/v1/component_pb';
import type { Room } from '../protocol/gen/asclepion/v1/scene_pb';
import { decodePoints } from '../protocol/stroke';
import { ofBoard } from './surfaces';
import type { StrokeView } from './world';

/** The pens to choose from, as `Stroke.colour` counts: dark enough for a white board, told apart by lightness as well. */
export const PENS: readonly string[] = ['#22303A', '#2C6488', '#3F6B4C', '#A63A22', '#7A4E8C', '#B4761A', '#1F8A8C', '#8A8F94'];
export const PEN_MILLIMETRES = 6;
/** Ink lies this far before the board, metres. */
const BEFORE = 0.003;

const decoded = new WeakMap<Stroke, Float32Array>();

/** Where the points of a piece are in the hospital plan: x, y, z of each, metres. What cannot be read is no line. */
export function placesOf(stroke: Stroke, room: Room): Float32Array {
  let places = decoded.get(stroke);
  if (!places) decoded.set(stroke, (places = read(stroke, room)));
  return places;
}

function read(stroke: Stroke, room: Room): Float32Array {
  const board = stroke.whiteboardPlusOne > 0 ? room.whiteboards[stroke.whiteboardPlusOne - 1] : undefined;
  try {
    const { dimensions, millimetres } = decodePoints(stroke.points);
    if (dimensions === 3) return Float32Array.from(millimetres, (value) => value / 1_000);
    if (!board) return new Float32Array(0);
    const places = new Float32Array((millimetres.length / 2) * 3);
    for (let i = 0; i < millimetres.length / 2; i++) {
      const { x, y, z } = ofBoard(board, millimetres[2 * i]! / 1_000, millimetres[2 * i + 1]! / 1_000, BEFORE);
      places.set([x, y, z], 3 * i);
    }
    return places;
  } catch {
    return new Float32Array(0);
  }
}

/** The number of the line that passes nearest to a place, if it does so within `near` metres. */
export function lineAt(strokes: Iterable<StrokeView>, room: Room, at: Vector, near: number): number | undefined {
  let best: number | undefined;
  let least = near;
  for (const { stroke } of strokes) {
    const places = placesOf(stroke, room);
    for (let i = 0; i + 2 < places.length; i += 3) {
      const distance = toSegment(at, places, Math.max(0, i - 3), i);
      if (distance >= least) continue;
      least = distance;
      best = stroke.stroke;
    }
  }
  return best;
}

function toSegment(at: Vector, places: Float32Array, a: number, b: number): number {
  const ex = places[b]! - places[a]!;
  const ey = places[b + 1]! - places[a + 1]!;
  const ez = places[b + 2]! - places[a + 2]!;
  const dx = at.x - places[a]!;
  const dy = at.y - places[a + 1]!;
  const dz = at.z - places[a + 2]!;
  const square = ex * ex + ey * ey + ez * ez;
  const t = square === 0 ? 0 : Math.min(1, Math.max(0, (dx * ex + dy * ey + dz * ez) / square));
  return Math.hypot(dx - ex * t, dy - ey * t, dz - ez * t);
}
