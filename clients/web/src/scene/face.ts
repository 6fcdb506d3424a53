import { Quaternion, Vector3 } from 'three';
import { eyesTo, type EyeTurns, headHelp, MOST_UP } from '../state/gaze';
import { chance, type Glance, glanceAt, lidsClosed } from '../state/lifelike';
import { Mouth, type VoiceSound } from '../state/mouth';
import type { Rig } from './rig';

/** How far apart the eyes stand in the models, metres. */
const EYES_APART = 0.069;
/** Within what is looked at the eyes leap about so far, metres. */
const GLANCE = 0.028;
/** Who looks at nobody looks at something this far ahead, metres. */
const AHEAD = 2.4;
const AHEAD_GLANCE = 0.22;
/** Eyes reach a new goal in this time, seconds. */
const LEAP = 0.035;
const HEAD_TURNS = 0.35;
const LID_SHUTS = 1.12;
const JAW_OPENS = 0.17;

const X = new Vector3(1, 0, 0);
const Y = new Vector3(0, 1, 0);
const goal = new Vector3();
const turn = new Quaternion();
const other = new Quaternion();
const turns: EyeTurns = { leftYaw: 0, rightYaw: 0, pitch: 0 };
const glance: Glance = { x: 0, y: 0 };

export interface FaceMotion {
  elapsed: number;
  /** Of the picture, seconds. */
  seconds: number;
  sound: VoiceSound | undefined;
  talking: boolean;
}

/** One figure's eyes, lids, brows and mouth. */
export class Face {
  readonly mouth = new Mouth();
  private readonly at = { leftYaw: 0, rightYaw: 0, pitch: 0 };
  private helped = 0;
  private words = 0;
  /** All of the face, parents first. */
  private readonly all: readonly number[];
  private readonly joints: Record<'eyeL' | 'eyeR' | 'pupilL' | 'pupilR' | 'lidL' | 'lidR' | 'browL' | 'browR' | 'mouth' | 'jaw' | 'lip', number>;

  constructor(
    private readonly rig: Rig,
    private readonly seed: number,
    /** Machines have screens for eyes: they blink by growing narrow. */
    private readonly machine: boolean,
  ) {
    const joint = (name: string) => rig.joint(name);
    this.joints = { eyeL: joint('eye-left'), eyeR: joint('eye-right'), pupilL: joint('pupil-left'), pupilR: joint('pupil-right'), lidL: joint('lid-left'), lidR: joint('lid-right'), browL: joint('brow-left'), browR: joint('brow-right'), mouth: joint('mouth'), jaw: joint('jaw'), lip: joint('lip') };
    this.all = Object.values(this.joints);
  }

  /** Moves the mouth for as long as these words take to say. */
  speak(text: string): void {
    this.words = Math.min(5, 0.5 + text.length * 0.06);
  }

  /** How far the head turns to help the eyes to `target`, in the head's own space; radians about +Y. */
  help(target: Vector3 | undefined, elapsed: number): number {
    const wanted = target ? headHelp(Math.atan2(-target.x, Math.max(0.05, -target.z))) : 0;
    this.helped += (wanted - this.helped) * (1 - Math.exp(-elapsed / HEAD_TURNS));
    return this.helped;
  }

  /** Poses the face; the head must have been. `target` is what is looked at, from between the eyes, in the head's own space. */
  update(target: Vector3 | undefined, motion: FaceMotion): void {
    const { elapsed, seconds } = motion;
    glanceAt(seconds, this.seed, glance);
    if (target) goal.copy(target).add(turnless(glance, GLANCE));
    else goal.set(glance.x * AHEAD_GLANCE, glance.y * AHEAD_GLANCE * 0.5, -AHEAD);
    eyesTo(goal.x, goal.y, goal.z, EYES_APART, turns);
    const ease = 1 - Math.exp(-elapsed / LEAP);
    const { at } = this;
    at.leftYaw += (turns.leftYaw - at.leftYaw) * ease;
    at.rightYaw += (turns.rightYaw - at.rightYaw) * ease;
    at.pitch += (turns.pitch - at.pitch) * ease;
    const closed = lidsClosed(seconds, this.seed);
    this.eye(this.joints.eyeL, this.joints.pupilL, this.joints.lidL, at.leftYaw, closed);
    this.eye(this.joints.eyeR, this.joints.pupilR, this.joints.lidR, at.rightYaw, closed);
    this.words = Math.max(0, this.words - elapsed);
    this.mouth.update(elapsed, seconds + 10 * chance(this.seed, 4), motion.sound, motion.talking || this.words > 0);
    this.speaks();
  }

  /** Only carries the face along with the head. */
  carry(): void {
    for (let i = 0; i < this.all.length; i++) this.rig.follow(this.all[i]!);
  }

  private eye(eye: number, pupil: number, lid: number, yaw: number, closed: number): void {
    const { rig } = this;
    turn.setFromAxisAngle(Y, yaw).multiply(other.setFromAxisAngle(X, this.at.pitch));
    if (this.machine) {
      rig.follow(eye);
      rig.scales[eye]!.y = 1 - 0.88 * closed;
    } else {
      rig.follow(eye, turn);
    }
    rig.follow(pupil);
    // The lid goes along when one looks down, and shuts from wherever it is.
    const open = Math.max(-0.5, Math.min(0.12, (0.75 * this.at.pitch * 0.3) / MOST_UP + (this.at.pitch < 0 ? 0.5 * this.at.pitch : 0)));
    if (lid >= 0) rig.follow(lid, turn.setFromAxisAngle(X, open * (1 - closed) - LID_SHUTS * closed));
  }

  private brow(joint: number): void {
    this.rig.follow(joint);
    this.rig.places[joint]!.addScaledVector(Y, 0.0035 * this.mouth.open);
  }

  private speaks(): void {
    const { rig, joints, mouth } = this;
    const width = 1 + 0.14 * mouth.wide * (mouth.wide < 0 ? 1.4 : 1);
    rig.follow(joints.jaw, turn.setFromAxisAngle(X, -JAW_OPENS * mouth.open));
    rig.follow(joints.mouth);
    rig.follow(joints.lip);
    rig.scales[joints.mouth]!.x = rig.scales[joints.lip]!.x = width;
    if (this.machine) rig.scales[joints.mouth]!.y = 1 + 1.6 * mouth.open;
    this.brow(joints.browL);
    this.brow(joints.browR);
  }
}

const leap = new Vector3();

function turnless({ x, y }: Glance, size: number): Vector3 {
  return leap.set(x * size, y * size, 0);
}
