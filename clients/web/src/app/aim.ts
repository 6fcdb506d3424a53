import type { Ray, Vector } from '../base/space';
import type { Pointing } from '../input/actions';
import type { Locale } from '../locale/locale';
import type { Stage } from '../scene/stage';
import { along, bestTarget, REACH, type Target, targets } from '../state/interact';
import type { World } from '../state/world';

/** The point of a click may be farther off than what E offers: one walks there in the mind's eye. */
const CLICK_REACH = { door: REACH.door, seat: REACH.seat, item: REACH.item, hand: REACH.hand };

/** What can be used now: what the pointer is on, or else what one stands before. */
export class Aim {
  target: Target | undefined;
  private hover: { x: number; y: number } | undefined;

  constructor(
    private readonly world: World,
    private readonly stage: Stage,
    private readonly locale: Locale,
  ) {}

  handleHover(x: number, y: number): void {
    this.hover = { x, y };
  }

  /** What somebody points at, if it can be used from here. */
  of(pointing: Pointing): Target | undefined {
    if (pointing.type === 'ahead') return this.target;
    return along(this.rayOf(pointing), targets(this.world, CLICK_REACH));
  }

  /** Where somebody points, as a ray in the hospital plan. */
  rayOf(pointing: Pointing): Ray {
    switch (pointing.type) {
      case 'ray':
        return pointing.ray;
      case 'picture':
        return this.stage.rayAt(pointing.x, pointing.y);
      case 'ahead':
        return this.stage.rayAhead();
    }
  }

  /** The item or door that a hand at this place can close on. */
  within(hand: Vector, reach: number): Target | undefined {
    let best: Target | undefined;
    let least = reach;
    for (const target of targets(this.world)) {
      if (target.type === 'seat' || target.type === 'stand') continue;
      const distance = Math.hypot(target.x - hand.x, target.y - hand.y, target.z - hand.z);
      if (distance >= least) continue;
      least = distance;
      best = target;
    }
    return best;
  }

  /** Somebody with a headset points at this. */
  take(target: Target | undefined): void {
    this.target = target;
  }

  /** Looks again; tells whether the pointer is on something. */
  update(touch: boolean): boolean {
    const hovered = this.hover && !touch ? this.of({ type: 'picture', ...this.hover }) : undefined;
    this.target = hovered ?? bestTarget(this.world);
    return hovered !== undefined;
  }

  /** What using the target would do, in words. */
  words(): string | undefined {
    const { locale, target } = this;
    switch (target?.type) {
      case undefined:
        return undefined;
      case 'door':
        return locale.text(target?.open ? 'hint.closeDoor' : 'hint.openDoor');
      case 'seat':
        return locale.text('hint.sit');
      case 'stand':
        return locale.text('hint.stand');
      case 'take':
        return locale.text('hint.take', { item: locale.pick(this.world.hospital.models[target.model]?.name?.byLanguage), name: this.world.nameOf(target.slot) || locale.text('chat.someone') });
      case 'shake':
        return locale.text('hint.shake', { name: this.world.nameOf(target.slot) || locale.text('chat.someone') });
      case 'item':
        return locale.text('hint.pickUp', { item: locale.pick(this.world.hospital.models[target.model]?.name?.byLanguage) });
    }
  }
}
