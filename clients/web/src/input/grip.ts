import type { Ray, Vector } from '../base/space';
import type { Actions, Hand, Pointing, Touch } from './actions';
import { Arc, onFloor } from './arc';
import { type HandView, POINTERS, type Pressables, type Surroundings } from './hands';

/** What a pressed hand is in the middle of. */
type Press = 'none' | 'panel' | 'tool' | 'thing' | 'putDown' | 'floor';

const STICK_THROW = 0.7;
const STICK_LAND = 0.4;
/** A finger points for this long before the laser is lit: hands point in passing. Seconds. */
const POINT_SECONDS = 0.35;

/** What this hand is there for, beside taking and pressing. */
export interface Part {
  /** It has the laser and the pen; the other one has the menu. */
  points: boolean;
  /** The other hand is not there: this one does what both do. */
  alone: boolean;
  /** Its stick throws the arc and does not walk. */
  throws: boolean;
}

export interface GripSettings {
  hand: Hand;
  actions: Actions;
  pressables: Pressables<{ distance: number }> | undefined;
  pulse(hand: Hand, touch: Touch): void;
}

/** What one hand does from picture to picture: presses, closes, throws the arc. Knows neither device nor engine. */
export class Grip {
  /** The arc or line to where one would land, while it is shown. */
  readonly arc = new Arc();
  /** Where one would be set down now. */
  landing: Vector | undefined;
  aiming = false;
  /** What it last pointed at, if anything usable. */
  means = false;
  private view: HandView | undefined;
  private press: Press = 'none';
  private pressRay: Ray | undefined;
  private thrown = false;
  private closed = false;
  private grabbed = false;
  private pointed = 0;
  /** Which of the two is on, by button, gesture or tool. */
  private readonly lit = new Set<'point' | 'draw'>();
  private firstHeld = false;
  private secondHeld = false;
  /** The fingertip is at a panel. */
  touching = false;
  /** How far off the panel is that it points at, metres. */
  beam: number | undefined;
  private over: { distance: number } | undefined;

  constructor(private readonly settings: GripSettings) {}

  get ray(): Ray | undefined {
    return this.view?.ray ?? this.pressRay;
  }

  get tip(): Vector | undefined {
    return this.view?.tip;
  }

  get at(): Pointing {
    return this.ray ? { type: 'ray', ray: this.ray } : { type: 'ahead' };
  }

  /** The trigger is down, the fingers are pinched. */
  handlePress(around: Surroundings, ray = this.ray): void {
    const { actions, hand, pressables } = this.settings;
    this.pressRay = ray;
    if (!ray || this.press !== 'none' || this.touching) return;
    const hit = pressables?.pick(ray);
    if (hit !== undefined) {
      this.press = 'panel';
      pressables?.handlePointer(POINTERS[hand].ray, 'press', hit);
    } else if (actions.tool !== 'use') {
      this.press = 'tool';
      this.light(actions.tool, true);
    } else if (around.means(ray)) {
      this.press = 'thing';
    } else if (around.carries(hand)) {
      this.press = 'putDown';
    } else {
      this.press = 'floor';
    }
  }

  /** The trigger is up again. */
  handleRelease(around: Surroundings, ray = this.ray): void {
    const { actions, hand, pressables } = this.settings;
    const press = this.press;
    this.press = 'none';
    if (ray) this.pressRay = ray;
    switch (press) {
      case 'panel':
        pressables?.handlePointer(POINTERS[hand].ray, 'release', ray && pressables.pick(ray));
        break;
      case 'tool':
        this.rest();
        break;
      case 'thing':
        if (!ray || !around.means(ray)) break;
        actions.events.emit('use', { pointing: { type: 'ray', ray }, hand });
        this.settings.pulse(hand, 'touch');
        break;
      case 'putDown':
        this.letGo();
        break;
      case 'floor':
        if (ray && !this.aiming) this.aim(ray, around);
        this.land(around);
        break;
      case 'none':
        break;
    }
    this.aiming = this.thrown;
  }

  /** One picture. */
  update(view: HandView, around: Surroundings, part: Part, elapsed: number): void {
    this.view = view;
    if (view.holding === 'transient') this.pressRay = view.ray ?? this.pressRay;
    this.means = view.ray !== undefined && around.means(view.ray);
    this.touch(view);
    this.hover(view);
    this.close(view, around);
    this.buttons(view, part, elapsed);
    this.throwArc(view, around, part.throws);
  }

  /** The hand is gone: nothing stays pressed, lit or drawn. */
  lose(): void {
    this.view = undefined;
    if (this.press === 'panel') this.settings.pressables?.handlePointer(POINTERS[this.settings.hand].ray, 'release', undefined);
    this.press = 'none';
    this.aiming = this.thrown = this.closed = this.grabbed = this.means = false;
    this.rest();
    this.leave();
  }

