import { type Camera, Matrix4, Vector3 } from 'three';
import type { Aperture, Hospital } from '../protocol/gen/asclepion/v1/scene_pb';

/** Part of the picture, in normalised device coordinates. */
interface Window {
  left: number;
  right: number;
  bottom: number;
  top: number;
}

/** An upright opening: its corners, and which room one sees through it. */
export interface Pane {
  /** Two opposite corners, hospital plan. */
  ax: number;
  az: number;
  bx: number;
  bz: number;
  bottom: number;
  top: number;
  beyond: number;
}

interface Way extends Pane {
  aperture: number;
}

const MOST_DOORS_DEEP = 3;
/** Nearer than this to the wall line, an opening counts as filling the picture. Metres. */
const CLOSE = 0.8;
/** What lies beyond an opening this near is drawn as finely as the room one is in. Metres. */
const FINE_WITHIN = 2.2;

const matrix = new Matrix4();
const corner = new Vector3();

/** Which rooms can be seen: the own one, and those beyond openings that are in the picture and open to sight. Makes no garbage. */
export class Sight {
  /** Rooms that can be seen. Valid until the next look. */
  readonly seen = new Set<number>();
  /** Of these, the ones one stands in or at the threshold of. */
  readonly near = new Set<number>();
  /** Whether rooms beyond a threshold are near when one is at it. */
  isFineBeyond = true;
  private readonly ways: Way[][];
  private readonly windows: Window[] = Array.from({ length: MOST_DOORS_DEEP + 1 }, () => ({ left: -1, right: 1, bottom: -1, top: 1 }));

  constructor(
    hospital: Hospital,
    private readonly isClear: (aperture: number) => boolean,
    /** Windows of a room behind which nobody can be, and that look out on a room under the sky. */
    private readonly panes: (room: number) => readonly Pane[],
  ) {
    this.ways = hospital.rooms.map((_, room) => hospital.apertures.flatMap((aperture, index) => wayFrom(room, aperture, index)));
  }

  look(room: number, camera: Camera): void {
    this.seen.clear();
    this.near.clear();
    this.seen.add(room);
    this.near.add(room);
    matrix.multiplyMatrices(camera.projectionMatrix, camera.matrixWorldInverse);
    this.lookFrom(room, camera, 0);
  }

  private lookFrom(room: number, camera: Camera, depth: number): void {
    const through = this.windows[depth]!;
    const into = this.windows[depth + 1]!;
    for (const pane of this.panes(room)) if (project(pane, camera, through, into)) this.add(pane, camera);
    for (const way of this.ways[room] ?? []) {
      if (!this.isClear(way.aperture) || !project(way, camera, through, into)) continue;
      this.add(way, camera);
      if (depth + 1 < MOST_DOORS_DEEP) this.lookFrom(way.beyond, camera, depth + 1);
    }
  }

  private add(pane: Pane, camera: Camera): void {
    this.seen.add(pane.beyond);
    if (this.isFineBeyond && distance(pane, camera) < FINE_WITHIN) this.near.add(pane.beyond);
  }
}

function wayFrom(room: number, aperture: Aperture, index: number): Way[] {
  const beyond = aperture.roomA === room ? aperture.roomB : aperture.roomB === room ? aperture.roomA : -1;
  const sight = aperture.roomA === room ? aperture.sightAToB : aperture.sightBToA;
  if (beyond < 0 || !sight) return [];
  const x = (Math.cos(aperture.yaw) * aperture.width) / 2;
  const z = (-Math.sin(aperture.yaw) * aperture.width) / 2;
  return [{ aperture: index, beyond, ax: aperture.x - x, az: aperture.z - z, bx: aperture.x + x, bz: aperture.z + z, bottom: aperture.y, top: aperture.y + aperture.height }];
}

/** Metres on the floor from the eyes to an opening. Not by the camera's position: a headset's stands on a floor of its own. */
function distance({ ax, az, bx, bz }: Pane, { matrixWorld }: Camera): number {
  const x = matrixWorld.elements[12]!;
  const z = matrixWorld.elements[14]!;
  const dx = bx - ax;
  const dz = bz - az;
  const t = Math.max(0, Math.min(1, ((x - ax) * dx + (z - az) * dz) / (dx * dx + dz * dz || 1)));
  return Math.hypot(x - ax - t * dx, z - az - t * dz);
}

/** Writes into `out` what of `through` the opening leaves; false when it is not in the picture. */
function project(pane: Pane, camera: Camera, through: Window, out: Window): boolean {
  if (distance(pane, camera) < CLOSE) {
    Object.assign(out, through);
    return true;
  }
  out.left = out.bottom = Infinity;
  out.right = out.top = -Infinity;
  let behind = 0;
  const e = matrix.elements;
  for (let i = 0; i < 4; i++) {
    corner.set(i < 2 ? pane.ax : pane.bx, i % 2 === 0 ? pane.bottom : pane.top, i < 2 ? pane.az : pane.bz);
    if (e[3]! * corner.x + e[7]! * corner.y + e[11]! * corner.z + e[15]! <= 0.05) {
      behind++;
      continue;
    }
    corner.applyMatrix4(matrix);
    out.left = Math.min(out.left, corner.x);
    out.right = Math.max(out.right, corner.x);
    out.bottom = Math.min(out.bottom, corner.y);
    out.top = Math.max(out.top, corner.y);
  }
  if (behind === 4) return false;
  if (behind > 0) {
    Object.assign(out, through);
    return true;
  }
  out.left = Math.max(out.left, through.left);
  out.right = Math.min(out.right, through.right);
  out.bottom = Math.max(out.bottom, through.bottom);
  out.top = Math.min(out.top, through.top);
  return out.left < out.right && out.bottom < out.top;
}
