import { Emitter } from '../base/emitter';
import type { MediaAnswer, MediaRequest } from '../protocol/gen/asclepion/v1/media_pb';
import { codecsFor, compactOffer } from './offer';
import type { Stat } from './quality';

/**
 * How the path for sound and pictures is doing. `idle` → `connecting` → `up` ⇄ `broken`; from any of them `unavailable`, where the
 * server carries no media, and `closed`. While `broken`, attempts to get a new path go on by themselves.
 */
export type PeerState = 'idle' | 'connecting' | 'up' | 'broken' | 'unavailable' | 'closed';

/** What one can send. */
export type SendSource = 'microphone' | 'camera' | 'screen';

/** Why the server did not take an offer. */
export type OfferRefusal = 'notAvailable' | 'busy' | 'other';

export type Ask = Exclude<MediaRequest['request'], { case: undefined }>;

export interface PeerSettings {
  /** Makes a browser's connection. */
  connect(iceServers: RTCIceServer[]): RTCPeerConnection;
  codecs(kind: 'audio' | 'video'): readonly RTCRtpCodec[];
  /** Sends a request; answers the number of its frame, or 0 when there is no line. */
  send(ask: Ask): number;
  /** Runs something later and answers how to call it off. */
  after(milliseconds: number, run: () => void): () => void;
  /** How many voices one can hear at once. @default 8 */
  voices?: number;
  /** How many pictures one can see at once, cameras and screens together. @default 8 */
  pictures?: number;
}

interface PeerEvents {
  state: { state: PeerState };
  /** A new connection: its receiving tracks, by the name of their section. */
  tracks: ReadonlyMap<string, MediaStreamTrack>;
}

const VOICES = 8;
const PICTURES = 8;
/** A path that stutters may come back by itself. Milliseconds. */
const PATIENCE_MS = 2_000;
/** An offer without an answer was lost. */
const ANSWER_MS = 8_000;
const RETRY_MS = [500, 1_000, 2_000, 4_000, 8_000] as const;
/** After so many new paths that led nowhere, everything is made anew. */
const RESTARTS_BEFORE_ANEW = 2;
/** The camera's pictures in three sizes, so that each receiver gets one that fits. Lowest first. */
const CAMERA_LAYERS: RTCRtpEncodingParameters[] = [
  { rid: 'l', scaleResolutionDownBy: 4, maxBitrate: 120_000 },
  { rid: 'm', scaleResolutionDownBy: 2, maxBitrate: 400_000 },
  { rid: 'h', scaleResolutionDownBy: 1, maxBitrate: 1_200_000 },
];

/**
 * The one peer connection with the server's forwarding unit. It is offered once, with everything one may send and with slots for what one
 * may receive; who is in a slot changes without another offer, and so does what is sent.
 */
export class MediaPeer {
  readonly events = new Emitter<PeerEvents>();
  private state: PeerState = 'idle';
  private line: RTCPeerConnection | undefined;
  private online = false;
  private readonly senders = new Map<SendSource, RTCRtpSender>();
  private readonly wanted = new Map<SendSource, MediaStreamTrack | null>();
  /** Number of the frame whose answer is awaited, or 0. */
  private offered = 0;
  /** The connection whose description is being made. */
  private negotiating: RTCPeerConnection | undefined;
  private attempts = 0;
  private relays: RTCIceServer[] = [];
  private cancel: (() => void) | undefined;

  constructor(private readonly settings: PeerSettings) {}

  get current(): PeerState {
    return this.state;
  }

  /** The line to the server is there, or is there again: begins, or makes sure of the path. */
  handleOnline(): void {
    this.online = true;
    if (this.state === 'unavailable' || this.state === 'closed') return;
    if (!this.line) {
      this.begin();
      return;
    }
    // Whatever was being agreed went down with the old line.
    if (this.offered !== 0 || this.state !== 'up') this.renew();
  }

  handleOffline(): void {
    this.online = false;
    this.calm();
  }

  /** The device is in another network. */
  handleNetworkChange(): void {
    if (this.line && this.state !== 'unavailable') this.renew();
  }

  handleAnswer({ sdp, sequence }: Pick<MediaAnswer, 'sdp' | 'sequence'>): void {
    const line = this.line;
    if (!line || this.offered === 0 || sequence !== this.offered) return;
    this.offered = 0;
    this.calm();
    line.setRemoteDescription({ type: 'answer', sdp }).then(
      () => {
        if (line === this.line) this.watch();
      },
      (error: unknown) => {
        console.error('the answer about media was not understood', error);
        if (line === this.line) this.anew();
      },
    );
  }

  /**
   * There are servers that relay, or new credentials for them. They serve the next path that is looked for.
   * @param inUse whether the path goes through one: then another is looked for at once, while the old one still holds
   */
  handleRelays(relays: RTCIceServer[], inUse: boolean): void {
    this.relays = relays;
    const { line } = this;
    if (!line) return;
    line.setConfiguration({ ...line.getConfiguration(), iceServers: relays });
    if (inUse && this.online && this.state === 'up' && line.signalingState === 'stable') void this.offer(line, true);
  }

  /** The server wants a new path. */
  handleRestart(): void {
    if (this.line) this.renew();
  }

