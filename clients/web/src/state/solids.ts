import type { Aperture, Box, Hospital, PlanPoint, Room } from '../protocol/gen/asclepion/v1/scene_pb';
import { Aperture_Kind as ApertureKind } from '../protocol/gen/asclepion/v1/scene_pb';

/** Metres, of the capsule that stands for a body. */
export const BODY_RADIUS = 0.22;
export const BODY_HEIGHT = 1.7;
/** How far the root may stand beyond the wall line in an open doorway: there the server hands it to the next room. */
const DOORWAY_DEPTH = 0.35;
/** Lower things are stepped over. Metres. */
const STEP_OVER = 0.12;
/** What reaches between these heights above the floor hides a landing. Metres. */
const SEE_OVER = 1.2;
const PASSES = 4;
const STEP = 0.08;

interface Segment {
  ax: number;
  az: number;
  bx: number;
  bz: number;
}

interface Opening {
  aperture: number;
  /** Closes the opening, or its far end while it is open. */
  shut: Segment;
  jambs: Segment[];
  end: Segment;
}

/** What one bumps into in a room: walls, furniture, closed leaves. The same geometry as the server's, so that walls feel solid at once. */
export class RoomSolids {
  private readonly walls: Segment[] = [];
  private readonly openings: Opening[] = [];
  private readonly boxes: Box[];
  private readonly tall: Box[];
  private readonly outline: PlanPoint[];

  constructor(hospital: Hospital, template: number) {
    const room = hospital.rooms[template]!;
    this.outline = room.outline;
    const top = room.floorY + BODY_HEIGHT;
    this.boxes = room.obstacles.filter((box) => box.y - box.halfY < top && box.y + box.halfY > room.floorY + STEP_OVER);
    this.tall = room.obstacles.filter((box) => box.y - box.halfY < top && box.y + box.halfY > room.floorY + SEE_OVER);
    const doorways = hospital.apertures
      .map((aperture, index) => ({ aperture, index }))
      .filter(({ aperture }) => aperture.passesWalk && (aperture.roomA === template || aperture.roomB === template));
    this.addWalls(room, doorways.map(({ aperture }) => aperture));
    for (const { aperture, index } of doorways) this.openings.push(openingOf(aperture, index, aperture.roomA === template));
  }

  /** Moves a body from `at` by (dx, dz), sliding along what is in the way. `isOpen` says which leaves are; `others` are bodies as x, z pairs. */
  move(at: { x: number; z: number }, dx: number, dz: number, isOpen: (aperture: number) => boolean, others: readonly number[]): void {
    const distance = Math.hypot(dx, dz);
    const steps = Math.max(1, Math.ceil(distance / STEP));
    for (let i = 0; i < steps; i++) {
      const fromX = at.x;
      const fromZ = at.z;
      at.x += dx / steps;
      at.z += dz / steps;
      for (let pass = 0; pass < PASSES; pass++) if (!this.push(at, isOpen, others, fromX, fromZ)) break;
    }
  }

  /** Whether a body may be set down here: on the floor, clear of everything. `others` are bodies as x, z pairs. */
  canStand(x: number, z: number, isOpen: (aperture: number) => boolean, others: readonly number[]): boolean {
    return isInside(this.outline, x, z) && !this.push({ x, z }, isOpen, others, x, z);
  }

  /** Whether nothing as tall as a person stands between two places. Openings count as walls. */
  isInSight(ax: number, az: number, bx: number, bz: number): boolean {
    const way = Math.hypot(bx - ax, bz - az);
    if (way < 1e-6) return true;
    if (this.clearWay(ax, az, (bx - ax) / way, (bz - az) / way, way) < way) return false;
    return this.tall.every((box) => !crosses(box, ax, az, bx, bz));
  }

  /** How far one can see from (x, z) along the unit vector (dx, dz) before a wall, at most `most`. Openings count as walls. */
  clearWay(x: number, z: number, dx: number, dz: number, most: number): number {
    let way = most;
    for (const wall of this.walls) way = wayTo(wall, x, z, dx, dz, way);
    for (const { shut } of this.openings) way = wayTo(shut, x, z, dx, dz, way);
    return way;
  }

