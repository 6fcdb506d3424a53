import { Emitter } from '../base/emitter';
import type { Devices } from './devices';
import { levelOf, MutedHint, Talking } from './talking';

/** Reads how loud a track is. */
export interface LevelMeter {
  /** Root mean square of full scale now. */
  read(): number;
  close(): void;
}

export interface MicrophoneSettings {
  devices: Devices;
  meter(track: MediaStreamTrack): LevelMeter;
  /** Sends nothing but silence while not enabled; the original stays open, so that its owner can be told they talk unheard. */
  copy(track: MediaStreamTrack): MediaStreamTrack;
}

interface MicrophoneEvents {
  /** What is to be sent; null for nothing. */
  track: { track: MediaStreamTrack | null };
  /** What others may know. */
  voice: { muted: boolean; talking: boolean };
  /** Somebody talks into a microphone that is off. */
  mutedTalk: object;
}

/** One's own microphone: open or muted, and whether its owner talks. It begins muted. */
export class Microphone {
  readonly events = new Emitter<MicrophoneEvents>();
  private readonly talking = new Talking();
  private readonly hint = new MutedHint();
  private meter: LevelMeter | undefined;
  private sent: MediaStreamTrack | undefined;
  private closed = true;
  private told = '';
  private heard = 0;
  private readonly off: () => void;

  constructor(private readonly settings: MicrophoneSettings) {
    this.off = settings.devices.events.on('changed', ({ source }) => {
      if (source === 'microphone') this.handleDevice();
    });
    this.handleDevice();
  }

  get isMuted(): boolean {
    return this.closed || !this.sent;
  }

  /** What is to be sent now. */
  get track(): MediaStreamTrack | undefined {
    return this.sent;
  }

  get isTalking(): boolean {
    return !this.isMuted && this.talking.isTalking;
  }

  /** Root mean square of full scale, also while muted. */
  get level(): number {
    return this.heard;
  }

  set muted(muted: boolean) {
    this.closed = muted;
    if (this.sent) this.sent.enabled = !muted;
    this.tell();
  }

  /** Looks at the level; to be called some times a second, with a time in milliseconds. */
  update(now: number): void {
    if (!this.meter) return;
    this.heard = this.meter.read();
    this.talking.handleLevel(this.heard, now);
    if (this.hint.update(this.closed, this.talking.isTalking, now)) this.events.emit('mutedTalk', {});
    this.tell();
  }

  /** Says again what others may know: the line is new. */
  repeat(): void {
    this.told = '';
    this.tell();
  }

  dispose(): void {
    this.off();
    this.meter?.close();
    this.sent?.stop();
    this.meter = this.sent = undefined;
  }

  private handleDevice(): void {
    this.meter?.close();
    this.sent?.stop();
    this.meter = this.sent = undefined;
    this.talking.reset();
    this.heard = 0;
    const track = this.settings.devices.track('microphone');
    if (track) {
      this.meter = this.settings.meter(track);
      this.sent = this.settings.copy(track);
      this.sent.enabled = !this.closed;
    }
    this.events.emit('track', { track: this.sent ?? null });
    this.tell();
  }

  private tell(): void {
    const voice = { muted: this.isMuted, talking: this.isTalking };
    const key = `${voice.muted} ${voice.talking}`;
    if (key === this.told) return;
    this.told = key;
    this.events.emit('voice', voice);
  }
}

/** A meter by a browser's sound engine. */
export function meterOn(audio: AudioContext, track: MediaStreamTrack): LevelMeter {
  const source = audio.createMediaStreamSource(new MediaStream([track]));
  const analyser = audio.createAnalyser();
  analyser.fftSize = 2_048;
  source.connect(analyser);
  const samples = new Float32Array(analyser.fftSize);
  return {
    read: () => {
      analyser.getFloatTimeDomainData(samples);
      return levelOf(samples);
    },
    close: () => {
      source.disconnect();
    },
  };
}
