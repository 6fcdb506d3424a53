import { Emitter } from '../base/emitter';
import { clamp, turnBetween, wrapAngle, yawOf } from '../base/angles';
import { HandSide, type Body, type Figure, type Item, type Stroke } from '../protocol/gen/asclepion/v1/component_pb';
import type { Event } from '../protocol/gen/asclepion/v1/replication_pb';
import type { Hospital, Role, Room } from '../protocol/gen/asclepion/v1/scene_pb';
import { ScopeKind } from '../protocol/gen/asclepion/v1/scope_pb';
import type { RoomEntered, ServerFrame } from '../protocol/gen/asclepion/v1/session_pb';
import { type Appearance, appearanceOf, PLAIN } from './appearance';
import { handPlace, newPose, type Pose, restingPose } from './pose';
import { Prediction, type Sweep } from './prediction';
import { hasLeaf, RoomSolids } from './solids';
import { type Stream, Streams } from './streams';

/** The holder of an item that may not be named. */
export const SOMEBODY = 65_534;
/** Metres that a room grants in one go, a little less. */
const TELEPORT = 7.8;

/** A body as it is to be drawn now. `key` is stable while the body stays in its stream. */
export interface PersonView {
  key: string;
  slot: number;
  role: Role;
  appearance: Appearance;
  /** Empty when one may not know it. */
  name: string;
  self: boolean;
  away: boolean;
  /** Seat in the body's room, or -1. */
  seat: number;
  /** The room the body is in. */
  template: number;
  /** Item held, or -1. */
  leftItem: number;
  rightItem: number;
  /** The microphone, as far as one may know it. */
  voice: 'off' | 'open' | 'talking';
  /** What the hands do, for all who see the body. */
  pointing: HandSide;
  drawing: HandSide;
  offering: HandSide;
  raised: boolean;
  pose: Pose;
}

/** What of a person is kept from picture to picture. */
interface Shown extends PersonView {
  round: number;
}

/** A piece of a line that somebody drew. */
export interface StrokeView {
  /** Stable while the piece is there; another object of `stroke` means that it changed. */
  key: string;
  stroke: Stroke;
}

/** A hand that somebody holds out, here and within sight. */
export interface OfferView {
  slot: number;
  /** What is in it, or -1: then it may be shaken. */
  item: number;
  left: boolean;
  x: number;
  y: number;
  z: number;
}

/** An anonymous figure as it is to be drawn now. */
export interface FigureView {
  key: string;
  id: number;
  x: number;
  z: number;
  yaw: number;
  seat: number;
  template: number;
  walking: boolean;
}

export interface ItemView {
  key: string;
  item: Item;
  template: number;
  /** Key of the person who holds it, or undefined. */
  holder: string | undefined;
}

export interface ChatLine {
  slot: number;
  /** Key of the speaker's body. */
  key: string;
  name: string;
  self: boolean;
  text: string;
  /** Number of the side-talk, or 0 for the room. */
  talk: number;
}

export interface SideTalkView {
  talk: number;
  members: number[];
}

interface WorldEvents {
  roomEntered: RoomEntered;
  chat: ChatLine;
  /** An intent was not granted; `sequence` is the frame it came in. */
  refused: { sequence: number; reason: number };
  doorRefused: { aperture: number; reason: number };
  resync: { scope: number };
  /** One shook hands with somebody; only the two are told. */
  handshake: { slot: number; name: string };
  /** Components changed in some way the page may show. */
  changed: object;
}

/** The room one is in and what can be seen from it, as the server tells it; the own root as predicted here. Knows no engine and no socket. */
export class World {
  readonly events = new Emitter<WorldEvents>();
  readonly streams = new Streams();
  readonly prediction = new Prediction();
  /** Index into the hospital's rooms, or -1 before the first room. */
  template = -1;
  slot = -1;
  tickHz = 30;
  private solids: RoomSolids | undefined;
  private placed = false;
  private entered = 0;
  private seatShown = -1;
  private readonly views = new Map<string, Shown>();
  private readonly shown: PersonView[] = [];
  private round = 0;
  private readonly itemViews = new WeakMap<Item, ItemView>();
  /** Bodies that stand in the way, as x, z pairs. */
  private readonly inTheWay: number[] = [];

  constructor(readonly hospital: Hospital) {
    this.streams.events.on('resync', (event) => {
      this.events.emit('resync', event);
    });
    this.streams.events.on('applied', (stream) => {
      this.events.emit('changed', {});
      this.handleApplied(stream);
    });
    this.streams.events.on('posed', (stream) => {
      this.handleApplied(stream);
    });
  }

  get room(): Room | undefined {
    return this.hospital.rooms[this.template];
  }

