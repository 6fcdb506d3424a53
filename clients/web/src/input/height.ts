import { SEATED_EYE, STANDING_EYE } from '../state/pose';

/** Eyes lower than this above the real floor belong to somebody who sits. Metres. */
const SITTING_BELOW = 1.35;
const MOST_LIFT = 1.1;
/** Seconds in which the floor comes up or down. */
const EASE = 0.18;

export interface HeightQuestion {
  /** The eyes above the real floor, metres, as measured now. */
  eye: number;
  posture: 'standing' | 'seated';
  /** Whether the body sits on a seat of the room. */
  seated: boolean;
}

/** How far the real floor lies above (or below) the room's, so that who sits at home can stand here, and who stands there can sit here. */
export class Height {
  lift = 0;
  private wanted = 0;
  private seated: boolean | undefined;
  private posture: HeightQuestion['posture'] | undefined;

  /** Asks again from the height of the eyes now, as when somebody says "this is how I sit". */
  calibrate({ eye, posture, seated }: HeightQuestion): void {
    this.seated = seated;
    this.posture = posture;
    const sits = eye < SITTING_BELOW;
    let lift = 0;
    if (seated) lift = sits && posture === 'standing' ? 0 : SEATED_EYE - eye;
    else if (posture === 'seated') lift = STANDING_EYE - eye;
    this.wanted = Math.max(-MOST_LIFT, Math.min(MOST_LIFT, lift));
  }

  /** The person begins anew: the next question is a calibration. */
  forget(): void {
    this.posture = undefined;
  }

  /** Answers the lift, metres, on its way to what it should be. `blinked`: the eyes are closed, it may jump. */
  update(question: HeightQuestion, elapsed: number, blinked: boolean): number {
    if (question.seated !== this.seated || question.posture !== this.posture) this.calibrate(question);
    this.lift += (this.wanted - this.lift) * (blinked ? 1 : 1 - Math.exp(-elapsed / EASE));
    if (Math.abs(this.lift - this.wanted) < 0.001) this.lift = this.wanted;
    return this.lift;
  }
}
