import type { Quaternion } from '../base/quaternion';
import type { Ray, Vector } from '../base/space';
import type { Hand } from './actions';
import type { Gesture } from './gestures';

/** What holds or is the hand: a controller, a bare hand with joints, or a pinch that only says where the eyes pointed (visionOS). */
export type Holding = 'controller' | 'hand' | 'transient';

/** One hand in one picture, in the hospital plan. */
export interface HandView {
  hand: Hand;
  holding: Holding;
  /** Where it points; absent while it is not tracked. */
  ray: Ray | undefined;
  /** The wrist, -Z where the fingers point, +Y out of the back. */
  wrist: { position: Vector; orientation: Quaternion } | undefined;
  /** What closes on things: the middle of the palm. */
  palm: Vector | undefined;
  /** The tip of the index finger, or of the controller. */
  tip: Vector | undefined;
  gesture: Gesture;
  /** Sideways and up, -1 to 1; 0 for who has none. */
  stickX: number;
  stickY: number;
  hasStick: boolean;
  squeeze: boolean;
  /** A or X. */
  first: boolean;
  /** B or Y. */
  second: boolean;
  /** Metres per second. */
  velocity: Vector;
}

/** What lies in front of a hand, as the app knows it. */
export interface Surroundings {
  floorY: number;
  /** Whether something usable is meant by this ray. */
  means(ray: Ray): boolean;
  canLand(x: number, z: number): boolean;
  carries(hand: Hand): boolean;
  /** The body's yaw. */
  yaw: number;
  seated: boolean;
}

/** What hangs flat in the room for hands to press, such as panels. `Hit` is its own business, but for how far off it is, metres. */
export interface Pressables<Hit extends { distance: number }> {
  pick(ray: Ray): Hit | undefined;
  /** A fingertip is here now: it presses what it goes into. Answers whether it is near enough that its ray should point at nothing. */
  touch(point: Vector, id: string): boolean;
  /** The fingertip is no longer there. */
  untouch(id: string): void;
  handlePointer(id: string, phase: 'hover' | 'press' | 'release' | 'leave', hit: Hit | undefined): void;
}

/** How pressables tell the pointers of hands apart. */
export const POINTERS = { left: { ray: 'ray-left', tip: 'tip-left' }, right: { ray: 'ray-right', tip: 'tip-right' } } as const;
