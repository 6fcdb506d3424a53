import { Emitter } from '../base/emitter';
import { Adviser, type Verdict } from '../media/advice';
import { enclosureOf } from '../media/acoustics';
import { Ears } from '../media/ears';
import { headOf, voiceOf, voiceThrough } from '../media/hearing';
import { type Ask, MediaPeer } from '../media/peer';
import { type Path, pathOf, QualityMeter } from '../media/quality';
import { serversOf } from '../media/relays';
import { type Occupant, Slots } from '../media/slots';
import type { Connection } from '../net/connection';
import { MediaSource } from '../protocol/gen/asclepion/v1/media_pb';
import { Refusal_Reason as Refusal } from '../protocol/gen/asclepion/v1/intent_pb';
import type { ServerFrame } from '../protocol/gen/asclepion/v1/session_pb';
import type { VoiceSound } from '../state/mouth';
import type { PersonView, World } from '../state/world';
import type { Studio } from './studio';
import { Videos } from './videos';

interface CallEvents {
  verdict: { verdict: Verdict; path: Path | undefined };
  /** The owner of the microphone talks and is not heard. */
  mutedTalk: object;
  /** A camera or a screen came or went. */
  pictures: object;
  /** The visit is over. */
  closed: object;
}

const LEVEL_MS = 50;
const LATE_MS = 100;
const STATS_MS = 1_000;

/** Being heard and seen during one visit: joins the devices, the path to the server, and the people one hears. */
export class Call {
  readonly events = new Emitter<CallEvents>();
  readonly peer: MediaPeer;
  readonly ears: Ears;
  readonly slots = new Slots();
  readonly videos = new Videos();
  private readonly adviser = new Adviser();
  private readonly meter = new QualityMeter();
  private path: Path | undefined;
  private told = '';
  private heardAt = 0;
  private readonly timers: number[] = [];
  private readonly offs: (() => void)[] = [];

  constructor(
    private readonly connection: Connection,
    private readonly world: World,
    private readonly studio: Studio,
    /** Everybody as they are now, oneself as one is here. */
    private readonly people: () => PersonView[],
  ) {
    this.peer = new MediaPeer({
      connect: (iceServers) => new RTCPeerConnection({ bundlePolicy: 'max-bundle', rtcpMuxPolicy: 'require', iceServers }),
      codecs: (kind) => RTCRtpReceiver.getCapabilities?.(kind)?.codecs ?? [],
      send: (ask) => this.ask(ask),
      after: (milliseconds, run) => {
        const timer = window.setTimeout(run, milliseconds);
        return () => {
          clearTimeout(timer);
        };
      },
    });
    this.ears = new Ears({ context: () => studio.audio, element: () => document.createElement('audio'), random: Math.random });
    this.ears.mode = studio.choices.listening;
  }

  /** The building is known: begins. */
  start(): void {
    const { connection, peer, studio, world } = this;
    this.offs.push(
      connection.events.on('link', ({ state }) => {
        if (state === 'online') this.handleOnline();
        else peer.handleOffline();
      }),
      peer.events.on('tracks', (tracks) => {
        this.ears.handleTracks(tracks);
        this.videos.handleTracks(tracks);
        this.meter.reset();
        this.showPictures();
      }),
      peer.events.on('state', ({ state }) => {
        if (state === 'up') this.tellSources();
        this.judge();
      }),
      this.slots.events.on('changed', () => {
        this.showPictures();
      }),
      studio.microphone.events.on('track', ({ track }) => {
        peer.setTrack('microphone', track);
      }),
      studio.microphone.events.on('voice', ({ muted, talking }) => {
        connection.send({ case: 'voice', value: { $typeName: 'asclepion.v1.VoiceIntent', muted, talking } });
      }),
      studio.microphone.events.on('mutedTalk', () => {
        if (peer.current !== 'unavailable') this.events.emit('mutedTalk', {});
      }),
      studio.devices.events.on('changed', ({ source }) => {
        if (source === 'microphone') return;
        peer.setTrack(source, studio.devices.track(source) ?? null);
        this.tellSource(source);
      }),
      world.events.on('roomEntered', ({ template }) => {
        const room = world.hospital.rooms[template];
        this.ears.handleRoom(room && enclosureOf(room));
      }),
    );
    peer.setTrack('microphone', studio.microphone.track ?? null);
    for (const source of ['camera', 'screen'] as const) peer.setTrack(source, studio.devices.track(source) ?? null);
    this.timers.push(
      window.setInterval(() => {
        const now = performance.now();
        studio.microphone.update(now);
        // Where pictures come slowly, or in a tab that is not looked at not at all, one listens all the same.
        if (now - this.heardAt > LATE_MS) this.hear(this.people());
      }, LEVEL_MS),
      window.setInterval(() => void this.look(), STATS_MS),
    );
    window.addEventListener('online', this.onNetwork);
    if (connection.link === 'online') this.handleOnline();
    this.judge();
  }

