/** Something worth a quiet sound. */
export type Cue = 'entered' | 'microphoneOn' | 'microphoneOff' | 'lost' | 'back';

interface Note {
  hertz: number;
  /** Seconds from the beginning of the cue. */
  at: number;
  seconds: number;
}

const LOUDNESS = 0.07;
const ATTACK_SECONDS = 0.012;
/** People who come together are told of once. */
const ENTERED_PAUSE_MS = 3_000;
/** Until one has seen who is in a room that one has just entered. */
const LOOK_ROUND_MS = 2_000;

/** Up is on and back, down is off and gone; a guest is two bells. */
export const NOTES: Record<Cue, readonly Note[]> = {
  entered: [
    { hertz: 659.25, at: 0, seconds: 0.5 },
    { hertz: 880, at: 0.14, seconds: 0.7 },
  ],
  microphoneOn: [
    { hertz: 523.25, at: 0, seconds: 0.1 },
    { hertz: 783.99, at: 0.08, seconds: 0.16 },
  ],
  microphoneOff: [
    { hertz: 783.99, at: 0, seconds: 0.1 },
    { hertz: 523.25, at: 0.08, seconds: 0.16 },
  ],
  lost: [
    { hertz: 440, at: 0, seconds: 0.25 },
    { hertz: 329.63, at: 0.2, seconds: 0.5 },
  ],
  back: [
    { hertz: 329.63, at: 0, seconds: 0.2 },
    { hertz: 440, at: 0.16, seconds: 0.2 },
    { hertz: 659.25, at: 0.32, seconds: 0.5 },
  ],
};

/** Plays a cue, made of pure tones on the spot. */
export function playCue(audio: AudioContext, cue: Cue): void {
  if (audio.state !== 'running') return;
  for (const { hertz, at, seconds } of NOTES[cue]) {
    const from = audio.currentTime + at;
    const tone = audio.createOscillator();
    const loudness = audio.createGain();
    tone.frequency.value = hertz;
    loudness.gain.setValueAtTime(0, from);
    loudness.gain.linearRampToValueAtTime(LOUDNESS, from + ATTACK_SECONDS);
    loudness.gain.exponentialRampToValueAtTime(0.0005, from + seconds);
    tone.connect(loudness).connect(audio.destination);
    tone.start(from);
    tone.stop(from + seconds + 0.05);
  }
}

/** Notices that somebody came into the room one is in. Whoever was there before oneself is no news. */
export class Arrivals {
  private room = -1;
  private known = new Set<string>();
  private enteredAt = -Infinity;
  private toldAt = -Infinity;

  /** Takes the keys of the people in one's room; answers whether to say that somebody came. */
  handlePeople(room: number, keys: readonly string[], now: number): boolean {
    if (room !== this.room) this.enteredAt = now;
    this.room = room;
    const fresh = now - this.enteredAt >= LOOK_ROUND_MS && keys.some((key) => !this.known.has(key));
    this.known = new Set(keys);
    if (!fresh || now - this.toldAt < ENTERED_PAUSE_MS) return false;
    this.toldAt = now;
    return true;
  }
}
