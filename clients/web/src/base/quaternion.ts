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