  private hover(view: HandView): void {
    const { pressables, hand } = this.settings;
    if (!pressables || !view.ray || view.holding === 'transient') return;
    const hit = this.touching ? undefined : pressables.pick(view.ray);
    if (hit !== undefined) pressables.handlePointer(POINTERS[hand].ray, 'hover', hit);
    else if (this.over !== undefined) pressables.handlePointer(POINTERS[hand].ray, 'leave', undefined);
    this.over = hit;
    this.beam = hit?.distance;
  }

  /** Direct touch: a fingertip presses what it goes into. */
  private touch(view: HandView): void {
    const { pressables, hand } = this.settings;
    if (view.tip) this.touching = pressables?.touch(view.tip, POINTERS[hand].tip) ?? false;
    else if (this.touching) this.leave();
  }

  private leave(): void {
    const { pressables, hand } = this.settings;
    if (this.over !== undefined) pressables?.handlePointer(POINTERS[hand].ray, 'leave', undefined);
    pressables?.untouch(POINTERS[hand].tip);
    this.over = undefined;
    this.touching = false;
  }

  private close(view: HandView, around: Surroundings): void {
    const { actions, hand } = this.settings;
    const closed = view.squeeze || view.gesture === 'fist';
    if (closed === this.closed) return;
    this.closed = closed;
    if (!closed) {
      if (this.grabbed) this.letGo();
      this.grabbed = false;
      return;
    }
    this.grabbed = true;
    if (around.carries(hand) || !view.palm) return;
    actions.events.emit('grab', { hand, at: view.palm, pointing: this.at });
    this.settings.pulse(hand, 'grab');
  }

  private letGo(): void {
    const { actions, hand } = this.settings;
    actions.events.emit('release', { hand, velocity: this.view?.velocity ?? { x: 0, y: 0, z: 0 } });
    this.settings.pulse(hand, 'release');
  }

  private buttons(view: HandView, { points, alone }: Part, elapsed: number): void {
    const { events } = this.settings.actions;
    this.pointed = view.holding === 'hand' && view.gesture === 'point' && !this.touching ? this.pointed + elapsed : 0;
    if (points && this.press !== 'tool') {
      this.light('point', view.first || this.pointed > POINT_SECONDS);
      if (!alone) this.light('draw', view.second);
    }
    const menu = points ? alone && view.second && !this.secondHeld : view.first && !this.firstHeld;
    if (menu) events.emit('menu', {});
    if (!points && view.second && !this.secondHeld) events.emit('raiseHand', {});
    this.firstHeld = view.first;
    this.secondHeld = view.second;
  }

  private light(tool: 'point' | 'draw', on: boolean): void {
    if (this.lit.has(tool) === on) return;
    if (on) this.lit.add(tool);
    else this.lit.delete(tool);
    this.settings.actions.events.emit(tool, { hand: this.settings.hand, on });
  }

  /** Laser and pen go out. */
  private rest(): void {
    for (const tool of [...this.lit]) this.light(tool, false);
  }

  /** The stick pushed forward throws the arc, letting it back jumps. */
  private throwArc(view: HandView, around: Surroundings, throws: boolean): void {
    const forward = throws && view.stickY > STICK_THROW && Math.abs(view.stickX) < view.stickY;
    if (!this.thrown && forward) this.thrown = true;
    else if (this.thrown && view.stickY < STICK_LAND) {
      this.thrown = false;
      this.land(around);
    }
    this.aiming = this.thrown || this.press === 'floor';
    if (this.aiming && view.ray) this.aim(view.ray, around);
  }

  private aim(ray: Ray, around: Surroundings): void {
    const straight = this.view?.holding !== 'controller' || this.press === 'floor';
    // A ray that points at the floor means that spot; one that does not, or a pushed stick, throws.
    const spot = straight ? onFloor(ray, around.floorY) : undefined;
    const place = spot && around.canLand(spot.x, spot.z) ? this.line(ray, spot) : this.arc.solve(ray, around.floorY);
    this.landing = place && around.canLand(place.x, place.z) ? place : undefined;
  }

  private line({ origin }: Ray, spot: Vector): Vector {
    this.arc.points.set([origin.x, origin.y, origin.z, spot.x, spot.y, spot.z]);
    this.arc.length = 2;
    this.arc.landing = spot;
    return spot;
  }

  private land(around: Surroundings): void {
    const { actions, hand } = this.settings;
    const { landing } = this;
    this.landing = undefined;
    if (around.seated) actions.events.emit('stand', {});
    else if (landing) {
      actions.events.emit('teleport', { x: landing.x, z: landing.z, yaw: around.yaw });
      this.settings.pulse(hand, 'teleport');
    }
  }
}
