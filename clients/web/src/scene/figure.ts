import { type Group, type Material, type Mesh, MeshStandardMaterial, type Object3D, Quaternion, Vector3 } from 'three';
import { clone } from 'three/addons/utils/SkeletonUtils.js';
import { HEAD_AT, LEFT_AT, type Pose, RIGHT_AT } from '../state/pose';
import { aim, type Bone, boneOf, Limb, placeInFigure, setTurn } from './bones';
import { isMesh, materialsOf } from './assets';
import { Gait } from './gait';

const UP = new Vector3(0, 1, 0);
const FORWARD = new Vector3(0, 0, -1);
const BLINK_SECONDS = 0.14;
/** Lips follow a voice this fast. */
const LIPS_SECONDS = 0.045;

const headTurn = new Quaternion();
const chestTurn = new Quaternion();
const hipTurn = new Quaternion();
const half = new Quaternion();
const wanted = new Quaternion();
const target = new Vector3();
const pole = new Vector3();
const spine = new Vector3();
const place = new Vector3();

interface Side {
  arm: Limb;
  hand: Bone;
  /** Turns the hand's rest pose so that its fingers point along -Z and its thumb up. */
  handRest: Quaternion;
  leg: Limb | undefined;
  foot: Bone | undefined;
}

/** Colours by the name of the material they tint, sRGB. */
export interface FigureLook {
  accent: string;
  skin: string;
  hair: string;
  variant: number;
}

/** What of a body's motion a figure needs beside its pose. */
export interface FigureMotion {
  /** Metres the root moved in this picture, in the body's own directions. */
  right: number;
  forward: number;
  /** Seconds. */
  elapsed: number;
  seated: boolean;
  /** The legs' walking sways the arms of those whose hands are not tracked. */
  swingArms: boolean;
  /** How wide the mouth stands by the voice one hears, 0 to 1. */
  mouth: number;
  /** They talk, though one may not hear it. */
  talking: boolean;
}

/** One person drawn: a copy of the role's model, posed from head and hands, with legs that walk as the root moves. */
export class Figure {
  readonly object: Group;
  readonly gait = new Gait();
  private readonly hips: Bone | undefined;
  private readonly chest: Bone | undefined;
  private readonly head: Bone | undefined;
  private readonly left: Side | undefined;
  private readonly right: Side | undefined;
  /** How wide the mouth stands, 0 to 1. */
  opened = 0;
  private readonly eyes: Object3D[];
  private readonly mouth: Object3D | undefined;
  private readonly chestToHead = new Vector3();
  private nextBlink: number;
  private clock = 0;
  private speaking = 0;

  constructor(model: Group, look: FigureLook, private readonly random: () => number) {
    this.object = clone(model) as Group;
    dress(this.object, look);
    const find = (name: string) => findNode(this.object, name);
    const bone = (name: string) => {
      const node = find(name);
      return node && boneOf(this.object, node);
    };
    this.hips = bone('hips');
    this.chest = bone('torso');
    this.head = bone('head');
    this.left = this.side('left');
    this.right = this.side('right');
    this.eyes = [find('eye-left'), find('eye-right')].filter((node) => node !== undefined);
    this.mouth = find('mouth');
    if (this.chest && this.head) this.chestToHead.copy(this.head.rest).sub(this.chest.rest);
    this.nextBlink = 1 + 4 * random();
  }

  /** The node that a held item follows. */
  handNode(left: boolean): Object3D | undefined {
    return (left ? this.left : this.right)?.hand.node;
  }

  /** Moves the mouth for as long as these words take to say. */
  speak(text: string): void {
    this.speaking = Math.min(5, 0.5 + text.length * 0.06);
  }

  dispose(): void {
    this.object.traverse((node) => {
      if (isMesh(node)) for (const material of materialsOf(node)) if (material.userData['own'] === true) material.dispose();
    });
  }

  /** Brings the figure into a pose. The object's own place and yaw are the root's. */
  update(pose: Pose, motion: FigureMotion): void {
    this.object.position.set(pose[0]!, pose[1]!, pose[2]!);
    this.object.rotation.y = pose[3]!;
    const distance = Math.hypot(motion.right, motion.forward);
    this.gait.update(motion.seated ? 0 : distance, motion.elapsed);
    this.blink(motion.elapsed);
    this.moveMouth(motion);
    const { hips, chest, head } = this;
    if (!hips || !chest || !head) return;
    headTurn.set(pose[HEAD_AT + 3]!, pose[HEAD_AT + 4]!, pose[HEAD_AT + 5]!, pose[HEAD_AT + 6]!);
    this.poseTrunk(pose, motion, hips, chest, head);
    const swing = motion.swingArms && !motion.seated ? this.gait.swing : 0;
    if (this.left) this.poseArm(this.left, pose, LEFT_AT, -1, -swing);
    if (this.right) this.poseArm(this.right, pose, RIGHT_AT, 1, swing);
    for (const [side, left] of [
      [this.left, true],
      [this.right, false],
    ] as const) {
      if (side?.leg) this.poseLeg(side, left, motion);
    }
  }

