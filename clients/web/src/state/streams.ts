import { decodeDelta, decodeKeyframe, PoseColumns } from '../protocol/pose';
import type { Component } from '../protocol/gen/asclepion/v1/component_pb';
import type { Delta, HallPoses, Keyframe } from '../protocol/gen/asclepion/v1/replication_pb';
import type { Scope, ScopeKind } from '../protocol/gen/asclepion/v1/scope_pb';
import { Emitter } from '../base/emitter';
import { Hall } from './hall';
import { Playout } from './playout';
import { newPose, type Pose, readPose } from './pose';
import { Track } from './track';

export type ComponentCase = Exclude<Component['value']['case'], undefined>;
export type ComponentValue<Case extends ComponentCase> = Extract<Component['value'], { case: Case }>['value'];

/** Field numbers of Component.value, as removals name them. */
const CASES: Record<number, ComponentCase> = {
  1: 'body',
  2: 'name',
  3: 'figure',
  4: 'ownFigure',
  5: 'door',
  6: 'item',
  7: 'seatTaken',
  8: 'note',
  9: 'sideTalk',
  10: 'roomInfo',
  11: 'voice',
  12: 'stroke',
};

/** Pose states kept for deltas to build on. A server that keeps an older base alive gets a Resync. */
const MOST_BASES = 128;

/** The mirror of one scope stream: components, and the recent poses of the bodies in it. */
export class Stream {
  readonly components = new Map<ComponentCase, Map<number, ComponentValue<ComponentCase>>>();
  readonly tracks = new Map<number, Track>();
  playout: Playout | undefined;
  /** Newest tick applied, or -1 before the keyframe. */
  seq = -1;
  private epochMs = 0;
  private periodMs = 1;
  /** A stream is either of one's own room, for one stay, or of a window: a body's name stays. */
  private readonly keys = new Map<number, string>();
  private bases = new Map<number, PoseColumns>();
  private spare: PoseColumns[] = [];
  private readonly hall: Hall | undefined;

  constructor(
    readonly scope: number,
    readonly kind: ScopeKind,
    readonly subject: number,
    /** The room looked into, for windows; otherwise the room one is in. */
    readonly template: number,
    /** In halls, ticks between two updates of a far body; 0 where poses come with the components. */
    readonly farTicks = 0,
  ) {
    if (farTicks > 0) this.hall = new Hall();
  }

  /** Server time in milliseconds of a tick. */
  timeOf(seq: number): number {
    return this.epochMs + seq * this.periodMs;
  }

  get period(): number {
    return this.periodMs;
  }

  get<Case extends ComponentCase>(kind: Case, id: number): ComponentValue<Case> | undefined {
    return this.components.get(kind)?.get(id) as ComponentValue<Case> | undefined;
  }

  all<Case extends ComponentCase>(kind: Case): Iterable<ComponentValue<Case>> {
    return (this.components.get(kind)?.values() ?? []) as Iterable<ComponentValue<Case>>;
  }

  /** What a body is called by the picture, in the room that was entered as the n-th. */
  ownKey(slot: number, entered: number): string {
    return this.keyOf(slot, 'r', entered);
  }

  /** The same for a body behind a window or a door. */
  windowKey(slot: number): string {
    return this.keyOf(slot, 'w', this.scope);
  }

  private keyOf(slot: number, kind: string, number: number): string {
    let key = this.keys.get(slot);
    if (key === undefined) this.keys.set(slot, (key = `${kind}${number}:${slot}`));
    return key;
  }

  /** Reads the newest pose of a body into `out`; answers its sample number, or undefined where there is none. */
  readNewest(slot: number, out: Pose): number | undefined {
    const columns = this.hall ? this.hall.columns(slot) : this.bases.get(this.seq);
    const row = this.hall ? 0 : (columns?.rowOf(slot) ?? -1);
    return columns && row >= 0 ? readPose(columns, row, out) : undefined;
  }

  applyKeyframe(keyframe: Keyframe): void {
    this.epochMs = Number(keyframe.epochNanos) / 1e6;
    this.periodMs = keyframe.periodNanos / 1e6 || 1;
    this.playout ??= new Playout(this.periodMs);
    const columns = new PoseColumns();
    if (keyframe.poses.length > 0) decodeKeyframe(keyframe.poses, columns);
    this.components.clear();
    for (const component of keyframe.components) this.set(component);
    this.bases.clear();
    this.bases.set(keyframe.seq, columns);
    this.seq = keyframe.seq;
    if (this.hall) {
      // The tracks stay: whoever is still there is told of again within half a second.
      this.hall.clear();
      return;
    }
    for (const slot of this.tracks.keys()) if (columns.rowOf(slot) < 0) this.tracks.delete(slot);
    this.record(columns);
  }

  /** False when there is nothing to build on: the stream then needs a keyframe. */
  applyHall(poses: HallPoses): boolean {
    if (!this.hall || this.seq < 0) return false;
    this.hall.apply(poses.pieces);
    const time = this.timeOf(poses.seq);
    for (const slot of this.tracks.keys()) {
      if (!this.hall.has(slot) && !this.get('body', slot)) this.tracks.delete(slot);
    }
    for (const slot of this.hall.changed) {
      const columns = this.hall.columns(slot);
      if (columns) this.push(slot, columns, 0, time, this.hall.isFar(slot) ? this.farTicks : 1);
    }
    return true;
  }

