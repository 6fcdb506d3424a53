import { type Camera, Matrix4, Vector3 } from 'three';
import type { Aperture, Hospital } from '../protocol/gen/asclepion/v1/scene_pb';

/** Part of the picture, in normalised device coordinates. */
interface Window {
  left: number;
  right: number;
  bottom: number;
  top: number;
}

const WHOLE: Window = { left: -1, right: 1, bottom: -1, top: 1 };
const MOST_DOORS_DEEP = 3;
/** Nearer than this to the wall line, an opening counts as filling the picture. Metres. */
const CLOSE = 0.8;

const matrix = new Matrix4();
const corner = new Vector3();

/** The rooms that can be seen from here: the own one, and those beyond openings that are in the picture and open to sight. */
export function roomsInSight(hospital: Hospital, room: number, camera: Camera, isClear: (aperture: number) => boolean): Set<number> {
  const seen = new Set<number>([room]);
  matrix.multiplyMatrices(camera.projectionMatrix, camera.matrixWorldInverse);
  look(hospital, room, camera, isClear, WHOLE, MOST_DOORS_DEEP, seen);
  return seen;
}

function look(hospital: Hospital, room: number, camera: Camera, isClear: (aperture: number) => boolean, through: Window, depth: number, seen: Set<number>): void {
  if (depth === 0) return;
  hospital.apertures.forEach((aperture, index) => {
    const beyond = aperture.roomA === room ? aperture.roomB : aperture.roomB === room ? aperture.roomA : -1;
    if (beyond < 0) return;
    const sight = aperture.roomA === room ? aperture.sightAToB : aperture.sightBToA;
    if (!sight || !isClear(index)) return;
    const window = project(aperture, camera, through);
    if (!window) return;
    seen.add(beyond);
    look(hospital, beyond, camera, isClear, window, depth - 1, seen);
  });
}

/** What of `through` the opening leaves, or undefined when it is not in the picture. */
function project(aperture: Aperture, camera: Camera, through: Window): Window | undefined {
  // Not its position: a headset's camera stands on a floor of its own.
  const dx = camera.matrixWorld.elements[12]! - aperture.x;
  const dz = camera.matrixWorld.elements[14]! - aperture.z;
  const across = Math.abs(dx * Math.cos(aperture.yaw) - dz * Math.sin(aperture.yaw));
  const away = Math.abs(dx * Math.sin(aperture.yaw) + dz * Math.cos(aperture.yaw));
  if (away < CLOSE && across < aperture.width / 2 + CLOSE) return through;
  const result: Window = { left: Infinity, right: -Infinity, bottom: Infinity, top: -Infinity };
  let behind = 0;
  for (const side of [-0.5, 0.5]) {
    for (const up of [0, 1]) {
      corner.set(aperture.x + Math.cos(aperture.yaw) * aperture.width * side, aperture.y + aperture.height * up, aperture.z - Math.sin(aperture.yaw) * aperture.width * side);
      const e = matrix.elements;
      const w = e[3]! * corner.x + e[7]! * corner.y + e[11]! * corner.z + e[15]!;
      if (w <= 0.05) {
        behind++;
        continue;
      }
      corner.applyMatrix4(matrix);
      result.left = Math.min(result.left, corner.x);
      result.right = Math.max(result.right, corner.x);
      result.bottom = Math.min(result.bottom, corner.y);
      result.top = Math.max(result.top, corner.y);
    }
  }
  if (behind === 4) return undefined;
  if (behind > 0) return through;
  const left = Math.max(result.left, through.left);
  const right = Math.min(result.right, through.right);
  const bottom = Math.max(result.bottom, through.bottom);
  const top = Math.min(result.top, through.top);
  return left < right && bottom < top ? { left, right, bottom, top } : undefined;
}
