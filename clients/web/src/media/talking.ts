/** Above this level somebody talks; below the lower one they may have stopped. Root mean square of full scale 1. */
const BEGINS = 0.02;
const ENDS = 0.01;
/** A breath between words is not the end. Milliseconds. */
const HANG_MS = 600;
/** A cough is not talking: this long it must go on. */
const ONSET_MS = 120;
/** Whoever talks this long into a closed microphone wants to be told. */
const HINT_AFTER_MS = 900;
const HINT_PAUSE_MS = 20_000;

/** Tells from a microphone's level whether its owner talks. */
export class Talking {
  private since = -1;
  private loudAt = -Infinity;
  private talks = false;

  get isTalking(): boolean {
    return this.talks;
  }

  /** Takes a level at a time in milliseconds; answers whether the verdict changed. */
  handleLevel(level: number, now: number): boolean {
    if (level >= (this.talks ? ENDS : BEGINS)) {
      if (this.since < 0 || now - this.loudAt > HANG_MS) this.since = now;
      this.loudAt = now;
    }
    const before = this.talks;
    if (now - this.loudAt > HANG_MS) {
      this.talks = false;
      this.since = -1;
    } else if (this.since >= 0 && this.loudAt - this.since >= ONSET_MS) {
      this.talks = true;
    }
    return before !== this.talks;
  }

  /** The microphone was taken away. */
  reset(): void {
    this.since = -1;
    this.loudAt = -Infinity;
    this.talks = false;
  }
}

/** Decides when to say "your microphone is off": to somebody who talks into it, and not again and again. */
export class MutedHint {
  private since = -1;
  private saidAt = -Infinity;

  /** Answers whether to say it now. */
  update(muted: boolean, talking: boolean, now: number): boolean {
    if (!muted || !talking) {
      this.since = -1;
      return false;
    }
    if (this.since < 0) this.since = now;
    if (now - this.since < HINT_AFTER_MS || now - this.saidAt < HINT_PAUSE_MS) return false;
    this.saidAt = now;
    return true;
  }
}

/** Root mean square of a piece of sound. */
export function levelOf(samples: Float32Array): number {
  let sum = 0;
  for (const sample of samples) sum += sample * sample;
  return Math.sqrt(sum / Math.max(1, samples.length));
}

/** A level as a share of a meter, 0 to 1: 60 dB of it. */
export function meterOf(level: number): number {
  return level <= 0 ? 0 : Math.min(1, Math.max(0, 1 + (20 * Math.log10(level)) / 60));
}

/** Hertz between which open vowels, bright vowels and hissing are told apart. */
const BANDS = [150, 900, 2_800, 8_000] as const;

/** How a sound's power is shared out from deep to high, by its spectrum in decibels. Bins are evenly spaced up to half the sample rate. */
export function bandsOf(decibels: Float32Array, sampleRate: number): { low: number; middle: number; high: number } {
  const sums = [0, 0, 0];
  const width = sampleRate / 2 / decibels.length;
  for (let band = 0; band < 3; band++) {
    const end = Math.min(decibels.length, Math.ceil(BANDS[band + 1]! / width));
    for (let bin = Math.ceil(BANDS[band]! / width); bin < end; bin++) if (decibels[bin]! > -120) sums[band]! += 10 ** (decibels[bin]! / 20);
  }
  const [low, middle, high] = sums as [number, number, number];
  const sum = low + middle + high || 1;
  return { low: low / sum, middle: middle / sum, high: high / sum };
}
