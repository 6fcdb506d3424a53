import { type BufferGeometry, Group, Object3D, Quaternion, SkinnedMesh, Sphere, Vector3 } from 'three';
import { type Appearance, HEIGHT } from '../state/appearance';
import { breath, shift } from '../state/lifelike';
import type { VoiceSound } from '../state/mouth';
import { HEAD_AT, LEFT_AT, type Pose, RIGHT_AT, STANDING_EYE } from '../state/pose';
import { Face } from './face';
import { Gait } from './gait';
import { type Curls, Fingers, SHAPES } from './hands';
import { elbowBend, type LimbForm, newLimbPose, solveLimb } from './limb';
import { Rig, type RigForm } from './rig';
import { BODY_MATERIAL } from './skin';
import { restOf } from './tailor';

const X = new Vector3(1, 0, 0);
const Y = new Vector3(0, 1, 0);
const Z = new Vector3(0, 0, 1);
const BACK = new Vector3(0, 0, 1);
const FORWARD = new Vector3(0, 0, -1);
const IDENTITY = new Quaternion();
/** From the head's joint at the top of the neck to the point between the eyes. Metres. */
const EYES_FROM_JOINT = new Vector3(0, 0.112, -0.085);
/** Turns a hanging hand so that its fingers point along -Z and its thumb up, as poses count them. */
const HAND_REST = new Quaternion().setFromAxisAngle(X, Math.PI / 2);
/** A wrist bends so far, radians. */
const MOST_WRIST = 1.35;
/** A body is drawn as tall as its person proves to be, within these. */
const LEAST_SCALE = 0.88;
const MOST_SCALE = 1.16;
/** Nobody's eyes are lower than this while they stand, nor higher; metres. */
const STANDS_FROM = 1.36;
const STANDS_TO = 1.9;
/** The tallest somebody stood is forgotten slowly, metres a second. */
const FORGETS = 0.01;
const WHEEL_RADIUS = 0.3;

const headTurn = new Quaternion();
const chestTurn = new Quaternion();
const hipTurn = new Quaternion();
const yaw = new Quaternion();
const wanted = new Quaternion();
const inverse = new Quaternion();
const twist = new Quaternion();
const swing = new Quaternion();
const target = new Vector3();
const local = new Vector3();
const neck = new Vector3();
const bend = new Vector3();
const spine = new Vector3();
const place = new Vector3();
const seen = new Vector3();
const limb = newLimbPose();

/** What of a body's motion a figure needs beside its pose. */
export interface FigureMotion {
  /** Metres the root moved in this picture, in the body's own directions. */
  right: number;
  forward: number;
  /** Seconds. */
  elapsed: number;
  seconds: number;
  seated: boolean;
  /** The legs' walking sways the arms of those whose hands are not tracked. */
  swingArms: boolean;
  /** The voice one hears from them. */
  sound: VoiceSound | undefined;
  /** They talk, though one may not hear it. */
  talking: boolean;
  /** What they look at, in the world; undefined for nothing in particular. */
  looksAt: Vector3 | undefined;
  leftHand: Curls;
  rightHand: Curls;
  /** Looked at from afar: face and fingers stay. */
  far: boolean;
}

interface Side {
  side: 1 | -1;
  shoulder: number;
  upper: number;
  lower: number;
  hand: number;
  arm: LimbForm;
  thigh: number;
  shin: number;
  foot: number;
  leg: LimbForm;
  fingers: Fingers;
  wheel: number;
  at: number;
  node: Object3D;
}

export interface FigureSettings {
  form: RigForm;
  look: Appearance;
  machine: boolean;
  seed: number;
}

/** One person drawn: a rig posed from head and hands, with legs that walk as the root moves, and one mesh over it. */
export class Figure {
  readonly object = new Group();
  readonly gait = new Gait();
  readonly face: Face;
  readonly rig: Rig;
  private readonly mesh: SkinnedMesh;
  private readonly sides: readonly [Side, Side];
  private readonly trunk: Record<'root' | 'hips' | 'torso' | 'neck' | 'head', number>;
  private readonly headRest = new Vector3();
  private readonly settings: FigureSettings;
  private tallest: number;
  private scale: number;
  private rolled = 0;