  private poseTrunk(pose: Pose, motion: FigureMotion, hips: Bone, chest: Bone, head: Bone): void {
    // The eyes are where the pose's head is; the head's joint lies below and behind them.
    target.set(pose[HEAD_AT]!, pose[HEAD_AT + 1]!, pose[HEAD_AT + 2]!);
    place.copy(EYES_FROM_JOINT).applyQuaternion(headTurn);
    const neck = target.sub(place);
    const lowered = neck.y - head.rest.y;
    const hipY = motion.seated ? hips.rest.y + Math.min(lowered, -0.3) : Math.max(0.3, hips.rest.y + Math.min(0.06, lowered) + this.gait.bob);
    yawOnly(headTurn, half);
    hipTurn.identity().slerp(half, 0.12);
    // Leaning: the hips stay nearer to the feet than the head does.
    place.set(neck.x * 0.35, hipY, neck.z * 0.35 + (motion.seated ? 0.06 : 0));
    hips.node.position.copy(place).applyMatrix4(toParent(this.object, hips.node));
    wanted.copy(hipTurn).multiply(hips.restTurn);
    setTurn(this.object, hips, wanted);
    chestTurn.identity().slerp(half, 0.45);
    placeInFigure(this.object, chest.node, place);
    spine.copy(neck).sub(place);
    spine.y = Math.max(spine.y, 0.12);
    spine.normalize();
    place.copy(this.chestToHead).normalize();
    aim(this.object, chest, place, spine, chestTurn);
    wanted.copy(headTurn).multiply(head.restTurn);
    setTurn(this.object, head, wanted);
  }

  private poseArm(side: Side, pose: Pose, at: number, sign: number, swing: number): void {
    target.set(pose[at]!, pose[at + 1]!, pose[at + 2]! - swing);
    // Elbows hang down, out and a little behind.
    pole.set(sign * 0.45, -1, 0.55);
    side.arm.reach(target, pole, chestTurn);
    wanted.set(pose[at + 3]!, pose[at + 4]!, pose[at + 5]!, pose[at + 6]!).multiply(side.handRest).multiply(side.hand.restTurn);
    setTurn(this.object, side.hand, wanted);
  }

  private poseLeg(side: Side, left: boolean, motion: FigureMotion): void {
    const foot = side.foot!;
    const step = this.gait.foot(left);
    if (motion.seated) {
      target.set(foot.rest.x * 1.15, foot.rest.y, -0.4);
      pole.set(0, 0.7, -1);
    } else {
      const length = Math.hypot(motion.right, motion.forward) || 1;
      const moving = this.gait.amount > 0.02 && length > 1e-5;
      const along = moving ? step.along / length : 0;
      target.set(foot.rest.x + (moving ? motion.right * along : 0), foot.rest.y + step.lift, foot.rest.z - (moving ? motion.forward * along : 0));
      pole.copy(FORWARD);
    }
    side.leg!.reach(target, pole, hipTurn);
    wanted.setFromAxisAngle(RIGHT, motion.seated ? 0 : step.pitch).multiply(hipTurn).multiply(foot.restTurn);
    setTurn(this.object, foot, wanted);
  }

  private blink(elapsed: number): void {
    this.clock += elapsed;
    if (this.clock > this.nextBlink + BLINK_SECONDS) this.nextBlink = this.clock + 1.5 + 4.5 * this.random();
    const shut = this.clock > this.nextBlink;
    for (const eye of this.eyes) eye.scale.y = shut ? 0.12 : 1;
  }

  /** By the voice that is heard, or, for written words and voices too soft to measure, by syllables. */
  private moveMouth({ elapsed, mouth, talking }: FigureMotion): void {
    this.speaking = Math.max(0, this.speaking - elapsed);
    // About five a second, none quite like the other.
    const syllables = this.speaking > 0 || (talking && mouth === 0) ? Math.abs(Math.sin(this.clock * 15) * Math.sin(this.clock * 6.3 + 1)) : 0;
    const wanted = Math.max(mouth, syllables);
    this.opened += (wanted - this.opened) * (1 - Math.exp(-elapsed / LIPS_SECONDS));
    if (this.mouth) this.mouth.scale.y = 1 + 1.6 * this.opened;
  }