  /** False when the base is not there: the stream then needs a keyframe. */
  applyDelta(delta: Delta): boolean {
    const base = this.bases.get(delta.baseSeq);
    if (!base || delta.seq <= this.seq) return false;
    let columns = base;
    if (delta.poses.length > 0) {
      columns = this.spare.pop() ?? new PoseColumns();
      decodeDelta(delta.poses, base, delta.baseSeq, columns);
    }
    for (const removal of delta.removals) {
      const kind = CASES[removal.type];
      if (kind) this.components.get(kind)?.delete(removal.id);
    }
    for (const component of delta.components) this.set(component);
    for (const [seq, old] of this.bases) {
      if (seq >= delta.baseSeq && this.bases.size < MOST_BASES) break;
      this.bases.delete(seq);
      if (old !== columns && old !== base && ![...this.bases.values()].includes(old)) this.spare.push(old);
    }
    this.bases.set(delta.seq, columns);
    this.seq = delta.seq;
    if (delta.poses.length > 0) {
      for (const slot of this.tracks.keys()) if (columns.rowOf(slot) < 0) this.tracks.delete(slot);
      this.record(columns);
    }
    return true;
  }

  private set(component: Component): void {
    const { case: kind, value } = component.value;
    if (kind === undefined) return;
    let byId = this.components.get(kind);
    if (!byId) this.components.set(kind, (byId = new Map()));
    byId.set(idOf(component.value), value);
  }

  private record(columns: PoseColumns): void {
    const time = this.timeOf(this.seq);
    for (let row = 0; row < columns.size; row++) {
      this.push(columns.slotAt(row), columns, row, time, 1);
    }
  }

  private push(slot: number, columns: PoseColumns, row: number, time: number, ticks: number): void {
    let track = this.tracks.get(slot);
    if (!track) this.tracks.set(slot, (track = new Track()));
    track.pace(this.periodMs, ticks);
    const sample = readPose(columns, row, scratch);
    track.push(time, scratch, this.periodMs * ticks, sample);
  }
}

const scratch = newPose();

function idOf(value: Exclude<Component['value'], { case: undefined }>): number {
  switch (value.case) {
    case 'body':
    case 'name':
    case 'voice':
      return value.value.slot;
    case 'figure':
    case 'item':
      return value.value.id;
    case 'door':
      return value.value.aperture;
    case 'seatTaken':
      return value.value.seat;
    case 'sideTalk':
      return value.value.talk;
    case 'stroke':
      return value.value.stroke * 8 + value.value.piece;
    default:
      return 0;
  }
}

interface StreamsEvents {
  /** A stream whose delta could not be applied wants a keyframe. */
  resync: { scope: number };
  /** A keyframe or delta was applied. */
  applied: Stream;
  /** In a hall, poses came, and nothing else. */
  posed: Stream;
}

/** All scope streams that are open towards us. What is closed is forgotten in the same call. */
export class Streams {
  readonly events = new Emitter<StreamsEvents>();
  private readonly byScope = new Map<number, Stream>();
  private readonly waiting = new Set<number>();

  [Symbol.iterator](): IterableIterator<Stream> {
    return this.byScope.values();
  }

  get(scope: number): Stream | undefined {
    return this.byScope.get(scope);
  }

  ofKind(kind: ScopeKind): Stream | undefined {
    for (const stream of this.byScope.values()) if (stream.kind === kind) return stream;
    return undefined;
  }

  handleOpened(scope: Scope, template: number, farTicks = 0): void {
    this.byScope.set(scope.number, new Stream(scope.number, scope.kind, scope.subject, template, farTicks));
    this.waiting.delete(scope.number);
  }

  handleClosed(scope: number): void {
    this.byScope.delete(scope);
    this.waiting.delete(scope);
  }

  handleRoomLeft(): void {
    this.byScope.clear();
    this.waiting.clear();
  }

  handleKeyframe(keyframe: Keyframe, serverNow: number): void {
    const stream = this.byScope.get(keyframe.scope);
    if (!stream) return;
    try {
      stream.applyKeyframe(keyframe);
    } catch {
      this.ask(keyframe.scope);
      return;
    }
    this.waiting.delete(keyframe.scope);
    if (stream.farTicks === 0) stream.playout?.handleArrival(stream.timeOf(keyframe.seq), serverNow);
    this.events.emit('applied', stream);
  }

  handleDelta(delta: Delta, serverNow: number): void {
    const stream = this.byScope.get(delta.scope);
    if (!stream || this.waiting.has(delta.scope)) return;
    try {
      if (!stream.applyDelta(delta)) {
        this.ask(delta.scope);
        return;
      }
    } catch {
      this.ask(delta.scope);
      return;
    }
    if (stream.farTicks === 0) stream.playout?.handleArrival(stream.timeOf(delta.seq), serverNow);
    this.events.emit('applied', stream);
  }

  handleHallPoses(poses: HallPoses, serverNow: number): void {
    const stream = this.byScope.get(poses.scope);
    if (!stream || this.waiting.has(poses.scope)) return;
    try {
      if (!stream.applyHall(poses)) {
        this.ask(poses.scope);
        return;
      }
    } catch {
      this.ask(poses.scope);
      return;
    }
    stream.playout?.handleArrival(stream.timeOf(poses.seq), serverNow);
    this.events.emit('posed', stream);
  }

  /** Once per mishap: further deltas wait for the keyframe. */
  private ask(scope: number): void {
    if (this.waiting.has(scope)) return;
    this.waiting.add(scope);
    this.events.emit('resync', { scope });
  }
}
