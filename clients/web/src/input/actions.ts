import { Emitter } from '../base/emitter';
import type { Ray, Vector } from '../base/space';

export type Hand = 'left' | 'right';

/** Where somebody points: at what they face, at a point of the flat picture (pixels), along a ray from a hand or an eye. */
export type Pointing = { type: 'ahead' } | { type: 'picture'; x: number; y: number } | { type: 'ray'; ray: Ray };

/** What pressing does: use things, show with a laser, draw. Chosen from a menu, for who has no button to spare. */
export type Tool = 'use' | 'point' | 'draw';

/** What a hand can be made to feel. */
export type Touch = 'touch' | 'grab' | 'release' | 'teleport' | 'handshake' | 'refused';

/** What a person wants, whatever they hold: the same from keys, mouse, thumb, controller and bare hand. */
export interface ActionMap {
  /** Opens, sits down, picks up what is pointed at. Without a hand the body chooses one. */
  use: { pointing: Pointing; hand?: Hand };
  /** The hand closes: on what it touches, or else on what it points at. */
  grab: { hand: Hand; at: Vector; pointing: Pointing };
  /** Lets go. Without a hand: of what is in either. A hand's own velocity, metres per second, throws; without it, seconds held do. */
  release: { hand?: Hand; held?: number; velocity?: Vector };
  /** To a place of the plan, looking there; the room decides. */
  teleport: { x: number; z: number; yaw: number };
  stand: object;
  /** The laser, while it is on along {@link Actions.pointing} of that hand. */
  point: { hand: Hand; on: boolean };
  /** The pen, while it is on. */
  draw: { hand: Hand; on: boolean };
  /** Asks to speak, or no longer. */
  raiseHand: object;
  /** Holds out a hand with what is in it, or takes it back. */
  offer: object;
  /** The menu, opened or closed. */
  menu: object;
  escape: object;
  view: object;
  chat: object;
  map: object;
  microphone: object;
  /** The pointer rests here, pixels of the picture, for highlighting. */
  hover: { x: number; y: number };
  /** Touch was used: show what thumbs need. */
  touch: object;
  zoom: { by: number };
  /** Pressing does something else from now on. */
  tool: { tool: Tool };
}

/** One way to move and point, asked once a picture. */
export interface Source {
  /** Radians turned since the last call, positive to the left. */
  turn(elapsed: number): number;
  /** The wanted speed, metres per second to the right and forward, eased. */
  speed(elapsed: number): { right: number; forward: number };
  pointing(hand: Hand): Pointing;
  /** The tip of the pen or finger, for who has one. */
  tip?(hand: Hand): Vector | undefined;
  /** Lets a hand feel something, where it can. */
  pulse?(hand: Hand, touch: Touch): void;
}

const STILL: Source = { turn: () => 0, speed: () => ({ right: 0, forward: 0 }), pointing: () => ({ type: 'ahead' }) };

/** Where all that people want arrives: sources put actions in, the app acts on them in one place. Knows no device, no engine, no world. */
export class Actions {
  readonly events = new Emitter<ActionMap>();
  private readonly sources: Source[] = [STILL];
  private chosen: Tool = 'use';

  /** From now on this source moves the body, until the answer is called; then the one before does again. */
  enter(source: Source): () => void {
    this.sources.push(source);
    return () => {
      const at = this.sources.indexOf(source);
      if (at > 0) this.sources.splice(at, 1);
    };
  }

  get tool(): Tool {
    return this.chosen;
  }

  set tool(tool: Tool) {
    if (tool === this.chosen) return;
    this.chosen = tool;
    this.events.emit('tool', { tool });
  }

  turn(elapsed: number): number {
    return this.source.turn(elapsed);
  }

  speed(elapsed: number): { right: number; forward: number } {
    return this.source.speed(elapsed);
  }

  pointing(hand: Hand): Pointing {
    return this.source.pointing(hand);
  }

  /** The tip of what the hand draws with, hospital plan; undefined for who draws along where they point. */
  tip(hand: Hand): Vector | undefined {
    return this.source.tip?.(hand);
  }

  pulse(hand: Hand, touch: Touch): void {
    this.source.pulse?.(hand, touch);
  }

  private get source(): Source {
    return this.sources.at(-1)!;
  }
}