  constructor(settings: FigureSettings) {
    this.settings = settings;
    const { form, look, machine, seed } = settings;
    this.rig = new Rig(form, restOf(form, look));
    this.trunk = { root: this.rig.joint('root'), hips: this.rig.joint('hips'), torso: this.rig.joint('torso'), neck: this.rig.joint('neck'), head: this.rig.joint('head') };
    this.headRest.copy(this.rig.rest[this.trunk.head]!).sub(this.rig.rest[this.trunk.torso]!).normalize();
    this.face = new Face(this.rig, seed, machine);
    this.sides = [this.side(-1), this.side(1)];
    this.scale = heightOf(look);
    this.tallest = STANDING_EYE * this.scale;
    this.mesh = new SkinnedMesh(undefined, BODY_MATERIAL);
    this.mesh.bindMode = 'detached';
    this.mesh.bind(this.rig.skeleton, this.mesh.matrixWorld.clone().identity());
    this.mesh.boundingSphere = new Sphere(new Vector3(0, 0.95, 0), 1.4);
    this.mesh.visible = false;
    this.mesh.receiveShadow = true;
    this.object.add(this.mesh, this.sides[0].node, this.sides[1].node);
  }

  /** Puts clothes on; the figure is seen from then on. */
  wear(geometry: BufferGeometry): void {
    this.mesh.geometry = geometry;
    this.mesh.visible = true;
  }

  get isDressed(): boolean {
    return this.mesh.visible;
  }

  /** How wide the mouth stands, 0 to 1. */
  get opened(): number {
    return this.face.mouth.open;
  }

  /** The node that a held item follows. */
  handNode(left: boolean): Object3D {
    return this.sides[left ? 0 : 1].node;
  }

  /** Moves the mouth for as long as these words take to say. */
  speak(text: string): void {
    this.face.speak(text);
  }

  dispose(): void {
    this.rig.dispose();
  }

  /** Moves the figure without posing it anew; its own place and yaw are the root's. */
  move(pose: Pose): void {
    this.object.position.set(pose[0]!, pose[1]!, pose[2]!);
    this.object.rotation.y = pose[3]!;
  }

  /** Brings the figure into a pose. */
  update(pose: Pose, motion: FigureMotion): void {
    this.move(pose);
    this.measure(pose[HEAD_AT + 1]!, motion);
    this.object.scale.setScalar(this.scale);
    const seated = motion.seated || this.settings.look.wheelchair > 0;
    this.gait.update(seated ? 0 : Math.hypot(motion.right, motion.forward) / this.scale, motion.elapsed);
    this.rig.follow(this.trunk.root);
    this.poseTrunk(pose, motion, seated);
    const rise = motion.far ? 0 : breath(motion.seconds, this.settings.seed);
    for (const side of this.sides) {
      const sway = motion.swingArms && !seated ? side.side * this.gait.swing : 0;
      this.poseArm(side, pose, sway, rise);
      if (!motion.far) side.fingers.update(side.side < 0 ? motion.leftHand : motion.rightHand, motion.elapsed);
      this.poseLeg(side, motion, seated);
      if (side.wheel >= 0) this.rig.follow(side.wheel, twist.setFromAxisAngle(X, -this.rolled / WHEEL_RADIUS));
    }
    this.rolled += motion.forward / this.scale;
    this.rig.commit();
  }

  /** People are as tall as their headsets say they are. */
  private measure(eye: number, { elapsed, seated }: FigureMotion): void {
    if (seated || this.settings.look.wheelchair > 0 || eye < STANDS_FROM || eye > STANDS_TO) return;
    this.tallest = Math.max(eye, this.tallest - FORGETS * elapsed);
    const goal = Math.min(MOST_SCALE, Math.max(LEAST_SCALE, this.tallest / STANDING_EYE));
    this.scale += (goal - this.scale) * (1 - Math.exp(-elapsed / 0.4));
  }

