/** Unit quaternions (x, y, z, w) for code that must not know the engine. */
export interface Quaternion {
  x: number;
  y: number;
  z: number;
  w: number;
}

/** A turn by `yaw` about +Y, then by `pitch` about the turned X axis (positive looks up). */
export function fromYawPitch(yaw: number, pitch: number): Quaternion {
  const cy = Math.cos(yaw / 2);
  const sy = Math.sin(yaw / 2);
  const cp = Math.cos(pitch / 2);
  const sp = Math.sin(pitch / 2);
  return { x: cy * sp, y: sy * cp, z: -sy * sp, w: cy * cp };
}

/** Along the shorter arc, normalised linear interpolation: exact at the ends, close between for the small turns of one tick. */
export function blend(out: Quaternion, a: Quaternion, b: Quaternion, t: number): Quaternion {
  const sign = a.x * b.x + a.y * b.y + a.z * b.z + a.w * b.w < 0 ? -1 : 1;
  const x = a.x + (sign * b.x - a.x) * t;
  const y = a.y + (sign * b.y - a.y) * t;
  const z = a.z + (sign * b.z - a.z) * t;
  const w = a.w + (sign * b.w - a.w) * t;
  const length = Math.hypot(x, y, z, w) || 1;
  out.x = x / length;
  out.y = y / length;
  out.z = z / length;
  out.w = w / length;
  return out;
}

/** Turns a vector. */
export function rotate(q: Quaternion, v: { x: number; y: number; z: number }): { x: number; y: number; z: number } {
  // v + 2w (u × v) + 2 u × (u × v), u being the vector part.
  const tx = 2 * (q.y * v.z - q.z * v.y);
  const ty = 2 * (q.z * v.x - q.x * v.z);
  const tz = 2 * (q.x * v.y - q.y * v.x);
  return { x: v.x + q.w * tx + q.y * tz - q.z * ty, y: v.y + q.w * ty + q.z * tx - q.x * tz, z: v.z + q.w * tz + q.x * ty - q.y * tx };
}

/** First `b`, then `a`. */
export function times(a: Quaternion, b: Quaternion): Quaternion {
  return {
    x: a.w * b.x + a.x * b.w + a.y * b.z - a.z * b.y,
    y: a.w * b.y - a.x * b.z + a.y * b.w + a.z * b.x,
    z: a.w * b.z + a.x * b.y - a.y * b.x + a.z * b.w,
    w: a.w * b.w - a.x * b.x - a.y * b.y - a.z * b.z,
  };
}
