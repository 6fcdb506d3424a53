import { forwardOf } from '../base/angles';
import { distanceToRay, type Ray } from '../base/space';
import type { World } from './world';
import { hasLeaf } from './solids';

/** Something one can use from here. */
export type Target =
  | { type: 'door'; aperture: number; open: boolean; x: number; y: number; z: number }
  | { type: 'seat'; seat: number; x: number; y: number; z: number }
  | { type: 'item'; id: number; model: number; x: number; y: number; z: number }
  | { type: 'stand'; x: number; y: number; z: number }
  /** Held out by somebody. */
  | { type: 'take'; id: number; model: number; slot: number; x: number; y: number; z: number }
  /** An empty hand held out. */
  | { type: 'shake'; slot: number; x: number; y: number; z: number };

export interface Reach {
  /** Metres from the root, on the floor. */
  door: number;
  seat: number;
  item: number;
  /** A hand held out. */
  hand: number;
}

/** A little less than the server grants, so that what is offered also works. */
export const REACH: Reach = { door: 1.8, seat: 1.6, item: 1.4, hand: 1.9 };

/** All that is within reach, in no order. */
export function* targets(world: World, reach: Reach = REACH): Generator<Target> {
  const room = world.room;
  if (!room || !world.isPlaced) return;
  const { x, z } = world.prediction.root;
  const { apertures } = world.hospital;
  for (let aperture = 0; aperture < apertures.length; aperture++) {
    const declared = apertures[aperture]!;
    if ((declared.roomA !== world.template && declared.roomB !== world.template) || !hasLeaf(declared)) continue;
    if (isWithin(declared, x, z, reach.door)) yield { type: 'door', aperture, open: world.isOpen(aperture), x: declared.x, y: declared.y + 1.1, z: declared.z };
  }
  for (const { item, template } of world.items()) {
    if (template !== world.template || item.holderPlusOne !== 0) continue;
    if (isWithin(item, x, z, reach.item)) yield { type: 'item', id: item.id, model: item.model, x: item.x, y: item.y, z: item.z };
  }
  for (const offer of world.offers()) {
    if (!isWithin(offer, x, z, reach.hand)) continue;
    const { slot, item, x: hx, y: hy, z: hz } = offer;
    if (item < 0) yield { type: 'shake', slot, x: hx, y: hy, z: hz };
    else yield { type: 'take', id: item, model: world.modelOf(item), slot, x: hx, y: hy, z: hz };
  }
  if (world.seat >= 0) return;
  for (let seat = 0; seat < room.seats.length; seat++) {
    const declared = room.seats[seat]!;
    if (!isWithin(declared, x, z, reach.seat) || world.isSeatTaken(seat)) continue;
    yield { type: 'seat', seat, x: declared.x, y: declared.y + 0.1, z: declared.z };
  }
}

function isWithin(place: { x: number; z: number }, x: number, z: number, metres: number): boolean {
  return Math.hypot(place.x - x, place.z - z) <= metres;
}

/** More than all that a thing within reach can have before a hand, metres. */
const HAND_FIRST = 4;

/** Somebody waits for an answer: that comes before things. */
function isHand(target: Target): boolean {
  return target.type === 'take' || target.type === 'shake';
}

/** What E means now: the thing nearest to where one looks, doors and items before seats; seated, standing up when nothing is at hand. */
export function bestTarget(world: World): Target | undefined {
  const { x, z } = world.prediction.root;
  const ahead = forwardOf(world.prediction.yaw);
  let best: Target | undefined;
  let bestCost = Infinity;
  for (const target of targets(world)) {
    const dx = target.x - x;
    const dz = target.z - z;
    const distance = Math.hypot(dx, dz);
    const facing = distance < 0.25 ? 1 : (dx * ahead.x + dz * ahead.z) / distance;
    if (facing < 0.15) continue;
    const cost = distance + 1.6 * (1 - facing) + (target.type === 'seat' ? 0.25 : 0) + (target.type === 'door' && target.open ? 0.8 : 0) - (isHand(target) ? HAND_FIRST : 0);
    if (cost < bestCost) {
      bestCost = cost;
      best = target;
    }
  }
  if (world.seat >= 0 && best?.type !== 'item' && !(best && isHand(best))) return { type: 'stand', x, y: 1, z };
  return best;
}

/** Half the width, metres, within which a ray means a thing. */
const WIDE = { door: 0.62, seat: 0.38, item: 0.2, stand: 0.2, take: 0.26, shake: 0.26 };

/** Which of these a ray means: the one whose centre is nearest to it, measured by its size. */
export function along(ray: Ray, things: Iterable<Target>): Target | undefined {
  let best: Target | undefined;
  let bestCost = 1;
  for (const target of things) {
    const cost = distanceToRay(ray, target) / WIDE[target.type];
    if (cost >= bestCost) continue;
    bestCost = cost;
    best = target;
  }
  return best;
}
