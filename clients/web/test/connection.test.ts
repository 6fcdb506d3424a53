import { create, fromBinary, toBinary } from '@bufbuild/protobuf';
import { beforeEach, expect, test } from 'vitest';
import { Connection, type LinkState, type Socket } from '../src/net/connection';
import { ClientFrameSchema, Error_Code, Goodbye_Reason, type ServerFrame, ServerFrameSchema } from '../src/protocol/gen/asclepion/v1/session_pb';

/** A line whose far end the test holds. */
class TestSocket implements Socket {
  binaryType = '';
  readyState = 0;
  bufferedAmount = 0;
  onopen: (() => void) | null = null;
  onclose: (() => void) | null = null;
  onerror: (() => void) | null = null;
  onmessage: ((event: { data: unknown }) => void) | null = null;
  readonly sent: ReturnType<typeof decode>[] = [];

  send(data: Uint8Array<ArrayBuffer>): void {
    this.sent.push(decode(data));
  }

  close(): void {
    this.readyState = 3;
    this.onclose?.();
  }

  open(): void {
    this.readyState = 1;
    this.onopen?.();
  }

  hear(message: ServerFrame['message']): void {
    const frame = create(ServerFrameSchema, {});
    frame.message = message;
    this.onmessage?.({ data: toBinary(ServerFrameSchema, frame).slice().buffer });
  }

  welcome(token: string, resumed = false): void {
    this.hear({ case: 'welcome', value: { $typeName: 'asclepion.v1.Welcome', version: 1, resumeToken: token, resumed, resumeSeconds: 30, hospitalFile: 'x/hospital.pb', serverTimeNanos: 5_000_000_000n } });
  }
}

const decode = (data: Uint8Array) => fromBinary(ClientFrameSchema, data);

let now: number;
let timers: { at: number; run: () => void }[];
let sockets: TestSocket[];
let states: LinkState[];
let connection: Connection;

function pass(milliseconds: number): void {
  const end = now + milliseconds;
  for (;;) {
    timers.sort((a, b) => a.at - b.at);
    const next = timers[0];
    if (!next || next.at > end) break;
    timers.shift();
    now = next.at;
    next.run();
  }
  now = end;
}

beforeEach(() => {
  now = 1_000;
  timers = [];
  sockets = [];
  states = [];
  connection = new Connection({
    open: () => {
      const socket = new TestSocket();
      sockets.push(socket);
      return socket;
    },
    now: () => now,
    random: () => 0.5,
    after: (milliseconds, run) => {
      const timer = { at: now + milliseconds, run };
      timers.push(timer);
      return () => {
        timers = timers.filter((other) => other !== timer);
      };
    },
    language: 'zh-Hans',
    client: 'test',
  });
  connection.events.on('link', ({ state }) => states.push(state));
});

function enter(): TestSocket {
  connection.connect('the-ticket');
  sockets[0]!.open();
  sockets[0]!.welcome('token-1');
  return sockets[0]!;
}

test('says hello first, with the ticket, and counts its frames from one', () => {
  const socket = enter();
  expect(socket.sent[0]!.message).toMatchObject({ case: 'hello', value: { credential: { case: 'ticket', value: 'the-ticket' }, language: 'zh-Hans', version: 1 } });
  connection.send({ case: 'stand', value: { $typeName: 'asclepion.v1.StandIntent' } });
  expect(socket.sent.map(({ sequence }) => sequence)).toEqual(socket.sent.map((_, i) => i + 1));
  expect(connection.link).toBe('online');
});

test('trying again at once gives up the attempt under way, which must not say hello as well', () => {
  enter().close();
  pass(400);
  connection.handleOnline();
  expect(sockets).toHaveLength(3);
  sockets[1]!.open();
  sockets[2]!.open();
  expect(sockets[1]!.sent).toHaveLength(0);
  expect(sockets[2]!.sent.map(({ sequence }) => sequence)).toEqual([1]);
  sockets[2]!.welcome('token-2', true);
  pass(5_000);
  expect(connection.link).toBe('online');
});

