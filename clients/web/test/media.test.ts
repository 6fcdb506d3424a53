import { expect, test } from 'vitest';
import { Adviser } from '../src/media/advice';
import { Arrivals } from '../src/media/cues';
import { type Browser, Devices } from '../src/media/devices';
import { Microphone } from '../src/media/microphone';
import { pathOf, QualityMeter, type Stat } from '../src/media/quality';
import { levelOf, meterOf, Talking } from '../src/media/talking';
import { MediaAdvice_Reason as Reason } from '../src/protocol/gen/asclepion/v1/media_pb';

class TestTrack extends EventTarget {
  enabled = true;
  stopped = false;
  constructor(readonly kind: string, readonly label = '') {
    super();
  }
  stop() {
    this.stopped = true;
  }
}

const asTrack = (track: TestTrack) => track as unknown as MediaStreamTrack;

/** Devices whose answers come when the test says. */
function testBrowser() {
  const given: TestTrack[] = [];
  let fault: string | undefined;
  const waiting: (() => void)[] = [];
  let hold = false;
  const give = (kind: string, label: string) =>
    new Promise<MediaStream>((resolve, reject) => {
      const answer = () => {
        if (fault) {
          reject(Object.assign(new Error('no'), { name: fault }));
          return;
        }
        const track = new TestTrack(kind, label);
        given.push(track);
        resolve({ getTracks: () => [track] } as unknown as MediaStream);
      };
      if (hold) waiting.push(answer);
      else answer();
    });
  const browser: Browser = {
    getUserMedia: ({ audio, video }) => give(audio ? 'audio' : 'video', JSON.stringify((audio || video) as object)),
    getDisplayMedia: () => give('video', 'screen'),
    enumerateDevices: () => Promise.resolve([{ deviceId: 'a', kind: 'audioinput', label: 'Built-in' }, { deviceId: 'b', kind: 'videoinput', label: 'Camera' }, { deviceId: '', kind: 'audioinput', label: '' }]),
  };
  return {
    browser,
    given,
    fail: (name: string | undefined) => (fault = name),
    hold: () => (hold = true),
    release: () => {
      for (const answer of waiting.splice(0)) answer();
    },
  };
}

test.each([
  ['NotAllowedError', 'denied'],
  ['NotFoundError', 'missing'],
  ['NotReadableError', 'busy'],
  ['TypeError', 'unsupported'],
  ['OddError', 'failed'],
])('%s is told as %s', async (name, fault) => {
  const { browser, fail } = testBrowser();
  fail(name);
  expect(await new Devices(browser, { microphone: undefined, camera: undefined }).start('microphone')).toBe(fault);
});

test('a page without devices says so', async () => {
  expect(await new Devices(undefined, { microphone: undefined, camera: undefined }).start('camera')).toBe('unsupported');
});

test('the remembered device is asked for, and another one replaces it at once', async () => {
  const { browser, given } = testBrowser();
  const chosen = { microphone: 'a', camera: undefined };
  const devices = new Devices(browser, chosen);
  const changes: string[] = [];
  devices.events.on('changed', ({ source }) => changes.push(source));
  await devices.start('microphone');
  await devices.start('microphone');
  expect(given).toHaveLength(1);
  expect(given[0]!.label).toContain('"ideal":"a"');
  await devices.choose('microphone', 'c');
  expect(given[1]!.label).toContain('"ideal":"c"');
  expect(given[0]!.stopped).toBe(true);
  expect(chosen.microphone).toBe('c');
  expect(changes).toEqual(['microphone', 'microphone']);
  expect(await devices.list('microphone')).toEqual([{ id: 'a', label: 'Built-in' }]);
});

test('what is no longer wanted when permission comes is let go', async () => {
  const { browser, given, hold, release } = testBrowser();
  hold();
  const devices = new Devices(browser, { microphone: undefined, camera: undefined });
  const started = devices.start('camera');
  devices.stop('camera');
  release();
  await started;
  expect(given[0]!.stopped).toBe(true);
  expect(devices.track('camera')).toBeUndefined();
});

