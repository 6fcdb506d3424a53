import { rotate } from '../base/quaternion';
import type { Hospital } from '../protocol/gen/asclepion/v1/scene_pb';
import { HEAD_AT, type Pose } from '../state/pose';

/** Where a voice comes from and how clearly. Hospital plan, metres. */
export interface Placement {
  x: number;
  y: number;
  z: number;
  /** How much it loses with distance; 1 as in the open, 0 not at all. */
  rolloff: number;
  /** Highest note that comes through, hertz. */
  cutoff: number;
  /** 0 to 1. */
  gain: number;
}

/** A head in the plan, with where it looks and its crown. */
export interface Head {
  x: number;
  y: number;
  z: number;
  forward: { x: number; y: number; z: number };
  up: { x: number; y: number; z: number };
}

export const CLEAR_HERTZ = 20_000;
/** Round a corner, through a doorway, the high notes stay behind. */
const DOORWAY_HERTZ = 2_600;
const SHUT_HERTZ = 320;
const DOORWAY_GAIN = 0.75;
/** Gentler than in the open air: whoever hears badly must still understand across a table. */
const ROLLOFF = 0.6;
/** Who presents is heard by the whole room. */
const PRESENTER_ROLLOFF = 0.12;
const MOUTH_BELOW_EYES = 0.08;

export function headOf(pose: Pose): Head {
  const yaw = pose[3]!;
  const cos = Math.cos(yaw);
  const sin = Math.sin(yaw);
  const turn = (v: { x: number; y: number; z: number }) => ({ x: v.x * cos + v.z * sin, y: v.y, z: -v.x * sin + v.z * cos });
  const at = turn({ x: pose[HEAD_AT]!, y: pose[HEAD_AT + 1]!, z: pose[HEAD_AT + 2]! });
  const q = { x: pose[HEAD_AT + 3]!, y: pose[HEAD_AT + 4]!, z: pose[HEAD_AT + 5]!, w: pose[HEAD_AT + 6]! };
  return { x: pose[0]! + at.x, y: pose[1]! + at.y, z: pose[2]! + at.z, forward: turn(rotate(q, { x: 0, y: 0, z: -1 })), up: turn(rotate(q, { x: 0, y: 1, z: 0 })) };
}

/** A voice in the room one is in, or in one that is seen through an opening. */
export function voiceOf(pose: Pose, hospital: Hospital, template: number): Placement {
  const head = headOf(pose);
  const stand = hospital.rooms[template]?.acoustics?.presenter;
  const presents = stand !== undefined && Math.hypot(pose[0]! - stand.x, pose[2]! - stand.z) <= stand.radius;
  return { x: head.x, y: head.y - MOUTH_BELOW_EYES, z: head.z, rolloff: presents ? PRESENTER_ROLLOFF : ROLLOFF, cutoff: CLEAR_HERTZ, gain: 1 };
}

/** A voice of somebody unseen beyond an aperture: it comes out of the opening, duller, and behind a closed leaf not at all. */
export function voiceThrough(hospital: Hospital, index: number, open: boolean): Placement | undefined {
  const aperture = hospital.apertures[index];
  if (!aperture) return undefined;
  return { x: aperture.x, y: aperture.y + Math.min(1.5, aperture.height / 2), z: aperture.z, rolloff: ROLLOFF, cutoff: open ? DOORWAY_HERTZ : SHUT_HERTZ, gain: open ? DOORWAY_GAIN : 0 };
}

/** For plain sound without directions: how loud, by the distance alone, never below what one still understands. */
export function plainGain(head: Head, voice: Placement): number {
  const distance = Math.max(1, Math.hypot(voice.x - head.x, voice.y - head.y, voice.z - head.z));
  return voice.gain * Math.max(0.3, 1 / (1 + voice.rolloff * 0.5 * (distance - 1)));
}