test('a lost line is resumed with the newest token, and the numbers start anew', () => {
  enter().close();
  expect(connection.link).toBe('lost');
  expect(connection.send({ case: 'stand', value: { $typeName: 'asclepion.v1.StandIntent' } })).toBe(0);
  pass(400);
  expect(sockets).toHaveLength(2);
  sockets[1]!.open();
  expect(sockets[1]!.sent[0]).toMatchObject({ sequence: 1, message: { case: 'hello', value: { credential: { case: 'resumeToken', value: 'token-1' } } } });
  sockets[1]!.welcome('token-2', true);
  expect(connection.link).toBe('online');
  sockets[1]!.close();
  pass(400);
  sockets[2]!.open();
  expect(sockets[2]!.sent[0]!.message).toMatchObject({ value: { credential: { value: 'token-2' } } });
});

test('what a dropped socket still says is not heard', () => {
  const old = enter();
  connection.handleOffline();
  old.welcome('token-of-the-past');
  expect(connection.link).toBe('lost');
  pass(400);
  sockets[1]!.open();
  expect(sockets[1]!.sent[0]!.message).toMatchObject({ value: { credential: { value: 'token-1' } } });
});

test('after the resume time the place is given up, with a reason', () => {
  let reason = '';
  connection.events.on('link', ({ failure }) => (reason = failure?.reason ?? reason));
  enter().close();
  for (let i = 0; i < 40 && connection.link === 'lost'; i++) {
    pass(1_000);
    sockets.at(-1)!.close();
  }
  expect(connection.link).toBe('ended');
  expect(reason).toBe('placeLost');
  expect(now).toBeGreaterThanOrEqual(31_000);
});

test('silence is noticed though the socket says nothing', () => {
  enter();
  pass(9_000);
  expect(states).toContain('lost');
});

test('an answered ping keeps the line and sets the clock', () => {
  const socket = enter();
  for (let i = 0; i < 30; i++) {
    pass(1_000);
    const ping = socket.sent.filter(({ message }) => message.case === 'clockPing').at(-1)!;
    if (ping.message.case === 'clockPing') socket.hear({ case: 'clockPong', value: { $typeName: 'asclepion.v1.ClockPong', clientTimeNanos: ping.message.value.clientTimeNanos, serverTimeNanos: BigInt((now + 4_000) * 1e6) } });
  }
  expect(connection.link).toBe('online');
  expect(connection.clock.isSynced).toBe(true);
});

test.each([
  [Error_Code.TICKET_REFUSED, 'ticketRefused'],
  [Error_Code.RESUME_REFUSED, 'placeLost'],
  [Error_Code.SUPERSEDED, 'superseded'],
  [Error_Code.ROOM_FULL, 'roomFull'],
  [Error_Code.OVERLOADED, 'overloaded'],
  [Error_Code.MALFORMED, 'server'],
])('error %s ends the visit with the reason %s', (code, wanted) => {
  let reason = '';
  connection.events.on('link', ({ failure }) => (reason = failure?.reason ?? reason));
  enter().hear({ case: 'error', value: { $typeName: 'asclepion.v1.Error', code, detail: '' } });
  expect(reason).toBe(wanted);
  expect(connection.link).toBe('ended');
  pass(60_000);
  expect(sockets).toHaveLength(1);
});

test('a slow reader may come back', () => {
  enter().hear({ case: 'error', value: { $typeName: 'asclepion.v1.Error', code: Error_Code.SLOW_READER, detail: '' } });
  expect(connection.link).toBe('lost');
});

test('a goodbye on one’s own wish has no reason', () => {
  const failures: unknown[] = [];
  connection.events.on('link', ({ state, failure }) => state === 'ended' && failures.push(failure));
  enter().hear({ case: 'goodbye', value: { $typeName: 'asclepion.v1.Goodbye', reason: Goodbye_Reason.LEFT, retryAfterSeconds: 0 } });
  expect(failures).toEqual([undefined]);
});