test('a source that ends by itself is told of', async () => {
  const { browser, given } = testBrowser();
  const devices = new Devices(browser, { microphone: undefined, camera: undefined });
  const lost: string[] = [];
  devices.events.on('lost', ({ source }) => lost.push(source));
  await devices.start('screen');
  given[0]!.dispatchEvent(new Event('ended'));
  expect(lost).toEqual(['screen']);
  expect(devices.track('screen')).toBeUndefined();
});

function testMicrophone() {
  const it = testBrowser();
  const devices = new Devices(it.browser, { microphone: undefined, camera: undefined });
  const copies: TestTrack[] = [];
  let level = 0;
  const microphone = new Microphone({
    devices,
    meter: () => ({ read: () => level, close: () => undefined }),
    copy: () => {
      const copy = new TestTrack('audio');
      copies.push(copy);
      return asTrack(copy);
    },
  });
  const voices: string[] = [];
  microphone.events.on('voice', ({ muted, talking }) => voices.push(`${muted ? 'muted' : 'open'}${talking ? ' talking' : ''}`));
  const speak = (loudness: number, from: number, to: number) => {
    level = loudness;
    for (let at = from; at < to; at += 50) microphone.update(at);
  };
  return { ...it, devices, copies, microphone, voices, speak };
}

test('a microphone begins muted, and only its copy is ever sent', async () => {
  const { devices, copies, microphone, given, voices, speak } = testMicrophone();
  const sent: unknown[] = [];
  microphone.events.on('track', ({ track }) => sent.push(track));
  await devices.start('microphone');
  expect(copies[0]!.enabled).toBe(false);
  expect(given[0]!.enabled).toBe(true);
  expect(sent).toEqual([copies[0]]);
  microphone.muted = false;
  expect(copies[0]!.enabled).toBe(true);
  speak(0.2, 0, 500);
  speak(0, 500, 2_000);
  microphone.muted = true;
  expect(voices).toEqual(['open', 'open talking', 'open', 'muted']);
  devices.stop('microphone');
  expect(sent.at(-1)).toBeNull();
  expect(copies[0]!.stopped).toBe(true);
});

test('whoever talks into a muted microphone is told, and not every second', async () => {
  const { devices, microphone, speak } = testMicrophone();
  let hints = 0;
  microphone.events.on('mutedTalk', () => hints++);
  await devices.start('microphone');
  speak(0.001, 0, 3_000);
  expect(hints).toBe(0);
  speak(0.2, 3_000, 9_000);
  expect(hints).toBe(1);
  speak(0.2, 9_000, 40_000);
  expect(hints).toBe(2);
  microphone.muted = false;
  speak(0.2, 40_000, 99_000);
  expect(hints).toBe(2);
});

test('a cough is not talking, and a breath is not its end', () => {
  const talking = new Talking();
  talking.handleLevel(0.3, 0);
  talking.handleLevel(0, 50);
  talking.handleLevel(0, 700);
  expect(talking.isTalking).toBe(false);
  for (let at = 1_000; at < 1_300; at += 50) talking.handleLevel(0.3, at);
  expect(talking.isTalking).toBe(true);
  talking.handleLevel(0, 1_600);
  expect(talking.isTalking).toBe(true);
  talking.handleLevel(0, 2_000);
  expect(talking.isTalking).toBe(false);
});

test('levels', () => {
  expect(levelOf(new Float32Array([0.5, -0.5, 0.5, -0.5]))).toBeCloseTo(0.5);
  expect(meterOf(1)).toBe(1);
  expect(meterOf(0.001)).toBeCloseTo(0);
  expect(meterOf(0)).toBe(0);
});

const inbound = (more: Partial<Stat>): Stat => ({ id: 'i', type: 'inbound-rtp', kind: 'audio', ...more });

