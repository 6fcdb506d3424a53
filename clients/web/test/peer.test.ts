import { beforeEach, expect, test } from 'vitest';
import { MediaSource } from '../src/protocol/gen/asclepion/v1/media_pb';
import { codecsFor, compactOffer } from '../src/media/offer';
import { hang } from '../src/scene/boards';
import { type Ask, MediaPeer, type PeerState } from '../src/media/peer';
import { serversOf } from '../src/media/relays';
import { Slots } from '../src/media/slots';

/** A browser's connection whose far end the test holds. */
class TestLine extends EventTarget {
  connectionState = 'new';
  signalingState = 'stable';
  localDescription: { sdp: string } | undefined;
  remote: string[] = [];
  restarts: boolean[] = [];
  closed = false;
  refuses = false;
  readonly transceivers: { kind: string; direction: string; mid: string; layers: number; sent: unknown[]; receiver: { track: { kind: string } } }[] = [];

  configuration: RTCConfiguration = { bundlePolicy: 'max-bundle' };

  getConfiguration() {
    return this.configuration;
  }

  setConfiguration(configuration: RTCConfiguration) {
    this.configuration = configuration;
  }

  addTransceiver(kind: string, init: RTCRtpTransceiverInit) {
    const sent: unknown[] = [];
    const transceiver = { kind, direction: init.direction ?? '', mid: String(this.transceivers.length), layers: init.sendEncodings?.length ?? 0, sent, sender: { replaceTrack: (track: unknown) => Promise.resolve(void sent.push(track)) }, receiver: { track: { kind } }, setCodecPreferences: () => undefined };
    this.transceivers.push(transceiver);
    return transceiver;
  }

  createOffer({ iceRestart }: { iceRestart: boolean }) {
    this.restarts.push(iceRestart);
    return Promise.resolve({ type: 'offer', sdp: `v=0\r\nm=audio ${this.restarts.length}` });
  }

  setLocalDescription(description: { sdp: string }) {
    this.localDescription = description;
    this.signalingState = 'have-local-offer';
    return Promise.resolve();
  }

  setRemoteDescription({ sdp }: { sdp: string }) {
    if (this.refuses) return Promise.reject(new Error('not understood'));
    this.remote.push(sdp);
    this.signalingState = 'stable';
    return Promise.resolve();
  }

  close() {
    this.closed = true;
  }

  become(state: string) {
    this.connectionState = state;
    this.dispatchEvent(new Event('connectionstatechange'));
  }
}

let lines: TestLine[];
let asked: Ask[];
let states: PeerState[];
let timers: { at: number; run: () => void }[];
let now: number;
let peer: MediaPeer;

const settled = () => new Promise((resolve) => setTimeout(resolve));

async function pass(milliseconds: number) {
  const end = now + milliseconds;
  for (;;) {
    timers.sort((a, b) => a.at - b.at);
    if (!timers[0] || timers[0].at > end) break;
    const next = timers.shift()!;
    now = next.at;
    next.run();
    await settled();
  }
  now = end;
}

const offers = () => asked.filter((ask) => ask.case === 'offer');

async function up() {
  peer.handleOnline();
  await settled();
  peer.handleAnswer({ sdp: 'answer', sequence: asked.length });
  await settled();
  lines[0]!.become('connected');
}

beforeEach(() => {
  lines = [];
  asked = [];
  states = [];
  timers = [];
  now = 0;
  peer = new MediaPeer({
    connect: (iceServers) => {
      const line = new TestLine();
      line.configuration = { ...line.configuration, iceServers };
      lines.push(line);
      return line as unknown as RTCPeerConnection;
    },
    codecs: () => [],
    send: (ask) => asked.push(ask),
    after: (milliseconds, run) => {
      const timer = { at: now + milliseconds, run };
      timers.push(timer);
      return () => {
        timers = timers.filter((other) => other !== timer);
      };
    },
    voices: 3,
    pictures: 2,
  });
  peer.events.on('state', ({ state }) => states.push(state));
});

