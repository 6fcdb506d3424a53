import { type Quaternion, rotate, times } from '../base/quaternion';
import type { Ray, Vector } from '../base/space';
import type { Hand } from '../input/actions';
import { Gestures, INDEX_TIP, JOINTS, WRIST } from '../input/gestures';
import type { HandView } from '../input/hands';
import { type MeasuredHead, type Rig, yawOfGaze } from '../input/rig';
import { handJoints, JOINT_RADII } from '../input/skeleton';
import { handOfGrip, type Placed } from '../state/tracked';

const MIDDLE_KNUCKLE = 11;
/** From the middle of a gripping palm to the wrist, along the hand. Metres. */
const PALM_TO_WRIST = 0.075;
/** How far before the grip a controller's tip is. Metres. */
const TIP_AHEAD = 0.09;
/** Weight of the newest picture in the velocity of a hand. */
const FRESH = 0.35;
const SIDES = ['left', 'right'] as const;

/** What WebXR Hand Input adds, where there is such a thing. */
interface HandFrame {
  fillPoses?(spaces: readonly XRSpace[], base: XRSpace, matrices: Float32Array): boolean;
  fillJointRadii?(spaces: readonly XRJointSpace[], radii: Float32Array): boolean;
}

/** What one hand looks like and where it was; kept between pictures so that none is made anew. */
export interface HandTrace {
  hand: Hand;
  seen: boolean;
  view: HandView;
  /** The 25 joints on the headset's own floor, x y z, and how thick they are: of the bare hand, or of one that holds the controller. */
  joints: Float32Array;
  radii: Float32Array;
  source: XRInputSource | undefined;
  gestures: Gestures;
  before: Vector | undefined;
}

export interface HeadReading extends MeasuredHead {
  orientation: Quaternion;
}

/** Reads head and hands out of the headset's pictures: what is measured on its own floor, put into the hospital plan by the rig. */
export class Reader {
  readonly head: HeadReading = { x: 0, y: 1.6, z: 0, yaw: 0, orientation: { x: 0, y: 0, z: 0, w: 1 } };
  readonly hands: Record<Hand, HandTrace> = { left: trace('left'), right: trace('right') };
  private readonly matrices = new Float32Array(16 * JOINTS.length);
  private readonly spaces = new Map<XRHand, XRJointSpace[]>();

  constructor(
    private readonly rig: Rig,
    private readonly mainHand: () => Hand,
  ) {}

  /** Reads the head; answers whether it is tracked. */
  readHead(frame: XRFrame, space: XRReferenceSpace): boolean {
    const transform = frame.getViewerPose(space)?.transform;
    if (!transform) return false;
    const { head } = this;
    ({ x: head.x, y: head.y, z: head.z } = transform.position);
    head.orientation = plain(transform.orientation);
    head.yaw = yawOfGaze(head.orientation);
    return true;
  }

  /** Reads the hands there are, in the plan as the rig has it now. */
  readHands(frame: XRFrame, space: XRReferenceSpace, elapsed: number): HandView[] {
    for (const side of SIDES) {
      const it = this.hands[side];
      it.seen = false;
      it.source = undefined;
    }
    const sources = [...frame.session.inputSources];
    for (const source of sources) if (source.targetRayMode === 'tracked-pointer') this.readTracked(frame, space, source, elapsed);
    for (const source of sources) if (source.targetRayMode === 'transient-pointer') this.readTransient(frame, space, source);
    return SIDES.filter((side) => this.hands[side].seen).map((side) => this.hands[side].view);
  }

  handOf(source: XRInputSource): Hand {
    return source.handedness === 'none' ? this.mainHand() : source.handedness;
  }

  /** Where a source pointed in a picture, hospital plan. */
  rayOf(frame: XRFrame, space: XRReferenceSpace, source: XRInputSource): Ray | undefined {
    const pose = frame.getPose(source.targetRaySpace, space)?.transform;
    if (!pose) return undefined;
    return { origin: this.rig.placeOf(plainPlace(pose.position)), direction: this.rig.directionOf(rotate(plain(pose.orientation), AHEAD)) };
  }

