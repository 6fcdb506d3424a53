import type { Locale } from '../locale/locale';
import type { Stage } from '../scene/stage';
import { bestTarget, REACH, type Target, targets } from '../state/interact';
import type { World } from '../state/world';

/** The point of a click may be farther off than what E offers: one walks there in the mind's eye. */
const CLICK_REACH = { door: REACH.door, seat: REACH.seat, item: REACH.item };

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

  /** What is under a point of the picture. */
  at(x: number, y: number): Target | undefined {
    return this.stage.pick(x, y, targets(this.world, CLICK_REACH));
  }

  /** Looks again; tells whether the pointer is on something. */
  update(touch: boolean): boolean {
    const hovered = this.hover && !touch ? this.at(this.hover.x, this.hover.y) : undefined;
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
      case 'item':
        return locale.text('hint.pickUp', { item: locale.pick(this.world.hospital.models[target.model]?.name?.byLanguage) });
    }
  }
}