  private side(side: 'left' | 'right'): Side | undefined {
    const bone = (part: string) => {
      const node = findNode(this.object, `${part}-${side}`);
      return node && boneOf(this.object, node);
    };
    const upper = bone('upper-arm');
    const lower = bone('lower-arm');
    const hand = bone('hand');
    if (!upper || !lower || !hand) return undefined;
    const fingers = hand.rest.clone().sub(lower.rest).normalize();
    const thigh = bone('upper-leg');
    const shin = bone('lower-leg');
    const foot = bone('foot');
    return {
      arm: new Limb(this.object, upper, lower, hand),
      hand,
      handRest: between(fingers, FORWARD.clone().addScaledVector(fingers, fingers.z).normalize(), FORWARD, UP),
      leg: thigh && shin && foot ? new Limb(this.object, thigh, shin, foot) : undefined,
      foot,
    };
  }
}

const RIGHT = new Vector3(1, 0, 0);
/** From the head's joint at the top of the neck to the point between the eyes. Metres. */
const EYES_FROM_JOINT = new Vector3(0, 0.112, -0.085);

function yawOnly(turn: Quaternion, out: Quaternion): Quaternion {
  const length = Math.hypot(turn.y, turn.w) || 1;
  return out.set(0, turn.y / length, 0, turn.w / length);
}

function toParent(figure: Object3D, node: Object3D) {
  const chain: Object3D[] = [];
  for (let at = node.parent; at && at !== figure; at = at.parent) chain.push(at);
  const matrix = figure.matrix.clone().identity();
  for (const at of chain.reverse()) {
    at.updateMatrix();
    matrix.multiply(at.matrix);
  }
  return matrix.invert();
}

/** The turn that brings the frame (a, aUp) to the frame (b, bUp). */
function between(a: Vector3, aUp: Vector3, b: Vector3, bUp: Vector3): Quaternion {
  const frame = (forward: Vector3, up: Vector3) => {
    const right = new Vector3().crossVectors(forward, up).normalize();
    const trueUp = new Vector3().crossVectors(right, forward);
    const back = forward.clone().negate();
    return quaternionOf(right, trueUp, back);
  };
  return frame(b, bUp).multiply(frame(a, aUp).invert());
}

function quaternionOf(x: Vector3, y: Vector3, z: Vector3): Quaternion {
  const trace = x.x + y.y + z.z;
  if (trace > 0) {
    const s = 2 * Math.sqrt(trace + 1);
    return new Quaternion((y.z - z.y) / s, (z.x - x.z) / s, (x.y - y.x) / s, s / 4);
  }
  if (x.x > y.y && x.x > z.z) {
    const s = 2 * Math.sqrt(1 + x.x - y.y - z.z);
    return new Quaternion(s / 4, (y.x + x.y) / s, (z.x + x.z) / s, (y.z - z.y) / s);
  }
  if (y.y > z.z) {
    const s = 2 * Math.sqrt(1 + y.y - x.x - z.z);
    return new Quaternion((y.x + x.y) / s, s / 4, (z.y + y.z) / s, (z.x - x.z) / s);
  }
  const s = 2 * Math.sqrt(1 + z.z - x.x - y.y);
  return new Quaternion((z.x + x.z) / s, (z.y + y.z) / s, s / 4, (x.y - y.x) / s);
}

function findNode(root: Object3D, name: string): Object3D | undefined {
  return root.getObjectByName(name);
}

/** Tints accent, skin and hair, and shows the hair that goes with the variant. */
function dress(figure: Object3D, look: FigureLook): void {
  const own = new Map<Material, Material>();
  const hairs: Object3D[] = [];
  figure.traverse((node) => {
    const match = /^hair[^0-9]*(\d+)$/i.exec(node.name);
    if (match) {
      hairs.push(node);
      node.userData['variant'] = Number(match[1]);
    }
    if (isMesh(node)) tint(node, look, own);
  });
  for (const hair of hairs) hair.visible = hair.userData['variant'] === look.variant % Math.max(1, hairs.length);
}

function tint(mesh: Mesh, look: FigureLook, made: Map<Material, Material>): void {
  mesh.frustumCulled = false;
  const own = (material: Material) => {
    const colour = (look as unknown as Record<string, unknown>)[material.name];
    if (typeof colour !== 'string' || !(material instanceof MeshStandardMaterial)) return material;
    let copy = made.get(material);
    if (!copy) {
      copy = material.clone();
      (copy as MeshStandardMaterial).color.set(colour);
      copy.userData['own'] = true;
      made.set(material, copy);
    }
    return copy;
  };
  mesh.material = Array.isArray(mesh.material) ? mesh.material.map(own) : own(mesh.material);
}
