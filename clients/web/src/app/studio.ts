import { type Cue, playCue } from '../media/cues';
import { type Chosen, Devices } from '../media/devices';
import type { ListeningMode } from '../media/ears';
import { meterOn, Microphone } from '../media/microphone';

/** What of the preferences concerns sound and pictures. */
export interface StudioChoices extends Chosen {
  listening: ListeningMode;
  /** Whether happenings are told by soft signals. */
  cues: boolean;
}

/** This device's ears, mouth and face: microphone, camera, sound engine. Lives as long as the page, so that what was checked before entering goes along. */
export class Studio {
  readonly devices: Devices;
  readonly microphone: Microphone;
  private engine: AudioContext | undefined;

  constructor(
    readonly choices: StudioChoices,
    /** The choices changed and should be kept. */
    readonly keep: () => void,
  ) {
    // Undefined on pages that are neither on https nor on this machine.
    const browser = navigator.mediaDevices as MediaDevices | undefined;
    this.devices = new Devices(browser, choices);
    this.microphone = new Microphone({
      devices: this.devices,
      meter: (track) => meterOn(this.audio, track),
      copy: (track) => track.clone(),
    });
    for (const happening of ['pointerdown', 'keydown'] as const) {
      window.addEventListener(happening, () => {
        this.resume();
      });
    }
  }

  /** Made when first needed: a browser makes it silent before a person has done something. */
  get audio(): AudioContext {
    return (this.engine ??= new AudioContext({ latencyHint: 'interactive' }));
  }

  resume(): void {
    if (this.engine?.state === 'suspended') void this.engine.resume();
  }

  /** A soft chord, first left, then right, then both: whoever listens knows that the right ear is on the right side. */
  playTone(): void {
    const { audio } = this;
    void audio.resume();
    TONES.forEach(({ hertz, side }, i) => {
      const from = audio.currentTime + 0.05 + i * 0.55;
      const tone = audio.createOscillator();
      const loudness = audio.createGain();
      const panner = audio.createStereoPanner();
      tone.frequency.value = hertz;
      panner.pan.value = side;
      loudness.gain.setValueAtTime(0, from);
      loudness.gain.linearRampToValueAtTime(0.22, from + 0.04);
      loudness.gain.exponentialRampToValueAtTime(0.001, from + 0.9);
      tone.connect(loudness).connect(panner).connect(audio.destination);
      tone.start(from);
      tone.stop(from + 1);
    });
  }

  cue(cue: Cue): void {
    if (this.choices.cues) playCue(this.audio, cue);
  }

  /** The visit is over: every light goes out. */
  rest(): void {
    this.microphone.muted = true;
    this.devices.stopAll();
  }
}

const TONES = [
  { hertz: 523.25, side: -0.9 },
  { hertz: 659.25, side: 0.9 },
  { hertz: 783.99, side: 0 },
] as const;
