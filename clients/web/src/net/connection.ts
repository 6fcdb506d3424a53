import { create, fromBinary, toBinary } from '@bufbuild/protobuf';
import { Emitter } from '../base/emitter';
import {
  ClientFrameSchema,
  Error_Code as ErrorCode,
  Goodbye_Reason as GoodbyeReason,
  type ClientFrame,
  type SendPhase,
  type ServerFrame,
  ServerFrameSchema,
  type Welcome,
} from '../protocol/gen/asclepion/v1/session_pb';
import { backoff } from './backoff';
import { ServerClock } from './clock';
import { ConnectionFailure } from './errors';
import type { Phase } from './phase';

/**
 * How the connection is doing. `connecting` → `online` ⇄ `lost`; `ended` is final and may come from any of them.
 * While `lost` the server keeps one's place and attempts to resume go on.
 */
export type LinkState = 'connecting' | 'online' | 'lost' | 'ended';

/** What a frame may carry, without its number. */
export type Outgoing = Exclude<ClientFrame['message'], { case: undefined }>;

/** The part of a browser's WebSocket that is used. */
export interface Socket {
  binaryType: string;
  readonly readyState: number;
  readonly bufferedAmount: number;
  onopen: (() => void) | null;
  onclose: (() => void) | null;
  onerror: (() => void) | null;
  onmessage: ((event: { data: unknown }) => void) | null;
  send(data: Uint8Array<ArrayBuffer>): void;
  close(): void;
}

export interface ConnectionSettings {
  /** Opens a socket to `/api/v1/connect` with the subprotocol. */
  open(): Socket;
  /** Milliseconds, never going back. */
  now(): number;
  /** In [0, 1). */
  random(): number;
  /** Runs something later and answers how to call it off. */
  after(milliseconds: number, run: () => void): () => void;
  language: string;
  client: string;
}

interface ConnectionEvents {
  link: { state: LinkState; failure?: ConnectionFailure; retryAt?: number };
  welcome: Welcome;
  frame: ServerFrame;
}

const OPEN = 1;
const PROTOCOL_VERSION = 1;
/** Pings right after the welcome, to know the clock soon; then the slow rhythm. */
const EAGER_PINGS = 6;
const EAGER_PING_MS = 150;
const PING_MS = 2_000;
/** With a ping every two seconds, silence this long means the line is dead though the socket does not know. */
const SILENCE_MS = 7_000;
const ATTEMPT_MS = 6_000;

/** One participant's conversation with the server, over as many sockets as it takes. */
export class Connection {
  readonly events = new Emitter<ConnectionEvents>();
  readonly clock = new ServerClock();
  phase: Phase | undefined;

  private state: LinkState = 'connecting';
  private socket: Socket | undefined;
  private sequence = 0;
  private resumeToken = '';
  private resumeMs = 30_000;
  private lostAt = 0;
  private attempt = 0;
  private heardAt = 0;
  private pings = 0;
  private cancelRetry: (() => void) | undefined;
  private cancelPing: (() => void) | undefined;

  constructor(private readonly settings: ConnectionSettings) {}

  get link(): LinkState {
    return this.state;
  }

  /** Starts the conversation with a fresh ticket. */
  connect(ticket: string): void {
    this.open({ case: 'ticket', value: ticket });
  }

  /** Goes on with a session that another page, or another device, had before. */
  takeUp(resumeToken: string): void {
    this.open({ case: 'resumeToken', value: resumeToken });
  }

  /** What resumes this session, newest first known with the welcome; empty before. */
  get token(): string {
    return this.resumeToken;
  }

  /** Sends a message and answers its number, or 0 when there is no line to send it over. */
  send(message: Outgoing): number {
    const socket = this.socket;
    if (this.state !== 'online' || socket?.readyState !== OPEN) return 0;
    return this.write(socket, message);
  }

  /** Bytes that wait in the socket; poses are left out while there are many. */
  get backlog(): number {
    return this.socket?.bufferedAmount ?? 0;
  }

  leave(): void {
    this.send({ case: 'leave', value: { $typeName: 'asclepion.v1.Leave' } });
    this.end(undefined);
  }

  /** Lets go of the line and leaves the place to whoever resumes next. */
  release(): void {
    this.end(undefined);
  }

  /** The browser says the network is back, or a person pressed "try now". */
  handleOnline(): void {
    if (this.state !== 'lost') return;
    this.attempt = 0;
    this.cancelRetry?.();
    this.resume();
  }

  /** The browser says the network is gone. */
  handleOffline(): void {
    if (this.state === 'online') this.lose();
  }

  private open(credential: { case: 'ticket' | 'resumeToken'; value: string }): void {
    // An attempt still under way would say hello too, in the numbers of this one, and both would be refused.
    this.drop();
    const socket = this.settings.open();
    this.socket = socket;
    this.sequence = 0;
    socket.binaryType = 'arraybuffer';
    const cancel = this.settings.after(ATTEMPT_MS, () => {
      if (this.socket === socket && this.state !== 'online') this.handleClosed(socket);
    });
    socket.onopen = () => {
      this.write(socket, {
        case: 'hello',
        value: {
          $typeName: 'asclepion.v1.Hello',
          version: PROTOCOL_VERSION,
          credential,
          language: this.settings.language,
          client: this.settings.client,
        },
      });
    };
    socket.onmessage = ({ data }) => {
      if (this.socket !== socket || !(data instanceof ArrayBuffer)) return;
      this.handleBytes(new Uint8Array(data));
    };
    socket.onerror = () => undefined;
    socket.onclose = () => {
      cancel();
      this.handleClosed(socket);
    };
  }