  /** One's own body, once the server has told of it. */
  get body(): Body | undefined {
    for (const stream of this.streams) {
      const body = isOwnRoom(stream.kind) ? stream.get('body', this.slot) : undefined;
      if (body) return body;
    }
    return undefined;
  }

  /** Key of one's own body. */
  get ownKey(): string {
    return `r${this.entered}:${this.slot}`;
  }

  get seat(): number {
    return (this.body?.seatPlusOne ?? 0) - 1;
  }

  /** Whether the own body stands where the server put it, so that moving makes sense. */
  get isPlaced(): boolean {
    return this.placed;
  }

  /** A resumed connection starts its streams anew; the picture stays until the first keyframe. */
  handleFrame(frame: ServerFrame, serverNow: number): void {
    const message = frame.message;
    switch (message.case) {
      case 'roomEntered':
        this.handleRoomEntered(message.value);
        break;
      case 'scopeOpened':
        if (message.value.scope) {
          const { scope, template, farTicks } = message.value;
          this.streams.handleOpened(scope, this.templateOf(scope.kind, template), farTicks);
        }
        break;
      case 'scopeClosed':
        this.streams.handleClosed(message.value.scope);
        this.events.emit('changed', {});
        break;
      case 'keyframe':
        this.streams.handleKeyframe(message.value, serverNow);
        break;
      case 'delta':
        this.streams.handleDelta(message.value, serverNow);
        break;
      case 'hallPoses':
        this.streams.handleHallPoses(message.value, serverNow);
        break;
      case 'event':
        this.handleEvent(message.value);
        break;
      case 'refusal':
        this.events.emit('refused', { sequence: message.value.sequence, reason: message.value.reason });
        break;
      default:
        break;
    }
  }

  /** Walks the own body; answers nothing, the root is in `prediction`. */
  walk(dx: number, dz: number): void {
    if (!this.placed || this.seat >= 0) return;
    this.prediction.walk(dx, dz, this.sweep());
  }

  /** See {@link RoomSolids.clearWay}. */
  clearWay(x: number, z: number, dx: number, dz: number, most: number): number {
    return this.solids?.clearWay(x, z, dx, dz, most) ?? most;
  }

  /** Whether the room will let one be set down here in one go, as far as one can know. */
  canLand(x: number, z: number): boolean {
    const { root } = this.prediction;
    const { solids } = this;
    if (!solids || !this.placed || this.seat >= 0 || Math.hypot(x - root.x, z - root.z) > TELEPORT) return false;
    return solids.canStand(x, z, (aperture) => this.isOpen(aperture), this.others()) && solids.isInSight(root.x, root.z, x, z);
  }

  isOpen(aperture: number): boolean {
    const declared = this.hospital.apertures[aperture];
    if (!declared || !hasLeaf(declared)) return true;
    for (const stream of this.streams) {
      const door = stream.get('door', aperture);
      if (door && stream.kind !== ScopeKind.WINDOW) return door.open;
    }
    return false;
  }

  /** Everybody as they are to be drawn at a time. The list and what stands in it are written anew by the next call. */
  people(serverNow: number): readonly PersonView[] {
    this.round++;
    let count = 0;
    for (const stream of this.streams) {
      const own = isOwnRoom(stream.kind);
      for (const body of stream.all('body')) {
        const view = this.viewOf(own ? stream.ownKey(body.slot, this.entered) : stream.windowKey(body.slot), body);
        if (view.round === this.round) continue;
        const self = own && body.slot === this.slot;
        const candidate = this.trackOf(stream, body.slot, own);
        const known = candidate?.tracks.get(body.slot)?.show(candidate.playout?.timeAt(serverNow) ?? serverNow, view.pose) ?? false;
        view.round = this.round;
        if (!known && !self) continue;
        view.slot = body.slot;
        view.role = body.role;
        view.appearance = appearanceOf(body.appearance);
        view.name = own ? this.nameOf(body.slot) : '';
        view.self = self;
        view.away = body.away;
        view.seat = body.seatPlusOne - 1;
        view.template = stream.template;
        view.leftItem = body.leftItemPlusOne - 1;
        view.rightItem = body.rightItemPlusOne - 1;
        view.voice = own ? this.voiceOf(body.slot) : 'off';
        view.pointing = body.pointing;
        view.drawing = body.drawing;
        view.offering = body.offering;
        view.raised = body.raised;
        this.shown[count++] = view;
      }
    }
    this.shown.length = count;
    if (this.views.size > count) for (const [key, view] of this.views) if (view.round !== this.round) this.views.delete(key);
    return this.shown;
  }

  private viewOf(key: string, body: Body): Shown {
    let view = this.views.get(key);
    if (view) return view;
    view = { key, slot: body.slot, role: body.role, appearance: PLAIN, name: '', self: false, away: false, seat: -1, template: -1, leftItem: -1, rightItem: -1, voice: 'off', pointing: HandSide.NONE, drawing: HandSide.NONE, offering: HandSide.NONE, raised: false, pose: restingPose(body.seatPlusOne > 0), round: 0 };
    this.views.set(key, view);
    return view;
  }