  /** Whether the refusal of this frame was ours to hear. */
  handleRefused(sequence: number, why: OfferRefusal): boolean {
    if (sequence === 0 || sequence !== this.offered) return false;
    this.offered = 0;
    this.calm();
    if (why === 'notAvailable') {
      this.drop();
      this.set('unavailable');
    } else {
      this.drop();
      this.set('broken');
      this.later(() => {
        this.begin();
      });
    }
    return true;
  }

  /** What a source sends from now on; null sends nothing. Nothing is negotiated. */
  setTrack(source: SendSource, track: MediaStreamTrack | null): void {
    this.wanted.set(source, track);
    this.senders
      .get(source)
      ?.replaceTrack(track)
      .catch((error: unknown) => {
        console.error(`cannot send ${source}`, error);
      });
  }

  async stats(): Promise<Stat[]> {
    const report = await this.line?.getStats();
    return report ? ([...report.values()] as Stat[]) : [];
  }

  close(): void {
    this.drop();
    this.set('closed');
  }

  private begin(): void {
    if (!this.online) return;
    this.drop();
    const line = (this.line = this.settings.connect(this.relays));
    line.addEventListener('connectionstatechange', () => {
      if (line === this.line) this.handleConnection(line);
    });
    const add = (kind: 'audio' | 'video', init: RTCRtpTransceiverInit) => {
      const transceiver = line.addTransceiver(kind, init);
      // A browser that cannot choose offers all it has.
      transceiver.setCodecPreferences?.(codecsFor(kind, this.settings.codecs(kind), init.direction === 'sendonly') as RTCRtpCodec[]);
      return transceiver;
    };
    // The order is the agreement with the server: microphone, camera, screen, and then the slots.
    this.senders.set('microphone', add('audio', { direction: 'sendonly' }).sender);
    this.senders.set('camera', add('video', { direction: 'sendonly', sendEncodings: CAMERA_LAYERS.map((layer) => ({ ...layer })) }).sender);
    this.senders.set('screen', add('video', { direction: 'sendonly' }).sender);
    const slots = [
      ...Array.from({ length: this.settings.voices ?? VOICES }, () => add('audio', { direction: 'recvonly' })),
      ...Array.from({ length: this.settings.pictures ?? PICTURES }, () => add('video', { direction: 'recvonly' })),
    ];
    for (const [source, track] of this.wanted) if (track) void this.senders.get(source)?.replaceTrack(track);
    this.set('connecting');
    void this.offer(line, false).then(() => {
      if (line === this.line) this.events.emit('tracks', new Map(slots.map(({ mid, receiver }) => [mid ?? '', receiver.track])));
    });
  }

  private async offer(line: RTCPeerConnection, restart: boolean): Promise<void> {
    if (this.negotiating === line) return;
    this.negotiating = line;
    try {
      await line.setLocalDescription(await line.createOffer({ iceRestart: restart }));
    } catch (error) {
      console.error('media cannot be offered', error);
      return;
    } finally {
      if (this.negotiating === line) this.negotiating = undefined;
    }
    if (line !== this.line) return;
    const sdp = compactOffer(line.localDescription?.sdp ?? '');
    this.offered = this.settings.send({ case: 'offer', value: { $typeName: 'asclepion.v1.MediaOffer', sdp, restart } });
    if (this.offered === 0) return;
    this.calm();
    this.cancel = this.settings.after(ANSWER_MS, () => {
      this.offered = 0;
      this.anew();
    });
  }

  /** A new path for the connection there is. */
  private renew(): void {
    const { line } = this;
    if (!line || !this.online || this.negotiating === line) return;
    this.calm();
    this.offered = 0;
    this.set('broken');
    if (this.attempts >= RESTARTS_BEFORE_ANEW || line.signalingState !== 'stable') {
      this.anew();
      return;
    }
    void this.offer(line, true);
  }

  /** Everything from the start, after a while. */
  private anew(): void {
    this.drop();
    this.set('broken');
    this.later(() => {
      this.begin();
    });
  }

  private handleConnection(line: RTCPeerConnection): void {
    switch (line.connectionState) {
      case 'connected':
        this.calm();
        this.attempts = 0;
        this.set('up');
        break;
      case 'disconnected':
        this.set('broken');
        this.calm();
        this.cancel = this.settings.after(PATIENCE_MS, () => {
          this.attempts++;
          this.renew();
        });
        break;
      case 'failed':
        this.set('broken');
        this.later(() => {
          this.renew();
        });
        break;
      default:
        break;
    }
  }

  /** An answer came; a path must follow. */
  private watch(): void {
    if (this.line?.connectionState === 'connected') {
      this.attempts = 0;
      this.set('up');
      return;
    }
    this.calm();
    this.cancel = this.settings.after(ANSWER_MS, () => {
      this.attempts++;
      this.renew();
    });
  }

  private later(run: () => void): void {
    this.calm();
    const wait = RETRY_MS[Math.min(this.attempts, RETRY_MS.length - 1)]!;
    this.attempts++;
    this.cancel = this.settings.after(wait, run);
  }

  private calm(): void {
    this.cancel?.();
    this.cancel = undefined;
  }

  private drop(): void {
    this.calm();
    this.offered = 0;
    this.negotiating = undefined;
    this.senders.clear();
    const line = this.line;
    this.line = undefined;
    line?.close();
  }

  private set(state: PeerState): void {
    if (this.state === state || this.state === 'closed') return;
    this.state = state;
    this.events.emit('state', { state });
  }
}