  private readTracked(frame: XRFrame, space: XRReferenceSpace, source: XRInputSource, elapsed: number): void {
    const it = this.hands[this.handOf(source)];
    const { view } = it;
    it.seen = true;
    it.source = source;
    view.ray = this.rayOf(frame, space, source);
    const bare = source.hand !== undefined && this.readJoints(frame, space, source.hand, it, elapsed);
    view.holding = bare ? 'hand' : 'controller';
    this.readButtons(source, view, bare);
    if (!bare) this.readGrip(frame, space, source, it);
    this.measure(it, elapsed);
  }

  private readTransient(frame: XRFrame, space: XRReferenceSpace, source: XRInputSource): void {
    const it = this.hands[this.handOf(source)];
    const { view } = it;
    if (!it.seen) {
      Object.assign(view, { wrist: undefined, palm: undefined, tip: undefined, gesture: 'open', stickX: 0, stickY: 0, hasStick: false, squeeze: false, first: false, second: false });
    }
    it.seen = true;
    it.source = source;
    view.holding = 'transient';
    view.ray = this.rayOf(frame, space, source);
  }

  private readButtons({ gamepad }: XRInputSource, view: HandView, bare: boolean): void {
    const pressed = (index: number) => !bare && (gamepad?.buttons[index]?.pressed ?? false);
    view.squeeze = pressed(1);
    view.first = pressed(4);
    view.second = pressed(5);
    // By the standard mapping a thumbstick is the second pair of axes; some give null for axes that are not there.
    view.hasStick = !bare && (gamepad?.axes.length ?? 0) >= 4;
    view.stickX = view.hasStick ? (gamepad?.axes[2] ?? 0) : 0;
    view.stickY = view.hasStick ? -(gamepad?.axes[3] ?? 0) : 0;
  }

  private readGrip(frame: XRFrame, space: XRReferenceSpace, source: XRInputSource, it: HandTrace): void {
    const { view } = it;
    view.gesture = 'open';
    const pose = source.gripSpace && frame.getPose(source.gripSpace, space)?.transform;
    if (!pose) {
      view.wrist = view.palm = view.tip = undefined;
      return;
    }
    const hand = handOfGrip(it.hand, plain(pose.orientation));
    const palm = plainPlace(pose.position);
    const back = rotate(hand, { x: 0, y: 0, z: PALM_TO_WRIST });
    const wrist = { x: palm.x + back.x, y: palm.y + back.y, z: palm.z + back.z };
    const { gamepad } = source;
    const trigger = gamepad?.buttons[0]?.value ?? 0;
    const squeeze = gamepad?.buttons[1]?.value ?? 0;
    handJoints(it.hand, { thumb: 0.35 + 0.4 * squeeze, index: 0.25 + 0.55 * trigger, others: 0.4 + 0.4 * squeeze }, it.joints);
    for (let i = 0; i < JOINTS.length; i++) {
      const { x, y, z } = rotate(hand, { x: it.joints[3 * i]!, y: it.joints[3 * i + 1]!, z: it.joints[3 * i + 2]! });
      it.joints.set([wrist.x + x, wrist.y + y, wrist.z + z], 3 * i);
      it.radii[i] = JOINT_RADII[i]!;
    }
    view.wrist = this.place(wrist, hand);
    view.palm = this.rig.placeOf(palm);
    const { ray } = view;
    view.tip = ray && { x: ray.origin.x + ray.direction.x * TIP_AHEAD, y: ray.origin.y + ray.direction.y * TIP_AHEAD, z: ray.origin.z + ray.direction.z * TIP_AHEAD };
  }

