/** A panel's shape in its own frame: a piece of an upright cylinder of `radius` about its reader, its middle at the origin, facing +Z. Metres. */
export interface Arc {
  radius: number;
  /** Along the arc. */
  width: number;
  height: number;
}

interface Point {
  x: number;
  y: number;
  z: number;
}

export interface ArcHit {
  /** Across and down, 0 to 1. */
  u: number;
  v: number;
  /** Along the ray, or before the surface where positive. */
  distance: number;
}

/** Where a ray meets the front. `direction` has length 1. */
export function meetRay(origin: Point, direction: Point, arc: Arc): ArcHit | undefined {
  // x² + (z - r)² = r². The reader is inside the cylinder, so the farther crossing is the one with the front.
  const z = origin.z - arc.radius;
  const a = direction.x ** 2 + direction.z ** 2;
  const b = origin.x * direction.x + z * direction.z;
  const c = origin.x ** 2 + z ** 2 - arc.radius ** 2;
  const root = b * b - a * c;
  if (a < 1e-9 || root < 0) return undefined;
  const distance = (-b + Math.sqrt(root)) / a;
  if (distance <= 0) return undefined;
  const at = over({ x: origin.x + direction.x * distance, y: origin.y + direction.y * distance, z: origin.z + direction.z * distance }, arc);
  return at && { ...at, distance };
}

/** Where a point is over the surface, and how far before it; negative behind. */
export function meetPoint(point: Point, arc: Arc): ArcHit | undefined {
  const at = over(point, arc);
  return at && { ...at, distance: arc.radius - Math.hypot(point.x, point.z - arc.radius) };
}

function over({ x, y, z }: Point, { radius, width, height }: Arc): { u: number; v: number } | undefined {
  const u = (Math.atan2(x, radius - z) * radius) / width + 0.5;
  const v = 0.5 - y / height;
  return u >= 0 && u < 1 && v >= 0 && v < 1 ? { u, v } : undefined;
}