  *figures(serverNow: number): Generator<FigureView> {
    for (const stream of this.streams) {
      for (const figure of stream.all('figure')) {
        if (this.isOwnFigure(figure.id)) continue;
        yield viewOf(figure, stream, stream.playout?.timeAt(serverNow) ?? serverNow);
      }
    }
  }

  *items(): Generator<ItemView> {
    for (const stream of this.streams) for (const item of stream.all('item')) yield this.itemView(stream, item);
  }

  /** A changed item comes as another message, and so as another view. */
  private itemView(stream: Stream, item: Item): ItemView {
    let view = this.itemViews.get(item);
    if (view) return view;
    const slot = item.holderPlusOne - 1;
    const prefix = isOwnRoom(stream.kind) ? `r${this.entered}` : `w${stream.scope}`;
    view = { key: `${prefix}i${item.id}`, item, template: stream.template, holder: slot >= 0 ? `${prefix}:${slot}` : undefined };
    this.itemViews.set(item, view);
    return view;
  }

  /** What is drawn in the room one is in, as far as it is for one. */
  *strokes(): Generator<StrokeView> {
    for (const stream of this.streams) {
      for (const stroke of stream.all('stroke')) yield { key: `${stream.scope}:${stroke.stroke}:${stroke.piece}`, stroke };
    }
  }

  /** The hands that others in the room hold out. */
  *offers(): Generator<OfferView> {
    for (const stream of this.streams) {
      if (!isOwnRoom(stream.kind)) continue;
      for (const body of stream.all('body')) {
        if (body.offering === HandSide.NONE || body.slot === this.slot) continue;
        if (this.readPose(body.slot) === undefined) continue;
        const left = body.offering === HandSide.LEFT;
        yield { slot: body.slot, item: (left ? body.leftItemPlusOne : body.rightItemPlusOne) - 1, left, ...handPlace(scratch, left) };
      }
    }
  }

  /** What an item looks like: index into the hospital's models, or -1. */
  modelOf(item: number): number {
    for (const stream of this.streams) {
      const found = isOwnRoom(stream.kind) ? stream.get('item', item) : undefined;
      if (found) return found.model;
    }
    return -1;
  }

  /** Reads the newest pose of a body of this room into `scratch`. */
  private readPose(slot: number): number | undefined {
    for (const stream of this.streams) {
      const sample = isOwnRoom(stream.kind) ? stream.readNewest(slot, scratch) : undefined;
      if (sample !== undefined) return sample;
    }
    return undefined;
  }

  /** The name of somebody in the room, or nothing where one may not know it. */
  nameOf(slot: number): string {
    for (const stream of this.streams) {
      const name = isOwnRoom(stream.kind) ? stream.get('name', slot) : undefined;
      if (name) return name.displayName;
    }
    return '';
  }

  /** The key of a body that the server names by scope and slot, or nothing when it is not there. */
  keyOf(scope: number, slot: number): string | undefined {
    const stream = this.streams.get(scope);
    if (!stream) return undefined;
    return stream.kind === ScopeKind.WINDOW ? `w${scope}:${slot}` : `r${this.entered}:${slot}`;
  }

  note(staff: boolean): { text: string; revision: number } | undefined {
    return this.streams.ofKind(staff ? ScopeKind.STAFF : ScopeKind.PERSON)?.get('note', 0);
  }

  *sideTalks(): Generator<SideTalkView> {
    for (const stream of this.streams) {
      for (const talk of stream.all('sideTalk')) yield { talk: talk.talk, members: talk.memberSlots };
    }
  }

  isSeatTaken(seat: number): boolean {
    for (const stream of this.streams) if (isOwnRoom(stream.kind) && stream.get('seatTaken', seat)) return true;
    return false;
  }

  /** Somebody's words in a side-talk are seen in its scope only. */
  private voiceOf(slot: number): PersonView['voice'] {
    let found: PersonView['voice'] = 'off';
    for (const stream of this.streams) {
      const voice = stream.kind === ScopeKind.WINDOW ? undefined : stream.get('voice', slot);
      if (voice?.talking) return 'talking';
      if (voice) found = 'open';
    }
    return found;
  }

  private isOwnFigure(id: number): boolean {
    return this.streams.ofKind(ScopeKind.PERSON)?.get('ownFigure', 0)?.figure === id;
  }

  private templateOf(kind: ScopeKind, told: number): number {
    return kind === ScopeKind.WINDOW ? told : this.template;
  }

