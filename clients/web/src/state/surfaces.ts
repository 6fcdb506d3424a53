import type { Ray, Vector } from '../base/space';
import type { Box, Hospital, Room, Whiteboard } from '../protocol/gen/asclepion/v1/scene_pb';
import { hasLeaf } from './solids';

/** How far a wall is drawn into the room from the wall line, metres. */
const WALL_DEPTH = 0.08;
/** What stands in the way of light is a person this wide. Metres. */
const PERSON_RADIUS = 0.2;
/** A light that meets nothing ends here, metres. */
export const FARTHEST = 30;
/** Nearer than this a light has not left the hand. Metres. */
const NEAREST = 0.05;

/** Where a light ends. */
export interface Hit {
  point: Vector;
  distance: number;
  /** Index of the whiteboard it is on, or -1. */
  whiteboard: number;
}

/** Somebody who may stand in the light. */
export interface Standing {
  x: number;
  y: number;
  z: number;
  /** Top of the head, metres above y. */
  height: number;
}

/**
 * The first surface along a ray in a room: walls, floor, ceiling, furniture as its boxes, boards, people. The same on every client, from
 * the same hand. Through an open doorway light goes on, and ends nowhere one could see.
 */
export function firstSurface(hospital: Hospital, template: number, ray: Ray, isOpen: (aperture: number) => boolean, people: Iterable<Standing> = []): Hit | undefined {
  const room = hospital.rooms[template];
  if (!room) return undefined;
  let least = FARTHEST;
  let whiteboard = -1;
  const take = (distance: number | undefined, board = -1) => {
    if (distance === undefined || distance < NEAREST || distance >= least) return;
    least = distance;
    whiteboard = board;
  };
  take(alongY(ray, room.floorY));
  if (!room.outdoors) take(alongY(ray, room.floorY + room.height));
  walls(hospital, room, template, ray, isOpen, take);
  for (const box of room.obstacles) take(intoBox(ray, box));
  for (const board of room.boards) take(ontoBoard(ray, board));
  for (const [i, board] of room.whiteboards.entries()) take(ontoBoard(ray, board), i);
  for (const person of people) take(intoPerson(ray, person));
  return least < FARTHEST ? { point: along(ray, least), distance: least, whiteboard } : undefined;
}

export function along({ origin, direction }: Ray, distance: number): Vector {
  return { x: origin.x + direction.x * distance, y: origin.y + direction.y * distance, z: origin.z + direction.z * distance };
}

/** Where on a whiteboard a place is, metres from its middle to the reader's right and up, and before it; as the server has it. */
export function onBoard(board: Pick<Whiteboard, 'x' | 'y' | 'z' | 'yaw'>, { x, y, z }: Vector): { across: number; up: number; before: number } {
  const cos = Math.cos(board.yaw);
  const sin = Math.sin(board.yaw);
  return { across: -(x - board.x) * cos + (z - board.z) * sin, up: y - board.y, before: -(x - board.x) * sin - (z - board.z) * cos };
}

/** The place in the plan of a point on a whiteboard, `before` its surface. */
export function ofBoard(board: Pick<Whiteboard, 'x' | 'y' | 'z' | 'yaw'>, across: number, up: number, before = 0): Vector {
  const cos = Math.cos(board.yaw);
  const sin = Math.sin(board.yaw);
  return { x: board.x - across * cos - before * sin, y: board.y + up, z: board.z + across * sin - before * cos };
}

function alongY({ origin, direction }: Ray, y: number): number | undefined {
  return Math.abs(direction.y) < 1e-9 ? undefined : (y - origin.y) / direction.y;
}

