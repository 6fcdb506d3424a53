/** Who is drawn in full: so many, and, where pictures come in time, no further away than this; metres. */
export const MOST_FULL = 8;
export const FULL_WITHIN = 7;
/** Who is in full stays so until this much further away. */
const GRACE = 1;

/** One figure's place in the queue for detail. */
export interface Detail {
  distance: number;
  full: boolean;
  /** The own figure, and whoever is looked at in the mirror, come first. */
  first: boolean;
}

/** Gives full detail to the nearest few within some metres. Sorts `figures`. */
export function share(figures: Detail[], metres = FULL_WITHIN): void {
  figures.sort((a, b) => (a.first === b.first ? a.distance - b.distance : a.first ? -1 : 1));
  let given = 0;
  for (const figure of figures) {
    const within = metres + (figure.full ? GRACE : 0);
    figure.full = given < MOST_FULL && (figure.first || figure.distance < within);
    if (figure.full) given++;
  }
}

/** A figure this far away is posed anew in every picture, every second, and so on; metres. */
export function everyPictures(distance: number): number {
  return distance < 5 ? 1 : distance < 10 ? 2 : distance < 18 ? 3 : 6;
}