  private handleRoomEntered(entered: RoomEntered): void {
    this.streams.handleRoomLeft();
    this.views.clear();
    const first = this.template < 0;
    this.template = entered.template;
    this.slot = entered.slot;
    this.tickHz = entered.tickHz;
    this.solids = new RoomSolids(this.hospital, entered.template);
    this.entered++;
    this.placed = false;
    this.seatShown = -1;
    if (first) this.prediction.yaw = 0;
    this.events.emit('roomEntered', entered);
  }

  private handleEvent(event: Event): void {
    const stream = this.streams.get(event.scope);
    if (!stream) return;
    if (event.value.case === 'chat') {
      const { slot, text } = event.value.value;
      this.events.emit('chat', {
        slot,
        key: `r${this.entered}:${slot}`,
        name: this.nameOf(slot),
        self: slot === this.slot,
        text,
        talk: stream.kind === ScopeKind.SIDE ? stream.subject : 0,
      });
    } else if (event.value.case === 'doorRefused') {
      this.events.emit('doorRefused', event.value.value);
    } else if (event.value.case === 'handshake') {
      this.events.emit('handshake', { slot: event.value.value.slot, name: this.nameOf(event.value.value.slot) });
    }
  }

  private handleApplied(stream: Stream): void {
    if (!isOwnRoom(stream.kind)) return;
    const number = stream.readNewest(this.slot, scratch);
    if (number === undefined) return;
    const [x, , z, yaw] = scratch as unknown as [number, number, number, number];
    const seat = this.seat;
    if (!this.placed) {
      this.handlePlaced(x, z, yaw);
    } else if (seat !== this.seatShown) {
      this.prediction.place(x, z);
      if (seat >= 0) this.prediction.yaw = yaw;
    } else if (seat >= 0) {
      this.prediction.place(x, z);
    } else {
      this.prediction.reconcile(number, x, z, this.sweep());
    }
    this.seatShown = seat;
  }

  /** The first word of where we are in this room. Through a doorway one keeps looking where one looked. */
  private handlePlaced(x: number, z: number, yaw: number): void {
    const { x: fromX, z: fromZ } = this.prediction.shown;
    const near = this.entered > 1 && Math.hypot(x - fromX, z - fromZ) < 1.5;
    this.prediction.place(x, z);
    if (near) this.prediction.carryOver(fromX, fromZ);
    else this.prediction.yaw = yaw;
    this.placed = true;
  }

  private sweep(): Sweep {
    this.others();
    return this.sweepBody;
  }

  private readonly sweepBody: Sweep = (at, dx, dz) => {
    this.solids?.move(at, dx, dz, this.isPassable, this.inTheWay);
  };

  private readonly isPassable = (aperture: number) => this.isOpen(aperture);

  /** Where others stand, as x, z pairs. Written anew by the next call. */
  private others(): number[] {
    const others = this.inTheWay;
    others.length = 0;
    for (const stream of this.streams) {
      if (!isOwnRoom(stream.kind)) continue;
      for (const [slot, track] of stream.tracks) {
        const pose = track.newest;
        if (slot !== this.slot && pose && stream.get('body', slot)?.seatPlusOne === 0) others.push(pose[0]!, pose[2]!);
      }
    }
    return others;
  }

  /** The stream that tells how a body moves. */
  private trackOf(stream: Stream, slot: number, own: boolean): Stream | undefined {
    if (!own) return stream.tracks.has(slot) ? stream : undefined;
    for (const candidate of this.streams) if (isOwnRoom(candidate.kind) && candidate.tracks.has(slot)) return candidate;
    return undefined;
  }
}

const scratch = newPose();

function isOwnRoom(kind: ScopeKind): boolean {
  return kind === ScopeKind.ROOM || kind === ScopeKind.STAFF || kind === ScopeKind.PERSON || kind === ScopeKind.VISITORS;
}

function viewOf(figure: Figure, stream: Stream, time: number): FigureView {
  const start = stream.timeOf(figure.startSeq);
  const end = stream.timeOf(figure.endSeq);
  const t = end > start ? clamp((time - start) / (end - start), 0, 1) : 1;
  const dx = figure.toX - figure.fromX;
  const dz = figure.toZ - figure.fromZ;
  const walking = t < 1 && Math.hypot(dx, dz) > 0.05;
  // The last fifth of a second turns to where it will look.
  const settle = end > start ? clamp((time - end) / 250 + 1, 0, 1) : 1;
  const heading = walking || settle < 1 ? yawOf(dx, dz) : figure.yaw;
  return {
    key: `f${stream.scope}:${figure.id}`,
    id: figure.id,
    x: figure.fromX + dx * t,
    z: figure.fromZ + dz * t,
    yaw: wrapAngle(heading + (walking ? 0 : turnBetween(heading, figure.yaw) * settle)),
    seat: figure.seatPlusOne - 1,
    template: stream.template,
    walking,
  };
}