  private write(socket: Socket, message: Outgoing): number {
    this.sequence++;
    const frame = create(ClientFrameSchema, { sequence: this.sequence });
    frame.message = message;
    socket.send(toBinary(ClientFrameSchema, frame));
    return this.sequence;
  }

  private handleBytes(bytes: Uint8Array): void {
    this.heardAt = this.settings.now();
    let frame: ServerFrame;
    try {
      frame = fromBinary(ServerFrameSchema, bytes);
    } catch {
      this.lose();
      return;
    }
    switch (frame.message.case) {
      case 'welcome':
        this.handleWelcome(frame.message.value);
        break;
      case 'clockPong':
        this.clock.handlePong(ms(frame.message.value.clientTimeNanos), ms(frame.message.value.serverTimeNanos), this.heardAt);
        break;
      case 'sendPhase':
        this.handlePhase(frame.message.value);
        break;
      case 'error':
        this.handleError(frame.message.value.code, frame.message.value.detail);
        break;
      case 'goodbye':
        this.end(
          frame.message.value.reason === GoodbyeReason.LEFT
            ? undefined
            : ConnectionFailure.goodbye(frame.message.value.reason, frame.message.value.retryAfterSeconds),
        );
        break;
      default:
        this.events.emit('frame', frame);
    }
  }

  private handleWelcome(welcome: Welcome): void {
    this.resumeToken = welcome.resumeToken;
    if (welcome.resumeSeconds > 0) this.resumeMs = welcome.resumeSeconds * 1_000;
    this.attempt = 0;
    this.pings = 0;
    this.clock.reset();
    this.clock.handleHint(ms(welcome.serverTimeNanos), this.heardAt);
    this.setState('online');
    this.events.emit('welcome', welcome);
    this.ping();
  }

  private handlePhase(phase: SendPhase): void {
    this.phase = { base: ms(phase.baseNanos), period: phase.periodNanos / 1e6, lead: phase.leadNanos / 1e6 };
  }

  private handleError(code: ErrorCode, detail: string): void {
    const failure = ConnectionFailure.protocol(code, detail);
    // These say that the line was bad, not that we are unwelcome: the place may still be there.
    const mayResume = code === ErrorCode.SLOW_READER || code === ErrorCode.IDLE;
    if (mayResume && this.resumeToken !== '') this.lose();
    else this.end(failure);
  }

  private ping(): void {
    this.cancelPing?.();
    if (this.state !== 'online') return;
    if (this.settings.now() - this.heardAt > SILENCE_MS) {
      this.lose();
      return;
    }
    const clientTimeNanos = BigInt(Math.round(this.settings.now() * 1e6));
    this.send({ case: 'clockPing', value: { $typeName: 'asclepion.v1.ClockPing', clientTimeNanos } });
    this.pings++;
    this.cancelPing = this.settings.after(this.pings < EAGER_PINGS ? EAGER_PING_MS : PING_MS, () => {
      this.ping();
    });
  }

  private handleClosed(socket: Socket): void {
    if (this.socket !== socket || this.state === 'ended') return;
    if (this.state === 'online') this.lose();
    else if (this.state === 'lost') this.scheduleRetry();
    else this.end(ConnectionFailure.unreachable('the first connection was not answered'));
  }

  private lose(): void {
    this.drop();
    this.cancelPing?.();
    this.lostAt = this.settings.now();
    this.attempt = 0;
    this.setState('lost');
    this.scheduleRetry();
  }

  private scheduleRetry(): void {
    this.drop();
    const now = this.settings.now();
    if (now - this.lostAt >= this.resumeMs) {
      this.end(ConnectionFailure.placeLost());
      return;
    }
    const wait = backoff(this.attempt++, this.settings.random());
    this.events.emit('link', { state: 'lost', retryAt: now + wait });
    this.cancelRetry = this.settings.after(wait, () => {
      this.resume();
    });
  }

  private resume(): void {
    if (this.state === 'lost') this.open({ case: 'resumeToken', value: this.resumeToken });
  }

  private end(failure: ConnectionFailure | undefined): void {
    if (this.state === 'ended') return;
    this.cancelRetry?.();
    this.cancelPing?.();
    this.drop();
    this.setState('ended', failure);
  }

  /** Lets go of the socket so that nothing it still says is heard. */
  private drop(): void {
    const socket = this.socket;
    this.socket = undefined;
    if (!socket) return;
    socket.onopen = null;
    socket.onmessage = null;
    socket.onclose = null;
    socket.close();
  }

  private setState(state: LinkState, failure?: ConnectionFailure): void {
    this.state = state;
    this.events.emit('link', failure ? { state, failure } : { state });
  }
}

function ms(nanos: bigint): number {
  return Number(nanos) / 1e6;
}