test('running totals become what happened since the last look', () => {
  const meter = new QualityMeter();
  meter.read([inbound({ packetsLost: 10, packetsReceived: 990, concealedSamples: 4_800 })]);
  const now = meter.read([inbound({ packetsLost: 15, packetsReceived: 1_085, jitter: 0.012, concealedSamples: 14_400, silentConcealedSamples: 4_800, totalFreezesDuration: 0.25 }), { id: 'p', type: 'candidate-pair', bytesReceived: 9, currentRoundTripTime: 0.031 }]);
  expect(now).toEqual({ roundTripMillis: 31, jitterMillis: 12, lostPermille: 50, frozenMillis: 250, concealedMillis: 100 });
  // A connection made anew counts from the beginning, and nothing goes backwards.
  expect(meter.read([inbound({ packetsLost: 0, packetsReceived: 5 })])).toMatchObject({ lostPermille: 0, frozenMillis: 0, concealedMillis: 0 });
});

test.each([
  ['host', 'udp', 'udp'],
  ['host', 'tcp', 'tcp'],
  ['relay', 'udp', 'relay'],
])('a %s candidate over %s is the way %s', (candidateType, protocol, way) => {
  const stats: Stat[] = [
    { id: 't', type: 'transport', selectedCandidatePairId: 'p2' },
    { id: 'p1', type: 'candidate-pair', localCandidateId: 'c1', bytesReceived: 5 },
    { id: 'p2', type: 'candidate-pair', localCandidateId: 'c2', currentRoundTripTime: 0.002 },
    { id: 'c1', type: 'local-candidate', candidateType: 'prflx', protocol: 'udp' },
    { id: 'c2', type: 'local-candidate', candidateType, protocol },
  ];
  expect(pathOf(stats)).toEqual({ way, roundTrip: 2 });
});

test('no path, no words about it', () => {
  expect(pathOf([])).toBeUndefined();
});

test('one bad second is nobody’s business; two are, until four good ones', () => {
  const adviser = new Adviser();
  const fine = { roundTripMillis: 20, jitterMillis: 2, lostPermille: 0, frozenMillis: 0, concealedMillis: 0 };
  adviser.handleReception({ ...fine, lostPermille: 200 });
  expect(adviser.verdict('up')).toBe('good');
  adviser.handleReception({ ...fine, lostPermille: 200 });
  expect(adviser.verdict('up')).toBe('network');
  for (let i = 0; i < 3; i++) adviser.handleReception(fine);
  expect(adviser.verdict('up')).toBe('network');
  adviser.handleReception(fine);
  expect(adviser.verdict('up')).toBe('good');
  for (let i = 0; i < 2; i++) adviser.handleReception({ ...fine, roundTripMillis: 900 });
  expect(adviser.verdict('up')).toBe('delay');
});

test('the server’s advice counts, and the path’s state before all', () => {
  const adviser = new Adviser();
  adviser.handleAdvice(Reason.SERVER_BUSY);
  expect(adviser.verdict('up')).toBe('serverBusy');
  adviser.handleAdvice(Reason.NOTHING_RECEIVED);
  expect(adviser.verdict('up')).toBe('nothingReceived');
  adviser.handleAdvice(Reason.CODEC);
  expect(adviser.verdict('up')).toBe('codec');
  expect(adviser.verdict('broken')).toBe('broken');
  expect(adviser.verdict('unavailable')).toBe('unavailable');
  expect(adviser.verdict('connecting')).toBe('connecting');
  adviser.handleAdvice(Reason.GOOD);
  expect(adviser.verdict('up')).toBe('good');
});

test('who was there before oneself is no news, who comes is, and a crowd is told of once', () => {
  const arrivals = new Arrivals();
  expect(arrivals.handlePeople(3, ['me'], 0)).toBe(false);
  expect(arrivals.handlePeople(3, ['me', 'a'], 300)).toBe(false);
  expect(arrivals.handlePeople(3, ['me', 'a', 'b'], 2_200)).toBe(true);
  expect(arrivals.handlePeople(3, ['me', 'a', 'b', 'c'], 2_500)).toBe(false);
  expect(arrivals.handlePeople(3, ['me', 'b'], 9_000)).toBe(false);
  expect(arrivals.handlePeople(3, ['me', 'b', 'a'], 9_100)).toBe(true);
  expect(arrivals.handlePeople(4, ['me', 'x'], 20_000)).toBe(false);
});