  /** Media's part of what the server says; answers whether the frame was about it. */
  handleFrame({ message }: ServerFrame): boolean {
    if (message.case === 'refusal') return this.handleRefused(message.value.sequence, message.value.reason);
    if (message.case !== 'media') return false;
    const { notice } = message.value;
    switch (notice.case) {
      case 'answer':
        this.peer.handleAnswer(notice.value);
        break;
      case 'slots':
        this.slots.handleSlots(notice.value);
        break;
      case 'restart':
        this.peer.handleRestart();
        break;
      case 'relays':
        this.peer.handleRelays(serversOf(notice.value), this.path?.way === 'relay');
        break;
      case 'advice':
        this.adviser.handleAdvice(notice.value.reason);
        this.judge();
        break;
      case undefined:
        break;
    }
    return true;
  }

  /** Puts every voice where its person is; answers the voices one hears, by the key of the body. */
  hear(people: readonly PersonView[]): ReadonlyMap<string, VoiceSound> {
    const { ears, world } = this;
    this.heardAt = performance.now();
    const voices = new Map<string, VoiceSound>();
    const self = people.find((person) => person.self);
    if (self) {
      ears.listen(headOf(self.pose));
      if (this.studio.microphone.isTalking) voices.set(self.key, { level: this.studio.microphone.level, low: 0, middle: 0, high: 0 });
    }
    const byKey = new Map(people.map((person) => [person.key, person]));
    for (const mid of ears.slots) {
      const occupant = this.slots.at(mid);
      if (!occupant) {
        ears.place(mid, '', undefined);
      } else if (occupant.aperture >= 0) {
        ears.place(mid, `aperture ${occupant.aperture}`, voiceThrough(world.hospital, occupant.aperture, world.isOpen(occupant.aperture)));
      } else {
        const person = byKey.get(this.keyOf(occupant) ?? '');
        ears.place(mid, person?.key ?? '', person && voiceOf(person.pose, world.hospital, person.template));
        if (person) voices.set(person.key, ears.sound(mid));
      }
    }
    return voices;
  }

  /** The faces one sees now, by the key of the body. */
  cameras(): ReadonlyMap<string, HTMLVideoElement> {
    const faces = new Map<string, HTMLVideoElement>();
    for (const occupant of this.slots.of('camera')) {
      const key = this.keyOf(occupant);
      const video = this.videos.at(occupant.mid);
      if (key !== undefined && video) faces.set(key, video);
    }
    return faces;
  }

  /** What hangs on the boards: what others show on their screens, and what devices show. */
  screens(): { key: string; slot: number; device: Occupant['device']; video: HTMLVideoElement }[] {
    return this.slots.of('screen').flatMap((occupant) => {
      const video = this.videos.at(occupant.mid);
      return video ? [{ key: occupant.mid, slot: occupant.slot, device: occupant.device, video }] : [];
    });
  }

  get verdict(): Verdict {
    return this.adviser.verdict(this.peer.current);
  }

  get way(): Path | undefined {
    return this.path;
  }

  dispose(): void {
    for (const timer of this.timers) clearInterval(timer);
    for (const off of this.offs) off();
    window.removeEventListener('online', this.onNetwork);
    this.peer.close();
    this.ears.close();
    this.videos.close();
    this.events.emit('closed', {});
  }

  private readonly onNetwork = () => {
    this.peer.handleNetworkChange();
  };

  private keyOf({ scope, slot }: Occupant): string | undefined {
    return this.world.keyOf(scope, slot);
  }

  private showPictures(): void {
    this.videos.show([...this.slots.of('camera'), ...this.slots.of('screen')].map(({ mid }) => mid));
    this.events.emit('pictures', {});
  }

  private handleOnline(): void {
    this.peer.handleOnline();
    this.studio.microphone.repeat();
    this.tellSources();
  }

  private handleRefused(sequence: number, reason: Refusal): boolean {
    const why = reason === Refusal.NOT_AVAILABLE ? 'notAvailable' : reason === Refusal.BUSY ? 'busy' : 'other';
    return this.peer.handleRefused(sequence, why);
  }

  private ask(request: Ask): number {
    return this.connection.send({ case: 'media', value: { $typeName: 'asclepion.v1.MediaRequest', request } });
  }

  private tellSources(): void {
    for (const source of ['camera', 'screen'] as const) if (this.studio.devices.track(source)) this.tellSource(source);
  }

  private tellSource(source: 'camera' | 'screen'): void {
    // Before there is a path nothing is shown; with it, all is told.
    if (this.peer.current !== 'up') return;
    this.ask({ case: 'source', value: { $typeName: 'asclepion.v1.MediaSourceState', source: source === 'camera' ? MediaSource.CAMERA : MediaSource.SCREEN, on: this.studio.devices.track(source) !== undefined } });
  }

  private async look(): Promise<void> {
    if (this.peer.current !== 'up') {
      this.path = undefined;
      return;
    }
    const stats = await this.peer.stats();
    this.path = pathOf(stats);
    const reception = this.meter.read(stats);
    this.adviser.handleReception(reception);
    this.ask({ case: 'quality', value: { $typeName: 'asclepion.v1.MediaQuality', ...reception } });
    this.judge();
  }

  private judge(): void {
    const { verdict, path } = this;
    const key = `${verdict} ${path?.way} ${Math.round(path?.roundTrip ?? -1)}`;
    if (key === this.told) return;
    this.told = key;
    this.events.emit('verdict', { verdict, path });
  }
}
