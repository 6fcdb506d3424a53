import { type Matrix4, type Object3D, Quaternion, Vector3 } from 'three';
import type { Panel } from '../../panel/panel';
import { READING_DISTANCE, WRIST_DISTANCE } from '../../panel/units';

/**
 * Where a panel hangs. `before`: before whoever opened it, there to stay until it is opened again. `fixed`: a place of the room. `below`: under
 * another panel, nearer and tilted, as a keyboard lies. `wrist`: on the wrist, while it is looked at. `notice`: before the eyes, following them softly.
 */
export type Placement =
  | { type: 'before'; /** degrees to the right of straight ahead. @default 0 */ aside?: number; /** metres. @default 1.2 */ distance?: number }
  | { type: 'fixed'; x: number; y: number; z: number; /** Radians: which way its reader looks at it; 0 looks along -Z. */ yaw: number; distance?: number }
  | { type: 'below'; panel: Panel }
  | { type: 'wrist' }
  | { type: 'notice' };

/** Where the reader's head is. */
export interface Reader {
  x: number;
  y: number;
  z: number;
  /** Radians, positive to the left; 0 looks along -Z. */
  yaw: number;
  /** Radians, positive looks up. */
  pitch: number;
  /** How far a straight line of sight goes before a wall, metres, at most `most`. */
  clear(yaw: number, most: number): number;
}

/** Degrees that the middle of a panel is below the line of sight. */
const BELOW_EYES = 10;
const NOTICE_BELOW = 16;
/** From a wall, metres. */
const FROM_WALL = 0.12;
/** Nearer than this it is not put, whatever is in the way. */
const NEAREST = 0.5;
/** Metres from the eyes beyond which a wrist is not being read. */
const WRIST_REACH = 0.85;
/** A notice comes along when one has turned away from it so far, radians. */
const NOTICE_SLACK = 0.5;

export function distanceOf(placement: Placement): number {
  switch (placement.type) {
    case 'wrist':
      return WRIST_DISTANCE;
    case 'before':
    case 'fixed':
      return Math.min(READING_DISTANCE.farthest, Math.max(READING_DISTANCE.nearest, placement.distance ?? READING_DISTANCE.usual));
    case 'below':
    case 'notice':
      return READING_DISTANCE.nearest;
  }
}

/** Puts a panel before the reader, turned to the eyes; nearer where a wall is in the way. Answers the distance it got. */
export function putBefore(mesh: Object3D, reader: Reader, asideDegrees: number, wanted: number, belowDegrees = BELOW_EYES): number {
  const yaw = reader.yaw - (asideDegrees * Math.PI) / 180;
  const distance = Math.max(NEAREST, Math.min(wanted, reader.clear(yaw, wanted + FROM_WALL) - FROM_WALL));
  face(mesh, reader, yaw, (belowDegrees * Math.PI) / 180, distance);
  return distance;
}

/** A keyboard: under the panel it is for, nearer to the reader's hands. */
export function putBelow(mesh: Object3D, reader: Reader, above: Object3D, aboveHeight: number, height: number, distance: number): void {
  from.set(reader.x, reader.y, reader.z);
  const yaw = Math.atan2(-(above.position.x - from.x), -(above.position.z - from.z));
  const far = Math.max(NEAREST, above.position.distanceTo(from));
  // The lower edge of the panel above, and half of its own height further down.
  const edge = Math.asin(Math.max(-1, Math.min(1, (from.y - above.position.y) / far))) + aboveHeight / 2 / far;
  face(mesh, reader, yaw, edge + height / 2 / distance + 0.03, distance);
}

export function putFixed(mesh: Object3D, { x, y, z, yaw }: { x: number; y: number; z: number; yaw: number }): void {
  mesh.position.set(x, y, z);
  mesh.quaternion.setFromAxisAngle(UP, yaw);
}

/** Follows the eyes softly: it rests until one has turned away from it. */
export function followNotice(mesh: Object3D, reader: Reader, elapsed: number): void {
  from.set(reader.x, reader.y, reader.z);
  const yaw = Math.atan2(-(mesh.position.x - reader.x), -(mesh.position.z - reader.z));
  const turn = Math.atan2(Math.sin(reader.yaw - yaw), Math.cos(reader.yaw - yaw));
  const over = Math.abs(turn) > NOTICE_SLACK ? turn - Math.sign(turn) * NOTICE_SLACK : 0;
  const ease = 1 - Math.exp(-elapsed / 0.15);
  face(mesh, reader, yaw + over * ease, (NOTICE_BELOW * Math.PI) / 180, READING_DISTANCE.nearest);
}

/** Whether the reader looks at the wrist and its inner side is turned to the eyes; once shown it stays a little longer. */
export function isWristLookedAt(wrist: Matrix4, reader: Reader, shown: boolean): boolean {
  from.setFromMatrixPosition(wrist);
  toEye.set(reader.x, reader.y, reader.z).sub(from);
  const distance = toEye.length();
  if (distance > WRIST_REACH || distance < 1e-3) return false;
  toEye.divideScalar(distance);
  const facing = normal.setFromMatrixColumn(wrist, 2).normalize().dot(toEye);
  gaze.set(-Math.sin(reader.yaw) * Math.cos(reader.pitch), Math.sin(reader.pitch), -Math.cos(reader.yaw) * Math.cos(reader.pitch));
  const looking = -gaze.dot(toEye);
  return facing > (shown ? 0.35 : 0.55) && looking > (shown ? 0.75 : 0.85);
}

export function putOnWrist(mesh: Object3D, wrist: Matrix4): void {
  wrist.decompose(mesh.position, mesh.quaternion, from);
}

/** So far away in this direction, turned so that the line of sight meets it squarely. */
function face(mesh: Object3D, reader: Reader, yaw: number, below: number, distance: number): void {
  mesh.position.set(reader.x - Math.sin(yaw) * Math.cos(below) * distance, reader.y - Math.sin(below) * distance, reader.z - Math.cos(yaw) * Math.cos(below) * distance);
  mesh.quaternion.setFromAxisAngle(UP, yaw).multiply(tilt.setFromAxisAngle(RIGHT, -below));
}

const UP = new Vector3(0, 1, 0);
const RIGHT = new Vector3(1, 0, 0);
const from = new Vector3();
const toEye = new Vector3();
const normal = new Vector3();
const gaze = new Vector3();
const tilt = new Quaternion();
