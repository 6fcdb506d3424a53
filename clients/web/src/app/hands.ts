import type { Ray, Vector } from '../base/space';
import type { Hand } from '../input/actions';
import type { Connection } from '../net/connection';
import { HandSide } from '../protocol/gen/asclepion/v1/component_pb';
import { EraseIntent_What as What } from '../protocol/gen/asclepion/v1/intent_pb';
import { encodePoints } from '../protocol/stroke';
import { Pen } from '../state/pen';
import type { Pose } from '../state/pose';
import { fromBody, holdOut, holdUp, inTheAir, isHeldOut, pointAt, stretchTo } from '../state/reaching';
import { lineAt, PEN_MILLIMETRES } from '../state/strokes';
import { along, firstSurface, ofBoard, onBoard } from '../state/surfaces';
import type { PersonView, World } from '../state/world';

/** How the hands know where they are meant to go. */
export interface Guide {
  /** Along what the hand points, hospital plan. */
  ray(hand: Hand): Ray;
  /** The tip of pen or finger, for who has a hand in the room; undefined for who points at the picture. */
  tip(hand: Hand): Vector | undefined;
  /** Whether a headset says where the hands are. */
  worn(): boolean;
}

/** What is drawn with: one of the pens, or the sponge. */
export type Ink = { type: 'pen'; colour: number } | { type: 'sponge' };

/** A little less than the room grants, metres. */
const BOARD_REACH = 4.6;
const SPONGE = 0.045;
/** Where a light goes that meets nothing. */
const FAR = 12;

/** What the own hands show, draw and hold out; the server is told, the pose bends to it. */
export class Hands {
  readonly pen = new Pen();
  ink: Ink = { type: 'pen', colour: 0 };
  private pointing: Hand | undefined;
  private drawing: Hand | undefined;
  /** The board the line is on, -1 in the air, undefined before its first point. */
  private board: number | undefined;
  private inkOfLine = 0;
  private readonly closed = { left: false, right: false };
  /** What was last asked for by a tracked hand. */
  private heldOut = HandSide.NONE;
  private readonly wiped = new Set<number>();
  private readonly sent = new Set<number>();
  /** Ids + 1 of what was in the hands. */
  private held = new Set<number>();

  constructor(
    private readonly connection: Connection,
    private readonly world: World,
    private readonly guide: Guide,
  ) {}

  /** The line just drawn, until the room's own copy of it has come: x, y, z of each point. */
  get fresh(): { places: readonly number[]; colour: number } | undefined {
    return this.pen.line.length > 3 && this.pen.isDown ? { places: this.pen.line, colour: this.inkOfLine } : undefined;
  }

  handlePoint(hand: Hand, on: boolean): void {
    const before = this.pointing;
    this.pointing = on ? hand : before === hand ? undefined : before;
    if (this.pointing === before) return;
    this.connection.send({ case: 'point', value: { $typeName: 'asclepion.v1.PointIntent', hand: sideOf(this.pointing) } });
  }

  /** A tracked hand closes or opens on nothing: held out to somebody, it asks to be shaken. */
  handleClosed(hand: Hand, closed: boolean): void {
    this.closed[hand] = closed;
  }

  handleDraw(hand: Hand, on: boolean): void {
    if (on) this.drawing = hand;
    else if (this.drawing === hand) this.lift();
  }

  /** Asks to speak, or no longer. */
  handleRaise(): void {
    const raised = !(this.world.body?.raised ?? false);
    this.connection.send({ case: 'raiseHand', value: { $typeName: 'asclepion.v1.RaiseHandIntent', raised, lowerSlotPlusOne: 0 } });
  }

  lower(slot: number): void {
    this.connection.send({ case: 'raiseHand', value: { $typeName: 'asclepion.v1.RaiseHandIntent', raised: false, lowerSlotPlusOne: slot + 1 } });
  }

  /** Holds out what is in hand, or an empty hand to be shaken; or takes it back. Without a hand, the right one before the left. */
  handleOffer(hand?: Hand): void {
    const body = this.world.body;
    if (!body) return;
    const full = hand ?? (body.rightItemPlusOne === 0 && body.leftItemPlusOne > 0 ? 'left' : 'right');
    this.offer(body.offering === HandSide.NONE ? sideOf(full) : HandSide.NONE);
  }

  offer(hand: HandSide): void {
    this.connection.send({ case: 'offer', value: { $typeName: 'asclepion.v1.OfferIntent', hand } });
  }

  undo(): void {
    this.erase(What.LAST, 0);
  }

  clear(): void {
    this.erase(What.ALL, 0);
  }

  /** An intent was not granted. Answers whether it was one of a line, which is then at an end. */
  handleRefused(sequence: number): boolean {
    if (!this.sent.has(sequence)) return false;
    this.pen.drop();
    this.drawing = undefined;
    this.board = undefined;
    return true;
  }

  /** What somebody took out of the own hands since the last call: which thing, and who has it now. */
  handleChanged(): { model: number; slot: number }[] {
    const { world } = this;
    const body = world.body;
    const held = new Set([body?.leftItemPlusOne ?? 0, body?.rightItemPlusOne ?? 0]);
    const given: { model: number; slot: number }[] = [];
    for (const { item, template } of world.items()) {
      if (template !== world.template || !this.held.has(item.id + 1) || held.has(item.id + 1)) continue;
      if (item.holderPlusOne > 0 && item.holderPlusOne - 1 !== world.slot) given.push({ model: item.model, slot: item.holderPlusOne - 1 });
    }
    this.held = held;
    return given;
  }

