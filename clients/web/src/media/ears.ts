import { type Enclosure, impulseResponse, wetness } from './acoustics';
import { CLEAR_HERTZ, type Head, type Placement, plainGain } from './hearing';
import type { VoiceSound } from '../state/mouth';
import { bandsOf, levelOf } from './talking';

export interface EarsSettings {
  /** The page's sound engine; asked for when the first voice comes. */
  context(): AudioContext;
  /** Makes what a browser insists on playing a stream into. */
  element(): HTMLAudioElement;
  /** In [0, 1). */
  random: () => number;
}

/** How one listens: `spatial` for headphones, `plain` for loudspeakers, whose sound the microphone must be able to take out. */
export type ListeningMode = 'spatial' | 'plain';

interface Voice {
  track: MediaStreamTrack;
  element: HTMLAudioElement;
  source: MediaStreamAudioSourceNode;
  analyser: AnalyserNode;
  filter: BiquadFilterNode;
  gain: GainNode;
  panner: PannerNode;
  /** Whose it is. */
  who: string;
  placed: boolean;
  heard: boolean;
  level: number;
}

/** Seconds in which places and filters follow. */
const FOLLOW = 0.04;
const MUFFLE = 0.15;
const ANALYSED = 1_024;
const MEASURE_MS = 25;
const MOUTH_RANGE_METRES = 1;

/**
 * What is heard: one voice for each slot, each from its place, in the room's acoustics. A browser gives Web Audio a remote stream's sound
 * only while an element plays the stream too: silent in the spatial mode, aloud in the plain one, where echo cancellation needs it there.
 */
export class Ears {
  private audio: AudioContext | undefined;
  private voices = new Map<string, Voice>();
  private limiter: DynamicsCompressorNode | undefined;
  private dry: GainNode | undefined;
  private room: ConvolverNode | undefined;
  private wet: GainNode | undefined;
  private enclosure: Enclosure | undefined;
  private head: Head | undefined;
  private listening: ListeningMode = 'spatial';
  private readonly samples = new Float32Array(ANALYSED);
  private readonly spectrum = new Float32Array(ANALYSED / 2);
  private readonly measured = new Float32Array(2 * ANALYSED);

  constructor(private readonly settings: EarsSettings) {}

  get mode(): ListeningMode {
    return this.listening;
  }

  set mode(mode: ListeningMode) {
    this.listening = mode;
    for (const voice of this.voices.values()) {
      voice.panner.disconnect();
      voice.gain.disconnect();
      this.connect(voice);
    }
  }

  /** The receiving tracks of a new connection, by slot; those before are gone. */
  handleTracks(tracks: ReadonlyMap<string, MediaStreamTrack>): void {
    this.silence();
    for (const [mid, track] of tracks) if (track.kind === 'audio') this.voices.set(mid, this.make(track));
  }

  /** A browser lets sound out only after a person has done something. */
  resume(): void {
    if (this.audio?.state === 'suspended') void this.audio.resume();
    for (const { element } of this.voices.values()) if (element.paused) void element.play().catch(() => undefined);
  }

  handleRoom(enclosure: Enclosure | undefined): void {
    this.enclosure = enclosure;
    this.build();
  }

  /** Where one's own head is and looks. */
  listen(head: Head): void {
    this.head = head;
    const listener = this.audio?.listener;
    if (!listener || !this.audio) return;
    const { x, y, z, forward, up } = head;
    if (listener.positionX === undefined) {
      // Firefox knows only the older calls.
      listener.setPosition(x, y, z);
      listener.setOrientation(forward.x, forward.y, forward.z, up.x, up.y, up.z);
      return;
    }
    const at = this.audio.currentTime;
    for (const [parameter, value] of [
      [listener.positionX, x],
      [listener.positionY, y],
      [listener.positionZ, z],
      [listener.forwardX, forward.x],
      [listener.forwardY, forward.y],
      [listener.forwardZ, forward.z],
      [listener.upX, up.x],
      [listener.upY, up.y],
      [listener.upZ, up.z],
    ] as const) {
      parameter.setTargetAtTime(value, at, FOLLOW);
    }
  }

  /** Whose voice is in a slot and where it comes from now; without a place it is not heard. */
  place(mid: string, who: string, placement: Placement | undefined): void {
    const voice = this.voices.get(mid);
    if (!voice || !this.audio) return;
    if (who !== voice.who) {
      voice.who = who;
      voice.placed = false;
    }
    const at = this.audio.currentTime;
    voice.heard = placement !== undefined && placement.gain > 0;
    voice.gain.gain.setTargetAtTime(placement?.gain ?? 0, at, MUFFLE);
    if (!placement) {
      voice.placed = false;
      voice.element.volume = 0;
      return;
    }
    const { panner } = voice;
    panner.rolloffFactor = placement.rolloff;
    voice.filter.frequency.setTargetAtTime(placement.cutoff, at, voice.placed ? MUFFLE : 0.001);
    for (const [parameter, value] of [
      [panner.positionX, placement.x],
      [panner.positionY, placement.y],
      [panner.positionZ, placement.z],
    ] as const) {
      // Somebody else's voice in this slot begins where they are and does not fly there.
      if (voice.placed) parameter.setTargetAtTime(value, at, FOLLOW);
      else parameter.setValueAtTime(value, at);
    }
    voice.placed = true;
    if (this.head) voice.element.volume = Math.min(1, plainGain(this.head, placement));
  }

