import { Emitter } from '../base/emitter';

/** How much is drawn, from most to least. */
export const TIERS = ['high', 'medium', 'low', 'least'] as const;
export type Tier = (typeof TIERS)[number];

/** What a person may choose; `auto` goes by how long pictures take. */
export const QUALITY_CHOICES = ['auto', 'high', 'medium', 'low'] as const;
export type QualityChoice = (typeof QUALITY_CHOICES)[number];

/** What a tier stands for. Who draws asks this, and never for the tier's name. */
export interface Detail {
  /** Upper bound of the picture's pixels to a CSS pixel; of a headset's own resolution, the part that is drawn. */
  pixelRatio: number;
  framebufferScale: number;
  /** Whether the sun's shadows have soft edges. */
  softShadows: boolean;
  /** Whether a room beyond a threshold, or a garden beyond a pane, is drawn finely when one is near. */
  fineBeyond: boolean;
  /** Up to this many metres people are drawn in full. */
  avatarMetres: number;
  mirror: boolean;
}

export const DETAILS: Record<Tier, Detail> = {
  high: { pixelRatio: 2, framebufferScale: 1, softShadows: true, fineBeyond: true, avatarMetres: 8, mirror: true },
  medium: { pixelRatio: 1.25, framebufferScale: 0.9, softShadows: true, fineBeyond: true, avatarMetres: 5, mirror: true },
  low: { pixelRatio: 0.9, framebufferScale: 0.8, softShadows: false, fineBeyond: false, avatarMetres: 3, mirror: false },
  least: { pixelRatio: 0.6, framebufferScale: 0.7, softShadows: false, fineBeyond: false, avatarMetres: 2, mirror: false },
};

/** Pictures are judged together, so many seconds of them and at least so many pictures. */
const WINDOW_SECONDS = 1.5;
const WINDOW_PICTURES = 20;
/** A picture longer than this says that the page was not looked at, and nothing of the machine. Seconds. */
const PAUSE_SECONDS = 0.5;
/** The mean may be this much over what the display asks for. */
const SLOW = 1.3;
const FINE = 1.08;
/** So many slow windows in a row take a tier away: one or two may be something that was built. */
const SLOW_WINDOWS = 3;
/** After this long without a slow window, more is tried. Seconds. */
const CALM_SECONDS = 20;
/** A tier that was tried and was too much is not tried again: what flickers is worse than what is plain. */
const TRIES = 1;

interface QualityEvents {
  tier: { tier: Tier };
}

/**
 * Chooses how much is drawn by how long pictures take. Goes down when pictures are late for a while, tries more after a long calm, and
 * gives each tier up for the visit once it has been too much again: it changes a bounded number of times, whatever the times do.
 */
export class Quality {
  readonly events = new Emitter<QualityEvents>();
  private at = 0;
  /** No tier above this one is tried any more. */
  private ceiling = 0;
  private readonly tries = TIERS.map(() => 0);
  private seconds = 0;
  private pictures = 0;
  private slowWindows = 0;
  private calm = 0;

  /** @param goal seconds a picture may take: what the display asks for. */
  constructor(
    private wanted: QualityChoice,
    private goal = 1 / 60,
  ) {
    if (wanted !== 'auto') this.at = TIERS.indexOf(wanted);
  }

  get tier(): Tier {
    return TIERS[this.at]!;
  }

  get detail(): Detail {
    return DETAILS[this.tier];
  }

  get choice(): QualityChoice {
    return this.wanted;
  }

  /** What a person chose holds until they choose again. */
  choose(choice: QualityChoice): void {
    this.wanted = choice;
    this.ceiling = 0;
    this.tries.fill(0);
    this.restart();
    this.go(choice === 'auto' ? this.at : TIERS.indexOf(choice));
  }

  /** Another display is drawn on, such as a headset's: what was learnt of the other does not hold. */
  handleDisplay(goal: number): void {
    this.goal = goal;
    this.ceiling = 0;
    this.tries.fill(0);
    this.restart();
  }

  /** Something is being loaded or built: what takes long now says nothing. */
  handleBusy(): void {
    this.restart();
  }

  /** A picture came this long after the one before. */
  handlePicture(elapsed: number): void {
    if (this.wanted !== 'auto') return;
    if (elapsed > PAUSE_SECONDS) {
      this.restart();
      return;
    }
    this.seconds += elapsed;
    this.pictures++;
    if (this.seconds < WINDOW_SECONDS || this.pictures < WINDOW_PICTURES) return;
    const mean = this.seconds / this.pictures;
    const passed = this.seconds;
    this.seconds = this.pictures = 0;
    if (mean > this.goal * SLOW) this.handleSlow();
    else if (mean < this.goal * FINE) this.handleFine(passed);
    else this.slowWindows = 0;
  }

  private handleSlow(): void {
    this.calm = 0;
    if (++this.slowWindows < SLOW_WINDOWS) return;
    this.slowWindows = 0;
    if (this.tries[this.at]! >= TRIES) this.ceiling = Math.max(this.ceiling, this.at + 1);
    this.go(Math.min(TIERS.length - 1, this.at + 1));
  }

  private handleFine(passed: number): void {
    this.slowWindows = 0;
    this.calm += passed;
    if (this.calm < CALM_SECONDS || this.at <= this.ceiling) return;
    this.calm = 0;
    this.tries[this.at - 1]!++;
    this.go(this.at - 1);
  }

  private restart(): void {
    this.seconds = this.pictures = this.slowWindows = this.calm = 0;
  }

  private go(to: number): void {
    if (to === this.at) return;
    this.at = to;
    this.events.emit('tier', { tier: this.tier });
  }
}
