/**
 * Panels are laid out in units of a 28th of a degree, as the reader sees them: whatever the distance a panel hangs at, a word on it has the
 * same size in the reader's eye. In metres it grows with the distance.
 */
export const UNITS_PER_DEGREE = 28;

/** Where panels hang, metres from the eye. */
export const READING_DISTANCE = { nearest: 1, usual: 1.2, farthest: 1.4 } as const;
/** A wrist before the eyes, metres. */
export const WRIST_DISTANCE = 0.45;

/** Metres of one unit, on a panel that is to be read from this many metres away. */
export function metresPerUnit(distance: number): number {
  return (distance * Math.PI) / 180 / UNITS_PER_DEGREE;
}

/** Units of so many degrees. */
export function degrees(count: number): number {
  return Math.round(count * UNITS_PER_DEGREE);
}

/** How much of its font's size a Chinese character is tall. Measured on Noto Sans SC: from 0.88 above to 0.06 below the baseline for 国. */
export const HAN_HEIGHT = 0.92;

/** Font sizes in units, before the reader's own text scale. Even the smallest keeps a Chinese character at least one degree tall. */
export const FONT_SIZES = { small: 31, body: 33, title: 42, large: 56 } as const;
export type FontSize = keyof typeof FONT_SIZES;
export const LINE_HEIGHT = 1.36;

/** The least a button may be, and the least between two, in units. */
export const BUTTON = { width: degrees(3.5), height: degrees(2) } as const;
export const GAP = degrees(0.5);

export const PADDING = degrees(1.1);
export const RADIUS = degrees(0.7);