  /** Answers whether the joints are tracked. */
  private readJoints(frame: XRFrame, space: XRReferenceSpace, hand: XRHand, it: HandTrace, elapsed: number): boolean {
    let spaces = this.spaces.get(hand);
    if (!spaces) this.spaces.set(hand, (spaces = JOINTS.map((name) => hand.get(name)!)));
    const hands = frame as XRFrame & HandFrame;
    if (!hands.fillPoses?.(spaces, space, this.matrices) || !hands.fillJointRadii?.(spaces, it.radii)) return false;
    const m = this.matrices;
    for (let i = 0; i < JOINTS.length; i++) it.joints.set([m[16 * i + 12]!, m[16 * i + 13]!, m[16 * i + 14]!], 3 * i);
    const { view, joints } = it;
    view.gesture = it.gestures.update(joints, elapsed);
    const at = (joint: number) => ({ x: joints[3 * joint]!, y: joints[3 * joint + 1]!, z: joints[3 * joint + 2]! });
    view.wrist = this.place(at(WRIST), turnOf(m, 16 * WRIST));
    const wrist = at(WRIST);
    const knuckle = at(MIDDLE_KNUCKLE);
    view.palm = this.rig.placeOf({ x: (wrist.x + knuckle.x) / 2, y: (wrist.y + knuckle.y) / 2, z: (wrist.z + knuckle.z) / 2 });
    view.tip = this.rig.placeOf(at(INDEX_TIP));
    return true;
  }

  private place(position: Vector, orientation: Quaternion): Placed {
    return { position: this.rig.placeOf(position), orientation: times(this.rig.turned, orientation) };
  }

  /** The palm's speed, smoothed over a few pictures, as the room sees it. */
  private measure(it: HandTrace, elapsed: number): void {
    const { palm, velocity } = it.view;
    const { before } = it;
    it.before = palm;
    if (!palm || !before || elapsed <= 0) {
      it.view.velocity = { x: 0, y: 0, z: 0 };
      return;
    }
    velocity.x += ((palm.x - before.x) / elapsed - velocity.x) * FRESH;
    velocity.y += ((palm.y - before.y) / elapsed - velocity.y) * FRESH;
    velocity.z += ((palm.z - before.z) / elapsed - velocity.z) * FRESH;
  }
}

const AHEAD: Vector = { x: 0, y: 0, z: -1 };

function trace(hand: Hand): HandTrace {
  const view: HandView = { hand, holding: 'controller', ray: undefined, wrist: undefined, palm: undefined, tip: undefined, gesture: 'open', stickX: 0, stickY: 0, hasStick: false, squeeze: false, first: false, second: false, velocity: { x: 0, y: 0, z: 0 } };
  return { hand, seen: false, view, joints: new Float32Array(3 * JOINTS.length), radii: new Float32Array(JOINTS.length), source: undefined, gestures: new Gestures(), before: undefined };
}

function plain({ x, y, z, w }: DOMPointReadOnly): Quaternion {
  return { x, y, z, w };
}

function plainPlace({ x, y, z }: DOMPointReadOnly): Vector {
  return { x, y, z };
}

/** The turn of a column-major matrix without scale, from `at` on. */
function turnOf(m: Float32Array, at: number): Quaternion {
  const [xx, xy, xz, , yx, yy, yz, , zx, zy, zz] = m.subarray(at, at + 11) as unknown as [number, number, number, number, number, number, number, number, number, number, number];
  const w = Math.sqrt(Math.max(0, 1 + xx + yy + zz)) / 2;
  const x = (Math.sqrt(Math.max(0, 1 + xx - yy - zz)) / 2) * (yz - zy < 0 ? -1 : 1);
  const y = (Math.sqrt(Math.max(0, 1 - xx + yy - zz)) / 2) * (zx - xz < 0 ? -1 : 1);
  const z = (Math.sqrt(Math.max(0, 1 - xx - yy + zz)) / 2) * (xy - yx < 0 ? -1 : 1);
  return { x, y, z, w };
}