  /** How loud the voice of a slot is now, root mean square of full scale. */
  level(mid: string): number {
    const voice = this.voices.get(mid);
    if (!voice?.heard) return 0;
    voice.analyser.getFloatTimeDomainData(this.samples);
    const now = levelOf(this.samples);
    // A mouth closes a little slower than it opens.
    voice.level = now > voice.level ? now : voice.level * 0.7 + now * 0.3;
    return voice.level;
  }

  /** What a slot's voice sounds like now: for the lips of whose it is. */
  sound(mid: string): VoiceSound {
    const level = this.level(mid);
    const voice = this.voices.get(mid);
    if (!voice || level === 0) return { level: 0, low: 0, middle: 0, high: 0 };
    voice.analyser.getFloatFrequencyData(this.spectrum);
    return { level, ...bandsOf(this.spectrum, voice.analyser.context.sampleRate) };
  }

  close(): void {
    this.silence();
    this.room?.disconnect();
    this.limiter?.disconnect();
    this.audio = undefined;
  }

  /** The slots that have a track. */
  get slots(): readonly string[] {
    return [...this.voices.keys()];
  }

  /** How loud all of it is, left and right: root mean square over a time. For tests. */
  async measure(milliseconds: number): Promise<{ left: number; right: number }> {
    const { audio, limiter } = this;
    if (!audio || !limiter) return { left: 0, right: 0 };
    const splitter = audio.createChannelSplitter(2);
    limiter.connect(splitter);
    const ears = [0, 1].map((side) => {
      const analyser = audio.createAnalyser();
      splitter.connect(analyser, side);
      return analyser;
    });
    const sums = [0, 0];
    const looks = Math.max(1, Math.round(milliseconds / MEASURE_MS));
    for (let i = 0; i < looks; i++) {
      await new Promise((resolve) => setTimeout(resolve, MEASURE_MS));
      ears.forEach((ear, side) => {
        ear.getFloatTimeDomainData(this.measured);
        sums[side]! += levelOf(this.measured) ** 2;
      });
    }
    limiter.disconnect(splitter);
    return { left: Math.sqrt(sums[0]! / looks), right: Math.sqrt(sums[1]! / looks) };
  }

  private get context(): AudioContext {
    if (this.audio) return this.audio;
    const audio = (this.audio = this.settings.context());
    const limiter = (this.limiter = audio.createDynamicsCompressor());
    limiter.connect(audio.destination);
    this.dry = audio.createGain();
    this.dry.connect(limiter);
    this.wet = audio.createGain();
    this.wet.connect(limiter);
    this.build();
    return audio;
  }

  private build(): void {
    const { audio, wet, enclosure } = this;
    if (!audio || !wet) return;
    this.room?.disconnect();
    this.room = undefined;
    if (enclosure) {
      const room = (this.room = audio.createConvolver());
      const [left, right] = impulseResponse(enclosure, audio.sampleRate, this.settings.random);
      const buffer = audio.createBuffer(2, left.length, audio.sampleRate);
      buffer.copyToChannel(left, 0);
      buffer.copyToChannel(right, 1);
      room.normalize = false;
      room.buffer = buffer;
      room.connect(wet);
      wet.gain.value = wetness(enclosure);
    }
    for (const voice of this.voices.values()) {
      voice.gain.disconnect();
      this.connect(voice);
    }
  }

  private make(track: MediaStreamTrack): Voice {
    const audio = this.context;
    const stream = new MediaStream([track]);
    const element = this.settings.element();
    element.srcObject = stream;
    element.muted = true;
    void element.play().catch(() => undefined);
    const source = audio.createMediaStreamSource(stream);
    const analyser = audio.createAnalyser();
    analyser.fftSize = ANALYSED;
    analyser.smoothingTimeConstant = 0.5;
    const filter = audio.createBiquadFilter();
    filter.type = 'lowpass';
    filter.frequency.value = CLEAR_HERTZ;
    const gain = audio.createGain();
    gain.gain.value = 0;
    const panner = audio.createPanner();
    panner.panningModel = 'HRTF';
    panner.distanceModel = 'inverse';
    panner.refDistance = MOUTH_RANGE_METRES;
    source.connect(analyser);
    source.connect(filter);
    filter.connect(gain);
    const voice: Voice = { track, element, source, analyser, filter, gain, panner, who: '', placed: false, heard: false, level: 0 };
    this.connect(voice);
    return voice;
  }

  private connect(voice: Voice): void {
    const spatial = this.listening === 'spatial';
    voice.element.muted = spatial;
    if (!spatial) return;
    voice.gain.connect(voice.panner);
    if (this.dry) voice.panner.connect(this.dry);
    // The room answers from everywhere, however far the voice.
    if (this.room) voice.gain.connect(this.room);
  }

  private silence(): void {
    for (const { element, source, filter, gain, panner } of this.voices.values()) {
      element.pause();
      element.srcObject = null;
      for (const node of [source, filter, gain, panner]) node.disconnect();
    }
    this.voices = new Map();
  }
}
