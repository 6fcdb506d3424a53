/** What is heard of a voice now: root mean square of full scale, and how its sound is shared out from deep to high, 0 to 1 each. */
export interface VoiceSound {
  level: number;
  /** Below about 900 Hz: open vowels. */
  low: number;
  /** To about 2,800 Hz: what makes an e or an i. */
  middle: number;
  /** Above: s, sh, f. */
  high: number;
}

/** Opening 0 to 1; width from -1, rounded, to 1, spread. */
export interface MouthShape {
  open: number;
  wide: number;
}

/** The decibels from a whisper to a wide open mouth. */
const RANGE_DB = 40;
const LOUD = 0.25;
/** Lips open fast and close a little slower, seconds. */
const OPENS = 0.04;
const CLOSES = 0.075;
const WIDENS = 0.07;
/** A mouth may not open faster than this, in openings a second: faster looks torn. */
export const FASTEST = 14;

/** A level as an opening, 0 to 1. */
export function openness(level: number): number {
  return level <= 0 ? 0 : Math.min(1, Math.max(0, 1 + (20 * Math.log10(level / LOUD)) / RANGE_DB));
}

export function shapeOf(sound: VoiceSound, out: MouthShape): MouthShape {
  const loud = openness(sound.level);
  const sum = sound.low + sound.middle + sound.high;
  if (sum <= 0) {
    out.open = loud;
    out.wide = 0;
    return out;
  }
  const hiss = sound.high / sum;
  const bright = sound.middle / sum;
  // Hissing goes through nearly closed teeth; deep sound without brightness rounds the lips.
  out.open = loud * (1 - 0.75 * hiss);
  out.wide = loud === 0 ? 0 : Math.min(1, Math.max(-1, 2.2 * (bright + hiss) - 0.7));
  return out;
}

/** A mouth that follows a voice without tearing. */
export class Mouth {
  open = 0;
  wide = 0;
  private readonly wanted: MouthShape = { open: 0, wide: 0 };

  /**
   * @param sound what is heard, or undefined for somebody who talks and is not heard, or is silent
   * @param talking they talk, though one may not hear it: then the mouth goes by syllables
   */
  update(elapsed: number, seconds: number, sound: VoiceSound | undefined, talking: boolean): void {
    if (sound && sound.level > 0) shapeOf(sound, this.wanted);
    else syllables(talking ? seconds : -1, this.wanted);
    const toward = this.wanted.open - this.open;
    const eased = toward * (1 - Math.exp(-elapsed / (toward > 0 ? OPENS : CLOSES)));
    const most = FASTEST * elapsed;
    this.open += Math.min(most, Math.max(-most, eased));
    this.wide += (this.wanted.wide - this.wide) * (1 - Math.exp(-elapsed / WIDENS));
  }
}

/** About five syllables a second, none quite like the other. */
function syllables(seconds: number, out: MouthShape): void {
  out.open = seconds < 0 ? 0 : Math.abs(Math.sin(seconds * 15) * Math.sin(seconds * 6.3 + 1)) * 0.8;
  out.wide = seconds < 0 ? 0 : 0.5 * Math.sin(seconds * 4.1);
}
