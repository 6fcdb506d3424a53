/** Radians, wrapped into (-π, π]. */
export function wrapAngle(radians: number): number {
  const turn = 2 * Math.PI;
  let wrapped = radians % turn;
  if (wrapped <= -Math.PI) wrapped += turn;
  else if (wrapped > Math.PI) wrapped -= turn;
  return wrapped;
}

/** The shortest turn from one angle to another, radians in (-π, π]. */
export function turnBetween(from: number, to: number): number {
  return wrapAngle(to - from);
}

/** The direction a yaw faces in the hospital plan: 0 faces -Z, positive turns left. */
export function forwardOf(yaw: number): { x: number; z: number } {
  return { x: -Math.sin(yaw), z: -Math.cos(yaw) };
}

/** The yaw that faces along (x, z). */
export function yawOf(x: number, z: number): number {
  return Math.atan2(-x, -z);
}

export function clamp(value: number, low: number, high: number): number {
  return value < low ? low : value > high ? high : value;
}