  private poseTrunk(pose: Pose, motion: FigureMotion, seated: boolean): void {
    const { rig } = this;
    const { hips, torso, neck: neckJoint, head } = this.trunk;
    headTurn.set(pose[HEAD_AT + 3]!, pose[HEAD_AT + 4]!, pose[HEAD_AT + 5]!, pose[HEAD_AT + 6]!);
    // The eyes are where the pose's head is; the head's joint lies below and behind them.
    target.set(pose[HEAD_AT]!, pose[HEAD_AT + 1]!, pose[HEAD_AT + 2]!).divideScalar(this.scale);
    const gaze = this.inHead(motion.looksAt, target);
    const help = motion.far ? 0 : this.face.help(gaze, motion.elapsed);
    headTurn.multiply(twist.setFromAxisAngle(Y, help));
    gaze?.applyAxisAngle(Y, -help);
    neck.copy(target).sub(place.copy(EYES_FROM_JOINT).applyQuaternion(headTurn));
    const lowered = neck.y - rig.rest[head]!.y;
    const { seed } = this.settings;
    const still = seated ? 0 : 1 - this.gait.amount;
    const hipY = seated ? rig.rest[hips]!.y + Math.min(lowered, -0.3) : Math.max(0.3, rig.rest[hips]!.y + Math.min(0.06, lowered) + this.gait.bob);
    yawOnly(headTurn, yaw);
    hipTurn.copy(IDENTITY).slerp(yaw, 0.12);
    // Leaning: the hips stay nearer to the feet than the head does.
    rig.places[hips]!.set(neck.x * 0.35 + still * 0.014 * shift(motion.seconds, seed), hipY, neck.z * 0.35 + (seated ? 0.06 : 0));
    rig.turns[hips]!.copy(hipTurn);
    chestTurn.copy(IDENTITY).slerp(yaw, 0.45);
    rig.carry(torso);
    spine.copy(neck).sub(rig.places[torso]!);
    spine.y = Math.max(spine.y, 0.12);
    place.copy(this.headRest).applyQuaternion(chestTurn);
    chestTurn.premultiply(swing.setFromUnitVectors(place, spine.normalize()));
    if (!motion.far) chestTurn.multiply(twist.setFromAxisAngle(X, 0.014 * breath(motion.seconds, seed)));
    rig.turns[torso]!.copy(chestTurn);
    rig.carry(neckJoint);
    rig.turns[neckJoint]!.copy(chestTurn).slerp(headTurn, 0.5);
    rig.set(head, headTurn);
    // What is left between the head's joint and where it should be, the whole trunk takes.
    place.copy(neck).sub(rig.places[head]!).clampLength(0, 0.12);
    rig.places[hips]!.add(place);
    rig.places[torso]!.add(place);
    rig.places[neckJoint]!.add(place);
    rig.places[head]!.add(place);
    if (motion.far) this.face.carry();
    else this.face.update(gaze, motion);
  }

  /** A place of the world as seen from between the eyes, in the head's own space. */
  private inHead(world: Vector3 | undefined, eyes: Vector3): Vector3 | undefined {
    if (!world) return undefined;
    seen.copy(world).sub(this.object.position).applyQuaternion(inverse.copy(this.object.quaternion).invert()).divideScalar(this.scale).sub(eyes);
    return seen.applyQuaternion(inverse.copy(headTurn).invert());
  }

  private poseArm(side: Side, pose: Pose, sway: number, rise: number): void {
    const { rig } = this;
    const { at, shoulder, upper, lower, hand } = side;
    target.set(pose[at]!, pose[at + 1]!, pose[at + 2]! - sway).divideScalar(this.scale);
    inverse.copy(chestTurn).invert();
    // The shoulder goes up and forward with the hand.
    rig.follow(shoulder);
    rig.carry(upper);
    local.copy(target).sub(rig.places[upper]!).applyQuaternion(inverse);
    const up = 0.34 * ramp(-0.12, 0.5, local.y) + 0.012 * rise;
    const fore = 0.24 * ramp(0.22, 0.6, -local.z) + 0.16 * ramp(0, 0.35, -local.x * side.side);
    rig.follow(shoulder, wanted.setFromAxisAngle(Y, side.side * fore).multiply(twist.setFromAxisAngle(Z, side.side * up)));
    rig.carry(upper);
    local.copy(target).sub(rig.places[upper]!).applyQuaternion(inverse);
    elbowBend(local, side.side, bend).applyQuaternion(chestTurn);
    solveLimb(side.arm, rig.places[upper]!, target, bend, limb);
    rig.set(upper, limb.upperTurn);
    wanted.set(pose[at + 3]!, pose[at + 4]!, pose[at + 5]!, pose[at + 6]!).multiply(HAND_REST);
    // The forearm takes half of the wrist's twist, and a wrist bends only so far.
    swing.copy(limb.lowerTurn).invert().multiply(wanted);
    twistAbout(swing, twist);
    swing.multiply(inverse.copy(twist).invert());
    const angle = 2 * Math.acos(Math.min(1, Math.abs(swing.w)));
    if (angle > MOST_WRIST) swing.slerp(IDENTITY, 1 - MOST_WRIST / angle);
    rig.set(lower, wanted.copy(IDENTITY).slerp(twist, 0.5).premultiply(limb.lowerTurn));
    rig.set(hand, swing.premultiply(limb.lowerTurn).multiply(twist));
    side.node.position.copy(rig.places[hand]!);
    side.node.quaternion.copy(rig.turns[hand]!).multiply(inverse.copy(HAND_REST).invert());
  }