  private push(at: { x: number; z: number }, isOpen: (aperture: number) => boolean, others: readonly number[], fromX: number, fromZ: number): boolean {
    let moved = false;
    for (const wall of this.walls) moved = pushFromSegment(at, wall, BODY_RADIUS, fromX, fromZ) || moved;
    for (const opening of this.openings) {
      if (isOpen(opening.aperture)) {
        for (const jamb of opening.jambs) moved = pushFromSegment(at, jamb, BODY_RADIUS, fromX, fromZ) || moved;
        moved = pushFromSegment(at, opening.end, BODY_RADIUS, fromX, fromZ) || moved;
      } else {
        moved = pushFromSegment(at, opening.shut, BODY_RADIUS, fromX, fromZ) || moved;
      }
    }
    for (const box of this.boxes) moved = pushFromBox(at, box) || moved;
    for (let i = 0; i + 1 < others.length; i += 2) moved = pushFromPoint(at, others[i]!, others[i + 1]!, 2 * BODY_RADIUS) || moved;
    return moved;
  }

  private addWalls(room: Room, doorways: Aperture[]): void {
    const outline = room.outline;
    for (let i = 0; i < outline.length; i++) {
      const a = outline[i]!;
      const b = outline[(i + 1) % outline.length]!;
      for (const piece of wallPieces(a, b, doorways)) this.walls.push(piece);
    }
  }
}

/** Metres along a direction to a segment, where that is less than `most`. */
function wayTo(wall: Segment, x: number, z: number, dx: number, dz: number, most: number): number {
  const ex = wall.bx - wall.ax;
  const ez = wall.bz - wall.az;
  const cross = dx * ez - dz * ex;
  if (Math.abs(cross) < 1e-9) return most;
  const along = ((wall.ax - x) * ez - (wall.az - z) * ex) / cross;
  const across = ((wall.ax - x) * dz - (wall.az - z) * dx) / cross;
  return along > 0 && along < most && across >= 0 && across <= 1 ? along : most;
}

function openingOf(aperture: Aperture, index: number, fromA: boolean): Opening {
  const side = fromA ? 1 : -1;
  const outX = -Math.sin(aperture.yaw) * side;
  const outZ = -Math.cos(aperture.yaw) * side;
  const acrossX = Math.cos(aperture.yaw) * (aperture.width / 2);
  const acrossZ = -Math.sin(aperture.yaw) * (aperture.width / 2);
  const a = { x: aperture.x - acrossX, z: aperture.z - acrossZ };
  const b = { x: aperture.x + acrossX, z: aperture.z + acrossZ };
  const depth = DOORWAY_DEPTH + BODY_RADIUS;
  const far = { ax: a.x + outX * depth, az: a.z + outZ * depth, bx: b.x + outX * depth, bz: b.z + outZ * depth };
  return {
    aperture: index,
    shut: { ax: a.x, az: a.z, bx: b.x, bz: b.z },
    jambs: [
      { ax: a.x, az: a.z, bx: far.ax, bz: far.az },
      { ax: b.x, az: b.z, bx: far.bx, bz: far.bz },
    ],
    end: far,
  };
}

/** The parts of the wall from a to b that no doorway takes away. */
export function wallPieces(a: PlanPoint, b: PlanPoint, doorways: readonly Aperture[]): Segment[] {
  const length = Math.hypot(b.x - a.x, b.z - a.z);
  if (length < 1e-6) return [];
  const ux = (b.x - a.x) / length;
  const uz = (b.z - a.z) / length;
  const gaps: [number, number][] = [];
  for (const door of doorways) {
    const px = door.x - a.x;
    const pz = door.z - a.z;
    const off = Math.abs(px * uz - pz * ux);
    const along = px * ux + pz * uz;
    const parallel = Math.abs(Math.cos(door.yaw) * ux - Math.sin(door.yaw) * uz);
    if (off < 0.35 && parallel > 0.9 && along > -0.01 && along < length + 0.01) gaps.push([along - door.width / 2, along + door.width / 2]);
  }
  gaps.sort((p, q) => p[0] - q[0]);
  const pieces: Segment[] = [];
  let from = 0;
  const add = (to: number) => {
    if (to - from > 1e-3) pieces.push({ ax: a.x + ux * from, az: a.z + uz * from, bx: a.x + ux * to, bz: a.z + uz * to });
  };
  for (const [start, end] of gaps) {
    add(start);
    from = Math.max(from, end);
  }
  add(length);
  return pieces;
}