test('one offer has what may be sent and the slots for what may be received', async () => {
  const tracks: string[][] = [];
  peer.events.on('tracks', (map) => tracks.push([...map.keys()]));
  await up();
  expect(lines[0]!.transceivers.map(({ kind, direction }) => `${kind} ${direction}`)).toEqual([
    'audio sendonly',
    'video sendonly',
    'video sendonly',
    'audio recvonly',
    'audio recvonly',
    'audio recvonly',
    'video recvonly',
    'video recvonly',
  ]);
  expect(lines[0]!.transceivers[1]!.layers).toBe(3);
  expect(tracks).toEqual([['3', '4', '5', '6', '7']]);
  expect(offers()).toHaveLength(1);
  expect(states).toEqual(['connecting', 'up']);
});

test('sources change without another offer', async () => {
  await up();
  const track = { kind: 'audio' } as MediaStreamTrack;
  peer.setTrack('microphone', track);
  peer.setTrack('microphone', null);
  peer.setTrack('screen', track);
  await pass(60_000);
  expect(lines[0]!.transceivers[0]!.sent).toEqual([track, null]);
  expect(lines[0]!.transceivers[2]!.sent).toEqual([track]);
  expect(offers()).toHaveLength(1);
});

test('a server without media is asked once and left alone', async () => {
  peer.handleOnline();
  await settled();
  expect(peer.handleRefused(99, 'notAvailable')).toBe(false);
  expect(peer.handleRefused(1, 'notAvailable')).toBe(true);
  peer.handleOffline();
  peer.handleOnline();
  peer.handleNetworkChange();
  await pass(60_000);
  expect(peer.current).toBe('unavailable');
  expect(lines).toHaveLength(1);
  expect(lines[0]!.closed).toBe(true);
  expect(offers()).toHaveLength(1);
});

test('a path that stutters gets a moment, then a new one with new credentials', async () => {
  await up();
  lines[0]!.become('disconnected');
  await pass(1_000);
  expect(offers()).toHaveLength(1);
  await pass(1_500);
  expect(lines[0]!.restarts).toEqual([false, true]);
  expect(offers()[1]!.value).toMatchObject({ restart: true });
  peer.handleAnswer({ sdp: 'answer 2', sequence: asked.length });
  await settled();
  lines[0]!.become('connected');
  expect(peer.current).toBe('up');
  expect(lines).toHaveLength(1);
});

test('a path that comes back by itself is left as it is', async () => {
  await up();
  lines[0]!.become('disconnected');
  await pass(500);
  lines[0]!.become('connected');
  await pass(60_000);
  expect(offers()).toHaveLength(1);
  expect(peer.current).toBe('up');
});

test('the server may ask for a new path', async () => {
  await up();
  peer.handleRestart();
  await settled();
  expect(lines[0]!.restarts).toEqual([false, true]);
});

test('when new paths lead nowhere, everything is made anew, ever more slowly', async () => {
  await up();
  const track = { kind: 'video' } as MediaStreamTrack;
  peer.setTrack('camera', track);
  lines[0]!.become('failed');
  await pass(120_000);
  expect(lines.length).toBeGreaterThan(2);
  expect(lines.length).toBeLessThan(20);
  expect(lines[0]!.closed).toBe(true);
  // What was being sent is sent again.
  expect(lines.at(-1)!.transceivers[1]!.sent).toEqual([track]);
});

test('an offer that went down with the line is made again on the next', async () => {
  peer.handleOnline();
  await settled();
  peer.handleOffline();
  await pass(60_000);
  expect(offers()).toHaveLength(1);
  peer.handleOnline();
  await pass(1_000);
  expect(offers()).toHaveLength(2);
  peer.handleAnswer({ sdp: 'late', sequence: 1 });
  expect(lines.at(-1)!.remote).toEqual([]);
  peer.handleAnswer({ sdp: 'right', sequence: 2 });
  expect(lines.at(-1)!.remote).toEqual(['right']);
});