  private poseLeg(side: Side, motion: FigureMotion, seated: boolean): void {
    const { rig } = this;
    const { thigh, shin, foot } = side;
    const rest = rig.rest[foot]!;
    let pitch = 0;
    if (seated) {
      const rolls = this.settings.look.wheelchair > 0;
      target.set(rest.x * 1.15, rolls ? 0.17 : rest.y, rolls ? -0.42 : -0.4);
      bend.set(0, 0.7, -1);
    } else {
      const step = this.gait.foot(side.side < 0);
      const length = Math.hypot(motion.right, motion.forward) || 1;
      const moving = this.gait.amount > 0.02 && length > 1e-5;
      const along = moving ? step.along / length : 0;
      target.set(rest.x + (moving ? motion.right * along : 0), rest.y + step.lift, rest.z - (moving ? motion.forward * along : 0));
      bend.copy(FORWARD);
      pitch = step.pitch;
    }
    rig.carry(thigh);
    solveLimb(side.leg, rig.places[thigh]!, target, bend, limb);
    rig.set(thigh, limb.upperTurn);
    rig.set(shin, limb.lowerTurn);
    rig.set(foot, wanted.setFromAxisAngle(X, pitch).multiply(hipTurn));
  }

  private side(side: 1 | -1): Side {
    const { rig } = this;
    const joint = (part: string) => rig.joint(`${part}-${side < 0 ? 'left' : 'right'}`);
    const [shoulder, upper, lower, hand, thigh, shin, foot] = [joint('shoulder'), joint('upper-arm'), joint('lower-arm'), joint('hand'), joint('upper-leg'), joint('lower-leg'), joint('foot')];
    return { side, shoulder: shoulder!, upper: upper!, lower: lower!, hand: hand!, arm: this.limbForm(upper!, lower!, hand!, BACK), thigh: thigh!, shin: shin!, foot: foot!, leg: this.limbForm(thigh!, shin!, foot!, FORWARD), fingers: new Fingers(rig, side), wheel: joint('wheel'), at: side < 0 ? LEFT_AT : RIGHT_AT, node: new Object3D() };
  }

  private limbForm(start: number, middle: number, end: number, bendRest: Vector3): LimbForm {
    const { rest } = this.rig;
    const upperRest = rest[middle]!.clone().sub(rest[start]!);
    const lowerRest = rest[end]!.clone().sub(rest[middle]!);
    return { upper: upperRest.length(), lower: lowerRest.length(), upperRest: upperRest.normalize(), lowerRest: lowerRest.normalize(), bendRest };
  }
}

/** Hands of somebody who does nothing with them. */
export const IDLE_HANDS = SHAPES.relaxed;

function heightOf(look: Appearance): number {
  return look.height === HEIGHT.short ? 0.94 : look.height === HEIGHT.tall ? 1.065 : 1;
}

function ramp(from: number, to: number, v: number): number {
  const t = Math.min(1, Math.max(0, (v - from) / (to - from)));
  return t * t * (3 - 2 * t);
}

function yawOnly(turn: Quaternion, out: Quaternion): Quaternion {
  const length = Math.hypot(turn.y, turn.w) || 1;
  return out.set(0, turn.y / length, 0, turn.w / length);
}

/** The part of a turn that goes about the limb's own length, Y. */
function twistAbout(turn: Quaternion, out: Quaternion): Quaternion {
  const length = Math.hypot(turn.y, turn.w);
  if (length < 1e-6) return out.identity();
  const sign = turn.w < 0 ? -1 : 1;
  return out.set(0, (sign * turn.y) / length, 0, (sign * turn.w) / length);
}
