import { Quaternion, Vector3 } from 'three';

const UP = new Vector3(0, 1, 0);

const way = new Vector3();
const bend = new Vector3();
const across = new Vector3();
/** Of the hinge: both parts of the limb are always square to it, however far it is bent. */
const axis = new Vector3();
const swing = new Quaternion();

/** What a limb of two parts is: lengths in metres, and how it hangs at rest. */
export interface LimbForm {
  upper: number;
  lower: number;
  /** Unit: from start over middle to end, both parts at rest. */
  upperRest: Vector3;
  lowerRest: Vector3;
  /** Unit: to which side the middle joint bends out at rest. */
  bendRest: Vector3;
}

export interface LimbPose {
  upperTurn: Quaternion;
  lowerTurn: Quaternion;
  middle: Vector3;
  end: Vector3;
}

export function newLimbPose(): LimbPose {
  return { upperTurn: new Quaternion(), lowerTurn: new Quaternion(), middle: new Vector3(), end: new Vector3() };
}

/** Beyond this part of its length a limb does not stretch: the last bit is taken softly, so that nothing snaps straight. */
const SOFT_FROM = 0.94;
/** Nor does it fold up entirely. */
const LEAST = 0.18;

/** How far a limb of a length goes for a target at a distance; smooth, and never the whole length. */
export function softReach(distance: number, length: number): number {
  const from = SOFT_FROM * length;
  const room = length * 0.998 - from;
  const reached = distance <= from ? distance : from + room * (1 - Math.exp(-(distance - from) / room));
  return Math.max(LEAST * length, reached);
}

/**
 * Bends a limb so that its end comes to `target`, its middle joint to the side of `toBend`. Both parts turn as a hinge does, so that
 * nothing twists from one picture to the next.
 */
export function solveLimb(form: LimbForm, start: Vector3, target: Vector3, toBend: Vector3, out: LimbPose): LimbPose {
  const { upper: a, lower: b } = form;
  way.copy(target).sub(start);
  const distance = softReach(way.length(), a + b);
  if (way.lengthSq() < 1e-10) way.copy(form.upperRest);
  way.normalize();
  // Where the middle joint lies along the way, and how far aside.
  const along = (a * a - b * b + distance * distance) / (2 * distance);
  const aside = Math.sqrt(Math.max(0, a * a - along * along));
  bend.copy(toBend).addScaledVector(way, -way.dot(toBend));
  if (bend.lengthSq() < 1e-8) bend.set(way.y, -way.x, 0).addScaledVector(way, -1e-3);
  bend.normalize();
  out.middle.copy(start).addScaledVector(way, along).addScaledVector(bend, aside);
  out.end.copy(start).addScaledVector(way, distance);
  axis.crossVectors(way, bend);
  hinge(form.upperRest, form.bendRest, across.copy(out.middle).sub(start).normalize(), axis, out.upperTurn);
  hinge(form.lowerRest, form.bendRest, across.copy(out.end).sub(out.middle).normalize(), axis, out.lowerTurn);
  return out;
}

/** Where an arm lies when its bend is known best: low, before the body and a little aside. Its opposite no arm reaches. */
const BEST = new Vector3(0.25, -0.75, -0.6).normalize();
const BEST_BEND = new Vector3(0.4, -0.55, 0.75);
BEST_BEND.addScaledVector(BEST, -BEST.dot(BEST_BEND)).normalize();

const best = new Vector3();
const turned = new Vector3();

/** To which side an elbow bends for a hand in a direction from the shoulder. `side` is 1 for the right arm, -1 for the left. */
export function elbowBend(direction: Vector3, side: number, out: Vector3): Vector3 {
  best.set(BEST.x * side, BEST.y, BEST.z);
  turned.copy(direction).normalize();
  swing.setFromUnitVectors(best, turned);
  return out.set(BEST_BEND.x * side, BEST_BEND.y, BEST_BEND.z).applyQuaternion(swing);
}

const restRight = new Vector3();
const restAxis = new Vector3();
const restSide = new Vector3();
const right = new Vector3();
const sideways = new Vector3();
const from = new Quaternion();

/** The turn that brings a part of a limb that rests along `restWay` and bends to `restBend` along `newWay`, about a hinge. */
function hinge(restWay: Vector3, restBend: Vector3, newWay: Vector3, newAxis: Vector3, out: Quaternion): void {
  frame(restWay, restAxis.crossVectors(restWay, restBend), restSide, restRight, from);
  frame(newWay, newAxis, sideways, right, out);
  out.multiply(from.invert());
}

function frame(along: Vector3, hingeAxis: Vector3, side: Vector3, third: Vector3, out: Quaternion): void {
  side.copy(hingeAxis).addScaledVector(along, -along.dot(hingeAxis));
  if (side.lengthSq() < 1e-10) side.copy(UP).addScaledVector(along, -along.y);
  side.normalize();
  third.crossVectors(along, side);
  axes(along, side, third, out);
}

/** The turn whose axes are these; right-handed: z = x × y. */
function axes(x: Vector3, y: Vector3, z: Vector3, out: Quaternion): void {
  const trace = x.x + y.y + z.z;
  if (trace > 0) {
    const s = 2 * Math.sqrt(trace + 1);
    out.set((y.z - z.y) / s, (z.x - x.z) / s, (x.y - y.x) / s, s / 4);
  } else if (x.x > y.y && x.x > z.z) {
    const s = 2 * Math.sqrt(1 + x.x - y.y - z.z);
    out.set(s / 4, (y.x + x.y) / s, (z.x + x.z) / s, (y.z - z.y) / s);
  } else if (y.y > z.z) {
    const s = 2 * Math.sqrt(1 + y.y - x.x - z.z);
    out.set((y.x + x.y) / s, s / 4, (z.y + y.z) / s, (z.x - x.z) / s);
  } else {
    const s = 2 * Math.sqrt(1 + z.z - x.x - y.y);
    out.set((z.x + x.z) / s, (z.y + y.z) / s, s / 4, (x.y - y.x) / s);
  }
}