function pushFromSegment(at: { x: number; z: number }, s: Segment, radius: number, fromX: number, fromZ: number): boolean {
  const dx = s.bx - s.ax;
  const dz = s.bz - s.az;
  const lengthSquared = dx * dx + dz * dz;
  const t = lengthSquared === 0 ? 0 : Math.max(0, Math.min(1, ((at.x - s.ax) * dx + (at.z - s.az) * dz) / lengthSquared));
  const nearX = s.ax + dx * t;
  const nearZ = s.az + dz * t;
  let offX = at.x - nearX;
  let offZ = at.z - nearZ;
  let distance = Math.hypot(offX, offZ);
  if (distance >= radius - 1e-9) return false;
  // On the line itself the way out is back towards where the body came from.
  if (distance < 1e-6) {
    offX = fromX - nearX;
    offZ = fromZ - nearZ;
    distance = Math.hypot(offX, offZ);
    if (distance < 1e-6) return false;
  }
  at.x = nearX + (offX / distance) * radius;
  at.z = nearZ + (offZ / distance) * radius;
  return true;
}

function pushFromBox(at: { x: number; z: number }, box: Box): boolean {
  // Into the box's own axes: a positive yaw turns +X towards -Z.
  const cos = Math.cos(box.yaw);
  const sin = Math.sin(box.yaw);
  const wx = at.x - box.x;
  const wz = at.z - box.z;
  const lx = wx * cos - wz * sin;
  const lz = wx * sin + wz * cos;
  const cx = Math.max(-box.halfX, Math.min(box.halfX, lx));
  const cz = Math.max(-box.halfZ, Math.min(box.halfZ, lz));
  let ox = lx - cx;
  let oz = lz - cz;
  const distance = Math.hypot(ox, oz);
  if (distance >= BODY_RADIUS - 1e-9) return false;
  if (distance > 1e-6) {
    ox = cx + (ox / distance) * BODY_RADIUS;
    oz = cz + (oz / distance) * BODY_RADIUS;
  } else {
    const overX = box.halfX - Math.abs(lx);
    const overZ = box.halfZ - Math.abs(lz);
    ox = overX < overZ ? (lx < 0 ? -1 : 1) * (box.halfX + BODY_RADIUS) : lx;
    oz = overX < overZ ? lz : (lz < 0 ? -1 : 1) * (box.halfZ + BODY_RADIUS);
  }
  at.x = box.x + ox * cos + oz * sin;
  at.z = box.z - ox * sin + oz * cos;
  return true;
}

function pushFromPoint(at: { x: number; z: number }, x: number, z: number, radius: number): boolean {
  const ox = at.x - x;
  const oz = at.z - z;
  const distance = Math.hypot(ox, oz);
  if (distance >= radius - 1e-9 || distance < 1e-6) return false;
  at.x = x + (ox / distance) * radius;
  at.z = z + (oz / distance) * radius;
  return true;
}

function isInside(outline: readonly PlanPoint[], x: number, z: number): boolean {
  let odd = false;
  for (let i = 0, j = outline.length - 1; i < outline.length; j = i++) {
    const a = outline[i]!;
    const b = outline[j]!;
    if (a.z > z !== b.z > z && x < ((b.x - a.x) * (z - a.z)) / (b.z - a.z) + a.x) odd = !odd;
  }
  return odd;
}

/** Whether the way from a to b on the plan goes through a box. */
function crosses(box: Box, ax: number, az: number, bx: number, bz: number): boolean {
  const cos = Math.cos(box.yaw);
  const sin = Math.sin(box.yaw);
  const from = [(ax - box.x) * cos - (az - box.z) * sin, (ax - box.x) * sin + (az - box.z) * cos] as const;
  const to = [(bx - box.x) * cos - (bz - box.z) * sin, (bx - box.x) * sin + (bz - box.z) * cos] as const;
  let enter = 0;
  let leave = 1;
  for (const axis of [0, 1] as const) {
    const half = axis === 0 ? box.halfX : box.halfZ;
    const way = to[axis] - from[axis];
    if (Math.abs(way) < 1e-9) {
      if (Math.abs(from[axis]) >= half) return false;
      continue;
    }
    const first = (-half - from[axis]) / way;
    const second = (half - from[axis]) / way;
    enter = Math.max(enter, Math.min(first, second));
    leave = Math.min(leave, Math.max(first, second));
  }
  return enter < leave;
}

/** Whether a leaf hangs in this opening; without one it is always open. */
export function hasLeaf(aperture: Aperture): boolean {
  return aperture.kind === ApertureKind.DOOR;
}
