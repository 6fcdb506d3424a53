import type { Ray, Vector } from '../base/space';
import { clamp } from '../base/angles';
import type { Actions, Hand, Pointing, Source, Touch } from './actions';
import type { Comfort } from './comfort';
import { Grip } from './grip';
import type { HandView, Pressables, Surroundings } from './hands';
import { Turning } from './turning';

const WALK = 1.5;
const RUN = 2.6;
const DEAD = 0.15;
/** Seconds to reach the wanted speed. */
const EASE = 0.12;
const HANDS = ['left', 'right'] as const;

export interface HeadsetControlsSettings {
  actions: Actions;
  comfort: Comfort;
  pressables?: Pressables<{ distance: number }>;
  pulse(hand: Hand, touch: Touch): void;
}

/** Controllers, bare hands and pinches turned into the same actions that keys and mouse give. Told of each picture; knows neither device nor engine. */
export class HeadsetControls implements Source {
  readonly grips: Readonly<Record<Hand, Grip>>;
  private readonly turning = new Turning();
  private readonly views = new Map<Hand, HandView>();
  private around: Surroundings | undefined;
  private speedRight = 0;
  private speedForward = 0;

  constructor(private readonly settings: HeadsetControlsSettings) {
    const grip = (hand: Hand) => new Grip({ hand, actions: settings.actions, pressables: settings.pressables, pulse: (which, touch) => { settings.pulse(which, touch); } });
    this.grips = { left: grip('left'), right: grip('right') };
  }

  /** One picture: the hands there are. A hand that is missing lets go. */
  handlePicture(hands: readonly HandView[], around: Surroundings, elapsed: number): void {
    this.around = around;
    for (const hand of HANDS) {
      const view = hands.find((it) => it.hand === hand);
      const known = this.views.has(hand);
      if (view) {
        this.views.set(hand, view);
      } else if (known) {
        this.views.delete(hand);
        this.grips[hand].lose();
      }
    }
    for (const [hand, view] of this.views) {
      const alone = this.isAlone(hand);
      this.grips[hand].update(view, around, { points: alone || hand === this.settings.comfort.hand, alone, throws: !this.isWalking(hand) }, elapsed);
    }
  }

  /** `ray`: where the eyes or the hand pointed at that moment, if the device says so. */
  handlePress(hand: Hand, ray?: Ray): void {
    if (this.around) this.grips[hand].handlePress(this.around, ray);
  }

  handleRelease(hand: Hand, ray?: Ray): void {
    if (this.around) this.grips[hand].handleRelease(this.around, ray);
  }

  /** The headset was taken off, or a system menu is over everything. */
  handleHidden(): void {
    for (const hand of HANDS) this.grips[hand].lose();
    this.views.clear();
    this.speedRight = this.speedForward = 0;
  }

  turn(elapsed: number): number {
    const { comfort } = this.settings;
    let x = 0;
    for (const [hand, view] of this.views) {
      if (!view.hasStick || (this.isWalking(hand) && !this.isAlone(hand))) continue;
      if (Math.abs(view.stickX) > Math.abs(x) && Math.abs(view.stickX) > Math.abs(view.stickY)) x = view.stickX;
    }
    return this.turning.update(x, elapsed, comfort);
  }

  speed(elapsed: number): { right: number; forward: number } {
    let right = 0;
    let forward = 0;
    for (const [hand, view] of this.views) {
      if (!view.hasStick || !this.isWalking(hand)) continue;
      const length = Math.hypot(view.stickX, view.stickY);
      if (length < DEAD) continue;
      const speed = clamp((length - DEAD) / (0.9 - DEAD), 0, 1) * (length > 0.97 ? RUN : WALK);
      // Alone, the stick's other way turns.
      right = this.isAlone(hand) ? 0 : (view.stickX / length) * speed;
      forward = (view.stickY / length) * speed;
    }
    if (forward > 0.5 && this.around?.seated) this.settings.actions.events.emit('stand', {});
    const ease = 1 - Math.exp(-elapsed / EASE);
    this.speedRight += (right - this.speedRight) * ease;
    this.speedForward += (forward - this.speedForward) * ease;
    if (right === 0 && forward === 0 && Math.hypot(this.speedRight, this.speedForward) < 0.03) this.speedRight = this.speedForward = 0;
    return { right: this.speedRight, forward: this.speedForward };
  }

  pointing(hand: Hand): Pointing {
    return this.grips[hand].at;
  }

  tip(hand: Hand): Vector | undefined {
    return this.grips[hand].tip;
  }

  pulse(hand: Hand, touch: Touch): void {
    this.settings.pulse(hand, touch);
  }

  /** Whether this hand's stick glides, and so throws no arc. */
  private isWalking(hand: Hand): boolean {
    return this.settings.comfort.move === 'smooth' && (hand !== this.settings.comfort.hand || this.isAlone(hand));
  }

  private isAlone(hand: Hand): boolean {
    for (const other of this.views.keys()) if (other !== hand) return false;
    return true;
  }
}