  /** Another room: what the hands did stays behind. */
  handleRoom(): void {
    this.pen.drop();
    this.sent.clear();
    this.pointing = this.drawing = this.board = undefined;
  }

  /** Bends the own pose to what the hands do, draws on, and tells the server. The pose has root and yaw. */
  update(pose: Pose, now: number, people: readonly PersonView[]): void {
    const body = this.world.body;
    if (!this.guide.worn() && body) {
      if (body.offering !== HandSide.NONE) holdOut(pose, body.offering === HandSide.LEFT);
      if (body.raised) holdUp(pose, body.rightItemPlusOne > 0 && body.leftItemPlusOne === 0);
    }
    if (this.guide.worn()) this.holdOut(pose, people);
    if (this.drawing) this.draw(this.drawing, pose);
    else if (this.pointing) this.show(this.pointing, pose);
    this.send(now);
  }

  /** Real hands need no button: what they hold towards somebody is offered, and no longer when they come back. */
  private holdOut(pose: Pose, people: readonly PersonView[]): void {
    const body = this.world.body;
    const ready = { left: this.closed.left || (body?.leftItemPlusOne ?? 0) > 0, right: this.closed.right || (body?.rightItemPlusOne ?? 0) > 0 };
    const hand = (['right', 'left'] as const).find((one) => ready[one] && isHeldOut(pose, one === 'left', this.company(people)));
    const side = sideOf(hand);
    if (side === this.heldOut) return;
    this.heldOut = side;
    this.offer(side);
  }

  private *company(people: readonly PersonView[]): Generator<{ x: number; z: number }> {
    for (const { self, template, pose } of people) if (!self && template === this.world.template) yield { x: pose[0]!, z: pose[2]! };
  }

  private show(hand: Hand, pose: Pose): void {
    const ray = this.guide.worn() ? this.guide.ray(hand) : fromBody(this.guide.ray(hand), pose);
    const hit = this.surface(ray);
    this.bend(hand, pose, hit?.point ?? along(ray, FAR));
  }

  private bend(hand: Hand, pose: Pose, place: Vector): void {
    if (this.guide.worn()) pointAt(pose, hand === 'left', place);
    else stretchTo(pose, hand === 'left', place);
  }

  private draw(hand: Hand, pose: Pose): void {
    const tip = this.guide.tip(hand);
    const place = tip ?? this.aimed(hand, pose);
    if (!place) return;
    if (!tip) this.bend(hand, pose, place);
    if (this.ink.type === 'sponge') this.wipe(place);
    else {
      if (!this.pen.isDown) this.inkOfLine = this.ink.colour;
      this.pen.draw(place);
    }
  }

  /** Where who points at the picture draws: on the board they point at, or in the air before them; a line stays where it began. */
  private aimed(hand: Hand, pose: Pose): Vector | undefined {
    const ray = fromBody(this.guide.ray(hand), pose);
    const hit = this.surface(ray);
    this.board ??= hit && hit.whiteboard >= 0 && Math.hypot(hit.point.x - pose[0]!, hit.point.z - pose[2]!) < BOARD_REACH ? hit.whiteboard : -1;
    if (this.board < 0) return inTheAir(ray, pose);
    const board = this.world.room?.whiteboards[this.board];
    if (!board || !hit) return undefined;
    const { across, up } = onBoard(board, hit.point);
    return hit.whiteboard === this.board ? ofBoard(board, across, up) : undefined;
  }

  private surface(ray: Ray) {
    const { world } = this;
    return firstSurface(world.hospital, world.template, ray, (aperture) => world.isOpen(aperture));
  }

  private wipe(place: Vector): void {
    const room = this.world.room;
    const line = room && lineAt(this.world.strokes(), room, place, SPONGE);
    if (line === undefined || this.wiped.has(line)) return;
    this.wiped.add(line);
    this.erase(What.STROKE, line);
  }

  private lift(): void {
    this.drawing = undefined;
    this.board = undefined;
    this.wiped.clear();
    this.pen.lift();
  }

  private send(now: number): void {
    for (const { begins, ends, points } of this.pen.take(now)) {
      if (begins) this.sent.clear();
      const sequence = this.connection.send({
        case: 'draw',
        value: {
          $typeName: 'asclepion.v1.DrawIntent',
          hand: sideOf(this.drawing ?? 'right'),
          begins,
          ends,
          colour: this.inkOfLine,
          widthMillimetres: PEN_MILLIMETRES,
          points: points.length > 0 ? encodePoints(3, points) : new Uint8Array(0),
        },
      });
      this.sent.add(sequence);
    }
  }

  private erase(what: What, stroke: number): void {
    this.connection.send({ case: 'erase', value: { $typeName: 'asclepion.v1.EraseIntent', what, stroke } });
  }
}

function sideOf(hand: Hand | undefined): HandSide {
  return hand === undefined ? HandSide.NONE : hand === 'left' ? HandSide.LEFT : HandSide.RIGHT;
}
