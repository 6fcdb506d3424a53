/** A place or a direction in the hospital plan: metres, right-handed, +Y up. */
export interface Vector {
  x: number;
  y: number;
  z: number;
}

/** A straight line from a place; the direction has length 1. */
export interface Ray {
  origin: Vector;
  direction: Vector;
}

/** How far a place is from a ray, metres; behind its origin, from the origin. */
export function distanceToRay({ origin, direction }: Ray, place: Vector): number {
  const dx = place.x - origin.x;
  const dy = place.y - origin.y;
  const dz = place.z - origin.z;
  const along = Math.max(0, dx * direction.x + dy * direction.y + dz * direction.z);
  return Math.hypot(dx - direction.x * along, dy - direction.y * along, dz - direction.z * along);
}
