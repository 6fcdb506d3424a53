import { type Object3D, Quaternion, Vector3 } from 'three';

/** One joint of a figure, with where it was and how it stood at rest, in the figure's own space. */
export interface Bone {
  node: Object3D;
  rest: Vector3;
  restTurn: Quaternion;
}

export function boneOf(figure: Object3D, node: Object3D): Bone {
  figure.updateWorldMatrix(true, true);
  const inverse = figure.getWorldQuaternion(new Quaternion()).invert();
  return {
    node,
    rest: figure.worldToLocal(node.getWorldPosition(new Vector3())),
    restTurn: inverse.multiply(node.getWorldQuaternion(new Quaternion())),
  };
}

const parentTurn = new Quaternion();
const turn = new Quaternion();
const from = new Vector3();
const swing = new Quaternion();

/** Turns a joint so that it stands as `wanted` in the figure's own space. */
export function setTurn(figure: Object3D, bone: Bone, wanted: Quaternion): void {
  turnInFigure(figure, bone.node.parent, parentTurn);
  bone.node.quaternion.copy(parentTurn.invert().multiply(wanted));
}

/** The turn of a node relative to the figure it belongs to. */
export function turnInFigure(figure: Object3D, node: Object3D | null, out: Quaternion): Quaternion {
  out.identity();
  for (let at = node; at && at !== figure; at = at.parent) out.premultiply(at.quaternion);
  return out;
}

/** The place of a node in the figure's own space. */
export function placeInFigure(figure: Object3D, node: Object3D, out: Vector3): Vector3 {
  out.set(0, 0, 0);
  for (let at: Object3D | null = node; at && at !== figure; at = at.parent) out.multiply(at.scale).applyQuaternion(at.quaternion).add(at.position);
  return out;
}

/** Points a joint's limb from its rest direction to `direction`, after first turning the whole rest pose by `carried`. */
export function aim(figure: Object3D, bone: Bone, restDirection: Vector3, direction: Vector3, carried: Quaternion): void {
  from.copy(restDirection).applyQuaternion(carried);
  swing.setFromUnitVectors(from, direction);
  turn.copy(swing).multiply(carried).multiply(bone.restTurn);
  setTurn(figure, bone, turn);
}

const toTarget = new Vector3();
const bend = new Vector3();
const middle = new Vector3();
const direction = new Vector3();

/** A limb of two parts, such as an arm from shoulder over elbow to wrist. */
export class Limb {
  private readonly upperLength: number;
  private readonly lowerLength: number;
  private readonly upperRest: Vector3;
  private readonly lowerRest: Vector3;
  private readonly start = new Vector3();

  constructor(
    private readonly figure: Object3D,
    private readonly upper: Bone,
    private readonly lower: Bone,
    end: Bone,
  ) {
    this.upperRest = lower.rest.clone().sub(upper.rest);
    this.lowerRest = end.rest.clone().sub(lower.rest);
    this.upperLength = this.upperRest.length();
    this.lowerLength = this.lowerRest.length();
    this.upperRest.normalize();
    this.lowerRest.normalize();
  }

  get length(): number {
    return this.upperLength + this.lowerLength;
  }

  /** Bends the limb so that its end comes to `target`, the middle joint towards `pole`; all in the figure's own space. */
  reach(target: Vector3, pole: Vector3, carried: Quaternion): void {
    placeInFigure(this.figure, this.upper.node, this.start);
    toTarget.copy(target).sub(this.start);
    const a = this.upperLength;
    const b = this.lowerLength;
    const distance = Math.min(Math.max(toTarget.length(), Math.abs(a - b) + 0.01), (a + b) * 0.999);
    toTarget.normalize();
    // Where the middle joint lies along the way, and how far aside.
    const along = (a * a - b * b + distance * distance) / (2 * distance);
    const aside = Math.sqrt(Math.max(0, a * a - along * along));
    bend.copy(pole).addScaledVector(toTarget, -pole.dot(toTarget));
    if (bend.lengthSq() < 1e-6) bend.set(0, 0, 1).addScaledVector(toTarget, -toTarget.z);
    bend.normalize();
    middle.copy(this.start).addScaledVector(toTarget, along).addScaledVector(bend, aside);
    direction.copy(middle).sub(this.start).normalize();
    aim(this.figure, this.upper, this.upperRest, direction, carried);
    direction.copy(this.start).addScaledVector(toTarget, distance).sub(middle).normalize();
    aim(this.figure, this.lower, this.lowerRest, direction, carried);
  }
}
