import { Emitter } from '../base/emitter';
import type { SendSource } from './peer';

/** Why a device could not be had, in words the locale files know (`device.<fault>`). */
export type DeviceFault = 'denied' | 'missing' | 'busy' | 'unsupported' | 'failed';

export interface DeviceName {
  id: string;
  label: string;
}

/** The part of a browser's `navigator.mediaDevices` that is used. */
export interface Browser {
  getUserMedia(constraints: MediaStreamConstraints): Promise<MediaStream>;
  getDisplayMedia?(options: DisplayMediaStreamOptions): Promise<MediaStream>;
  enumerateDevices(): Promise<Pick<MediaDeviceInfo, 'deviceId' | 'kind' | 'label'>[]>;
}

export interface Chosen {
  microphone: string | undefined;
  camera: string | undefined;
}

interface DevicesEvents {
  /** A source was opened, closed, or changed its device. */
  changed: { source: SendSource };
  /** It ended by itself: unplugged, or permission taken back. */
  lost: { source: SendSource };
}

const CONSTRAINTS: Record<'microphone' | 'camera', (device: string | undefined) => MediaStreamConstraints> = {
  microphone: (device) => ({ audio: { echoCancellation: true, noiseSuppression: true, autoGainControl: true, channelCount: 1, ...wish(device) } }),
  // A picture the size of a hand's breadth beside a head needs no more.
  camera: (device) => ({ video: { width: { ideal: 960 }, height: { ideal: 540 }, frameRate: { ideal: 24, max: 30 }, ...wish(device) } }),
};

/** The microphone, the camera and the screen of this device: asked for when wanted, let go when not. */
export class Devices {
  readonly events = new Emitter<DevicesEvents>();
  private readonly open = new Map<SendSource, MediaStreamTrack>();
  /** Counts wishes, so that an answer that comes late is not taken for one that is still wanted. */
  private readonly wishes = new Map<SendSource, number>();

  constructor(
    private readonly browser: Browser | undefined,
    readonly chosen: Chosen,
  ) {}

  get canShareScreen(): boolean {
    return this.browser?.getDisplayMedia !== undefined;
  }

  track(source: SendSource): MediaStreamTrack | undefined {
    return this.open.get(source);
  }

  /** Asks for a source; answers what went wrong, or nothing. */
  async start(source: SendSource): Promise<DeviceFault | undefined> {
    if (this.open.has(source)) return undefined;
    return this.take(source);
  }

  /** Lets go of a source: its light goes out. */
  stop(source: SendSource): void {
    this.wishes.set(source, (this.wishes.get(source) ?? 0) + 1);
    const track = this.open.get(source);
    if (!track) return;
    this.open.delete(source);
    track.stop();
    this.events.emit('changed', { source });
  }

  stopAll(): void {
    for (const source of [...this.open.keys()]) this.stop(source);
  }

  /** Another microphone or camera, now if it is open. */
  async choose(source: 'microphone' | 'camera', id: string): Promise<DeviceFault | undefined> {
    this.chosen[source] = id === '' ? undefined : id;
    if (!this.open.has(source)) return undefined;
    return this.take(source);
  }

  /** What there is to choose from. Names are known only once permission was given. */
  async list(kind: 'microphone' | 'camera'): Promise<DeviceName[]> {
    const wanted = kind === 'microphone' ? 'audioinput' : 'videoinput';
    const found = (await this.browser?.enumerateDevices().catch(() => [])) ?? [];
    return found.filter((device) => device.kind === wanted && device.deviceId !== '').map(({ deviceId, label }) => ({ id: deviceId, label }));
  }

  private async take(source: SendSource): Promise<DeviceFault | undefined> {
    const { browser } = this;
    if (!browser) return 'unsupported';
    const wish = (this.wishes.get(source) ?? 0) + 1;
    this.wishes.set(source, wish);
    let stream: MediaStream | undefined;
    try {
      if (source !== 'screen') stream = await browser.getUserMedia(CONSTRAINTS[source](this.chosen[source]));
      else stream = await browser.getDisplayMedia?.({ video: { frameRate: { max: 15 } }, audio: false });
    } catch (error) {
      return faultOf(error);
    }
    const track = stream?.getTracks()[0];
    if (!track) return 'unsupported';
    if (this.wishes.get(source) !== wish) {
      track.stop();
      return undefined;
    }
    this.open.get(source)?.stop();
    this.open.set(source, track);
    track.addEventListener('ended', () => {
      if (this.open.get(source) !== track) return;
      this.open.delete(source);
      this.events.emit('changed', { source });
      this.events.emit('lost', { source });
    });
    // Text on a shared screen must stay sharp; a face may blur before it stutters.
    if (source !== 'microphone' && 'contentHint' in track) track.contentHint = source === 'screen' ? 'detail' : 'motion';
    this.events.emit('changed', { source });
    return undefined;
  }
}

function wish(device: string | undefined): MediaTrackConstraints {
  return device === undefined ? {} : { deviceId: { ideal: device } };
}

function faultOf(error: unknown): DeviceFault {
  switch (error instanceof Error ? error.name : '') {
    case 'NotAllowedError':
    case 'SecurityError':
      return 'denied';
    case 'NotFoundError':
    case 'OverconstrainedError':
      return 'missing';
    case 'NotReadableError':
    case 'AbortError':
      return 'busy';
    case 'TypeError':
      return 'unsupported';
    default:
      return 'failed';
  }
}
