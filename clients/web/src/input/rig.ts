import { forwardOf, turnBetween, wrapAngle } from '../base/angles';
import { fromYawPitch, type Quaternion, rotate } from '../base/quaternion';
import type { Vector } from '../base/space';

/** How far head and root may part before the root comes after: a lean is no step. Metres. */
const LEAN = 0.16;
/** Eyes stand before the spine. Metres. */
const EYES_AHEAD = 0.09;
/** Beyond this the room set the body down elsewhere. Metres. */
const JUMP = 0.7;
/** The body turns after the head beyond this, and slowly within it. Radians, seconds. */
const NECK = 0.55;
const NECK_SECONDS = 1.4;

/** The head as the headset measures it: its own floor, metres, radians. */
export interface MeasuredHead {
  x: number;
  y: number;
  z: number;
  yaw: number;
}

/**
 * Where the headset's own floor lies in the hospital plan.
 *
 * The room decides where the body's root is; real legs decide where the head is. So three things move: gliding moves root and floor
 * together; real steps move the root after the head, the floor lies still; and when the room puts the root right by less than a jump,
 * only the root moves, so that the view never does: the head leans a little, and the root comes after it in time. Only a jump (a
 * teleport, a seat, a doorway) takes the floor along, and that happens with closed eyes.
 */
export class Rig {
  x = 0;
  y = 0;
  z = 0;
  yaw = 0;
  private rootX = 0;
  private rootZ = 0;

  /** Puts the floor so that the head is over the root and looks along `yaw`. */
  stand(root: { x: number; z: number }, yaw: number, head: MeasuredHead): void {
    this.yaw = turnBetween(head.yaw, yaw);
    const ahead = forwardOf(yaw);
    const { x, z } = this.offset(head);
    this.x = root.x + ahead.x * EYES_AHEAD - x;
    this.z = root.z + ahead.z * EYES_AHEAD - z;
    this.walked(root);
  }

  /** The room says where the root is, before anything moves it in this picture. Answers whether it jumped. */
  handleRoot(root: { x: number; z: number }): boolean {
    const dx = root.x - this.rootX;
    const dz = root.z - this.rootZ;
    const jumped = Math.hypot(dx, dz) > JUMP;
    if (jumped) this.glide(dx, dz);
    this.walked(root);
    return jumped;
  }

  /** Where the root was when the last picture ended. */
  get root(): { x: number; z: number } {
    return { x: this.rootX, z: this.rootZ };
  }

  /** The floor goes along with the root. */
  glide(dx: number, dz: number): void {
    this.x += dx;
    this.z += dz;
  }

  /** Turns the floor about the head. */
  turn(radians: number, head: MeasuredHead): void {
    const before = this.offset(head);
    this.yaw = wrapAngle(this.yaw + radians);
    const after = this.offset(head);
    this.x += before.x - after.x;
    this.z += before.z - after.z;
  }

  /** What the root has to walk to come after the head. `yaw` of the body. */
  follow(head: MeasuredHead, root: { x: number; z: number }, yaw: number): { dx: number; dz: number } {
    const { x, z } = this.offset(head);
    const ahead = forwardOf(yaw);
    const dx = this.x + x - ahead.x * EYES_AHEAD - root.x;
    const dz = this.z + z - ahead.z * EYES_AHEAD - root.z;
    const off = Math.hypot(dx, dz);
    if (off <= LEAN) return { dx: 0, dz: 0 };
    const share = (off - LEAN) / off;
    return { dx: dx * share, dz: dz * share };
  }

  /** All that moved the root in this picture is done. */
  walked(root: { x: number; z: number }): void {
    this.rootX = root.x;
    this.rootZ = root.z;
  }

  /** From the headset's floor into the plan. */
  placeOf(point: Vector): Vector {
    const { x, z } = this.offset(point);
    return { x: this.x + x, y: this.y + point.y, z: this.z + z };
  }

  /** From the plan onto the headset's floor. */
  floorOf(place: Vector): Vector {
    const cos = Math.cos(this.yaw);
    const sin = Math.sin(this.yaw);
    const x = place.x - this.x;
    const z = place.z - this.z;
    return { x: x * cos - z * sin, y: place.y - this.y, z: z * cos + x * sin };
  }

  directionOf(direction: Vector): Vector {
    const { x, z } = this.offset(direction);
    return { x, y: direction.y, z };
  }

  get turned(): Quaternion {
    return fromYawPitch(this.yaw, 0);
  }

  private offset({ x, z }: { x: number; z: number }): { x: number; z: number } {
    const cos = Math.cos(this.yaw);
    const sin = Math.sin(this.yaw);
    return { x: x * cos + z * sin, z: z * cos - x * sin };
  }
}

/** The body's yaw after a moment under a head that looks along `head`. */
export function bodyYaw(body: number, head: number, elapsed: number): number {
  const off = turnBetween(body, head);
  const over = Math.sign(off) * Math.max(0, Math.abs(off) - NECK);
  return wrapAngle(body + over + (off - over) * (1 - Math.exp(-elapsed / NECK_SECONDS)));
}

/** Where an orientation looks on the plan; straight up or down, where the top of the head points. */
export function yawOfGaze(orientation: Quaternion): number {
  const ahead = rotate(orientation, { x: 0, y: 0, z: -1 });
  if (Math.hypot(ahead.x, ahead.z) > 0.1) return Math.atan2(-ahead.x, -ahead.z);
  const up = rotate(orientation, { x: 0, y: 1, z: 0 });
  return ahead.y > 0 ? Math.atan2(up.x, up.z) : Math.atan2(-up.x, -up.z);
}