function walls(hospital: Hospital, room: Room, template: number, ray: Ray, isOpen: (aperture: number) => boolean, take: (distance: number) => void): void {
  const { origin, direction } = ray;
  const top = room.floorY + (room.outdoors ? 2 : room.height);
  for (const [i, a] of room.outline.entries()) {
    const b = room.outline[(i + 1) % room.outline.length]!;
    const length = Math.hypot(b.x - a.x, b.z - a.z);
    if (length < 1e-6) continue;
    const ex = (b.x - a.x) / length;
    const ez = (b.z - a.z) / length;
    // The floor lies to the left of an outline that goes counter-clockwise seen from above: that is +X turned to -Z.
    const inX = ez;
    const inZ = -ex;
    const speed = direction.x * inX + direction.z * inZ;
    if (speed > -1e-9) continue;
    const depth = room.outdoors ? 0 : WALL_DEPTH;
    const distance = ((a.x + inX * depth - origin.x) * inX + (a.z + inZ * depth - origin.z) * inZ) / speed;
    if (distance < 0) continue;
    const at = along(ray, distance);
    const s = (at.x - a.x) * ex + (at.z - a.z) * ez;
    if (s < 0 || s > length || at.y > top || isHole(hospital, template, at, isOpen)) continue;
    take(distance);
  }
}

function isHole(hospital: Hospital, template: number, { x, y, z }: Vector, isOpen: (aperture: number) => boolean): boolean {
  return hospital.apertures.some((aperture, index) => {
    if (!aperture.passesWalk || (aperture.roomA !== template && aperture.roomB !== template)) return false;
    if (hasLeaf(aperture) && !isOpen(index)) return false;
    const across = Math.abs((x - aperture.x) * Math.cos(aperture.yaw) - (z - aperture.z) * Math.sin(aperture.yaw));
    const away = Math.abs((x - aperture.x) * Math.sin(aperture.yaw) + (z - aperture.z) * Math.cos(aperture.yaw));
    return away < 0.3 && across < aperture.width / 2 && y > aperture.y && y < aperture.y + aperture.height;
  });
}

function intoBox({ origin, direction }: Ray, box: Box): number | undefined {
  const cos = Math.cos(box.yaw);
  const sin = Math.sin(box.yaw);
  const ox = origin.x - box.x;
  const oz = origin.z - box.z;
  const from = [ox * cos - oz * sin, origin.y - box.y, ox * sin + oz * cos];
  const way = [direction.x * cos - direction.z * sin, direction.y, direction.x * sin + direction.z * cos];
  const half = [box.halfX, box.halfY, box.halfZ];
  let enter = -Infinity;
  let leave = Infinity;
  for (let axis = 0; axis < 3; axis++) {
    if (Math.abs(way[axis]!) < 1e-12) {
      if (Math.abs(from[axis]!) >= half[axis]!) return undefined;
      continue;
    }
    const a = (-half[axis]! - from[axis]!) / way[axis]!;
    const b = (half[axis]! - from[axis]!) / way[axis]!;
    enter = Math.max(enter, Math.min(a, b));
    leave = Math.min(leave, Math.max(a, b));
  }
  return enter < leave && enter >= 0 ? enter : undefined;
}

function ontoBoard(ray: Ray, board: Pick<Whiteboard, 'x' | 'y' | 'z' | 'yaw' | 'width' | 'height'>): number | undefined {
  const sin = Math.sin(board.yaw);
  const cos = Math.cos(board.yaw);
  const speed = -ray.direction.x * sin - ray.direction.z * cos;
  if (speed > -1e-9) return undefined;
  const distance = -onBoard(board, ray.origin).before / speed;
  if (distance < 0) return undefined;
  const { across, up } = onBoard(board, along(ray, distance));
  return Math.abs(across) <= board.width / 2 && Math.abs(up) <= board.height / 2 ? distance : undefined;
}

function intoPerson({ origin, direction }: Ray, person: Standing): number | undefined {
  const a = direction.x ** 2 + direction.z ** 2;
  if (a < 1e-9) return undefined;
  const ox = origin.x - person.x;
  const oz = origin.z - person.z;
  const b = ox * direction.x + oz * direction.z;
  const inside = b * b - a * (ox * ox + oz * oz - PERSON_RADIUS ** 2);
  if (inside < 0) return undefined;
  const distance = (-b - Math.sqrt(inside)) / a;
  const y = origin.y + direction.y * distance;
  return distance > 0 && y > person.y && y < person.y + person.height ? distance : undefined;
}