test('a working path outlives the line to the server', async () => {
  await up();
  peer.handleOffline();
  peer.handleOnline();
  await pass(60_000);
  expect(offers()).toHaveLength(1);
});

test('a busy server is asked again', async () => {
  peer.handleOnline();
  await settled();
  peer.handleRefused(1, 'busy');
  await pass(1_000);
  expect(offers()).toHaveLength(2);
});

test('after closing nothing more happens', async () => {
  await up();
  peer.close();
  peer.handleOnline();
  peer.handleNetworkChange();
  await pass(60_000);
  expect(lines).toHaveLength(1);
  expect(states.at(-1)).toBe('closed');
});

test('what the server does not need is left out of the offer', () => {
  const section = (mid: number) => [
    'm=video 9 UDP/TLS/RTP/SAVPF 96',
    'c=IN IP4 0.0.0.0',
    'a=rtcp:9 IN IP4 0.0.0.0',
    'a=candidate:1 1 udp 1 10.0.0.1 5 typ host',
    'a=ice-ufrag:abcd',
    'a=ice-pwd:0123456789012345678901',
    'a=ice-options:trickle',
    'a=fingerprint:sha-256 AA:BB',
    'a=setup:actpass',
    `a=mid:${mid}`,
    'a=extmap:3 urn:ietf:params:rtp-hdrext:sdes:mid',
    'a=extmap:5/sendonly urn:3gpp:video-orientation',
    'a=extmap:8 http://www.webrtc.org/experiments/rtp-hdrext/color-space',
    'a=sendonly',
    'a=msid:- x',
    'a=rtcp-mux',
    'a=rtpmap:96 VP8/90000',
    'a=rtcp-fb:96 nack pli',
    'a=ssrc:7 cname:c',
    'a=ssrc:7 msid:- x',
    'a=rid:h send',
    'a=simulcast:send h',
  ];
  const compact = compactOffer(['v=0', 'a=group:BUNDLE 0 1', 'a=extmap-allow-mixed', 'a=msid-semantic: WMS', ...section(0), ...section(1), ''].join('\r\n'));
  const lines = compact.split('\r\n');
  expect(lines.slice(0, 2)).toEqual(['v=0', 'a=group:BUNDLE 0 1']);
  const second = lines.slice(lines.lastIndexOf('m=video 9 UDP/TLS/RTP/SAVPF 96'));
  expect(second).toEqual(['m=video 9 UDP/TLS/RTP/SAVPF 96', 'c=IN IP4 0.0.0.0', 'a=mid:1', 'a=sendonly', 'a=rtcp-mux', 'a=ssrc:7 cname:c', 'a=rid:h send', 'a=simulcast:send h', '']);
  for (const once of ['a=ice-ufrag:abcd', 'a=extmap:3 urn:ietf:params:rtp-hdrext:sdes:mid', 'a=rtpmap:96 VP8/90000', 'a=rtcp-fb:96 nack pli']) expect(lines.filter((line) => line === once)).toHaveLength(1);
  expect(compact).not.toMatch(/color-space|candidate|msid|trickle/);
});

test('only codecs that are passed on are offered', () => {
  const has = (...names: string[]) => names.map((mimeType) => ({ mimeType }));
  expect(codecsFor('video', has('video/AV1', 'video/rtx', 'video/H264', 'video/VP8'), true)).toEqual(has('video/VP8', 'video/rtx'));
  const h264 = (profile: string, mode = 1) => ({ mimeType: 'video/H264', sdpFmtpLine: `level-asymmetry-allowed=1;packetization-mode=${mode};profile-level-id=${profile}` });
  expect(codecsFor('video', [h264('42001f'), h264('42e01f', 0), h264('42e01f'), h264('64001f'), ...has('video/VP8')], false)).toEqual([...has('video/VP8'), h264('42e01f')]);
  expect(codecsFor('video', [h264('42e01f')], true)).toEqual([]);
  expect(codecsFor('audio', has('audio/PCMU', 'audio/red', 'audio/opus'), true)).toEqual(has('audio/opus', 'audio/red'));
});

