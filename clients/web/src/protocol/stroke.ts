/**
 * The points of what people draw, as docs/protocol/stroke.md says: the twin of `org.asclepion.protocol.stroke`, held to the same
 * golden bytes (stroke.test.ts). Pure, no dependencies.
 */

/** Points of one payload: a piece of a stroke, or what one intent appends. */
export const MAX_POINTS = 65;
/** Of one intent. */
export const DRAW_POINTS = 64;
/** Of one line. */
export const STROKE_POINTS = 512;

const VERSION = 1;
const MAX_MILLIMETRES = 16_384_000;
const MAX_GROUPS = 4;

export type Dimensions = 2 | 3;

/** At least one point; whole millimetres, point after point. */
export function encodePoints(dimensions: Dimensions, millimetres: ArrayLike<number>): Uint8Array {
  const bytes = [(VERSION << 4) | dimensions];
  for (let i = 0; i < millimetres.length; i++) {
    const step = millimetres[i]! - (i < dimensions ? 0 : millimetres[i - dimensions]!);
    let rest = ((step << 1) ^ (step >> 31)) >>> 0;
    while (rest > 0x7f) {
      bytes.push((rest & 0x7f) | 0x80);
      rest >>>= 7;
    }
    bytes.push(rest);
  }
  return Uint8Array.from(bytes);
}

/** The coordinates, point after point; throws what is no such payload. */
export function decodePoints(bytes: Uint8Array): { dimensions: Dimensions; millimetres: Int32Array } {
  if (bytes.length < 2) throw new Error('stroke: truncated');
  if (bytes[0]! >> 4 !== VERSION) throw new Error('stroke: version');
  const dimensions = bytes[0]! & 0x0f;
  if (dimensions !== 2 && dimensions !== 3) throw new Error('stroke: dimensions');
  const millimetres = new Int32Array(MAX_POINTS * dimensions);
  let count = 0;
  for (let at = 1; at < bytes.length; ) {
    if (count === millimetres.length) throw new Error('stroke: too many');
    let code = 0;
    let groups = 0;
    let group: number;
    do {
      if (at === bytes.length) throw new Error('stroke: truncated');
      if (groups === MAX_GROUPS) throw new Error('stroke: range');
      group = bytes[at++]!;
      code |= (group & 0x7f) << (7 * groups++);
    } while (group > 0x7f);
    if (group === 0 && groups > 1) throw new Error('stroke: not canonical');
    const value = (count < dimensions ? 0 : millimetres[count - dimensions]!) + ((code >>> 1) ^ -(code & 1));
    if (Math.abs(value) > MAX_MILLIMETRES) throw new Error('stroke: range');
    millimetres[count++] = value;
  }
  if (count % dimensions !== 0) throw new Error('stroke: truncated');
  return { dimensions, millimetres: millimetres.slice(0, count) };
}