test('a slot that is not named is empty', () => {
  const slots = new Slots();
  const slot = (mid: string, source: MediaSource, at: number, aperturePlusOne = 0) => ({ $typeName: 'asclepion.v1.MediaSlot' as const, mid, source, scope: 4, slot: at, aperturePlusOne });
  slots.handleSlots({ $typeName: 'asclepion.v1.MediaSlots', displays: [], slots: [slot('3', MediaSource.MICROPHONE, 1), slot('6', MediaSource.CAMERA, 1), slot('5', MediaSource.MICROPHONE, 0, 3), slot('9', 7 as MediaSource, 0)] });
  expect(slots.of('voice').map(({ mid, slot, aperture }) => [mid, slot, aperture])).toEqual([['3', 1, -1], ['5', 0, 2]]);
  expect(slots.at('6')?.source).toBe('camera');
  expect(slots.at('9')).toBeUndefined();
  slots.handleSlots({ $typeName: 'asclepion.v1.MediaSlots', displays: [], slots: [slot('6', MediaSource.CAMERA, 2)] });
  expect(slots.of('voice')).toEqual([]);
  expect(slots.at('6')?.slot).toBe(2);
});

test('relays serve the path that is looked for next, and at once where one is in use', async () => {
  const relays = (password: string) => serversOf({ uris: ['turn:a.example'], username: '1:2', password });
  peer.handleRelays(relays('first'), false);
  await up();
  expect(lines[0]!.configuration.iceServers).toEqual([{ urls: ['turn:a.example'], username: '1:2', credential: 'first' }]);
  peer.handleRelays(relays('second'), false);
  await settled();
  expect(offers().length).toBe(1);
  expect(lines[0]!.configuration).toEqual({ bundlePolicy: 'max-bundle', iceServers: relays('second') });
  peer.handleRelays(relays('third'), true);
  await settled();
  expect(offers().length).toBe(2);
  expect(lines[0]!.restarts).toEqual([false, true]);
  // Nobody is told that anything is amiss: the old path still holds.
  expect(peer.current).toBe('up');
  peer.handleAnswer({ sdp: 'again', sequence: asked.length });
  await settled();
  expect(peer.current).toBe('up');
});

test('a device goes by its label and belongs on its board', () => {
  const slots = new Slots();
  const device = { $typeName: 'asclepion.v1.MediaDevice' as const, label: 'Endoscope', board: 1 };
  slots.handleSlots({ $typeName: 'asclepion.v1.MediaSlots', displays: ['Corridor'], slots: [{ $typeName: 'asclepion.v1.MediaSlot', mid: '7', source: MediaSource.SCREEN, scope: 0, slot: 0, aperturePlusOne: 0, device }] });
  expect(slots.at('7')?.device).toEqual({ label: 'Endoscope', board: 1 });
  expect(slots.displays).toEqual(['Corridor']);
  slots.handleSlots({ $typeName: 'asclepion.v1.MediaSlots', displays: [], slots: [] });
  expect(slots.displays).toEqual([]);
});

test('a device has its board, and screens take those that are free', () => {
  const [one, two] = [{ board: undefined }, { board: undefined }];
  const [scope, second] = [{ board: 1 }, { board: 1 }];
  expect(hang([one, two, scope], 2)).toEqual([one, scope]);
  expect(hang([one, scope], 1)).toEqual([one]);
  expect(hang([scope, second], 3)).toEqual([second, scope, undefined]);
  expect(hang([one], 0)).toEqual([]);
});
