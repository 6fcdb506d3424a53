import { expect, test } from 'vitest';
import { findPath } from '../src/media/probe';

/** A browser's connection that finds what the test says, at the look the test says. */
function testLine(script: { state: string; way?: string }[]) {
  const done: string[] = [];
  let look = -1;
  const now = () => script[Math.min(look, script.length - 1)]!;
  const line = {
    addTransceiver: (kind: string, { direction }: { direction: string }) => done.push(`${kind} ${direction}`),
    createOffer: () => Promise.resolve({ type: 'offer', sdp: 'v=0' }),
    getConfiguration: () => ({ bundlePolicy: 'max-bundle' }),
    setConfiguration: ({ bundlePolicy, iceServers }: RTCConfiguration) => done.push(`${bundlePolicy} ${iceServers?.length}`),
    setLocalDescription: () => Promise.resolve(done.push('looks')),
    setRemoteDescription: ({ sdp }: { sdp: string }) => Promise.resolve(done.push(sdp)),
    get iceConnectionState() {
      return now().state;
    },
    getStats: () => {
      const { way } = now();
      const pair = { id: 'p', type: 'candidate-pair', localCandidateId: 'l', currentRoundTripTime: 0.012 };
      const stats = way ? [{ id: 't', type: 'transport', selectedCandidatePairId: 'p' }, pair, { id: 'l', type: 'local-candidate', protocol: way }] : [];
      return Promise.resolve(new Map(stats.map((stat) => [stat.id, stat])));
    },
  };
  const find = () =>
    findPath(line as unknown as RTCPeerConnection, (sdp) => Promise.resolve({ sdp: `answer to ${sdp}`, iceServers: [{ urls: 'turn:a.example' }] }), () => Promise.resolve(void look++));
  return { done, find, looks: () => look + 1 };
}

test('relays are known before the browser looks, and the answer after', async () => {
  const { done, find } = testLine([{ state: 'connected', way: 'udp' }]);
  expect(await find()).toEqual({ way: 'udp', roundTrip: 12 });
  expect(done).toEqual(['audio recvonly', 'max-bundle 1', 'looks', 'answer to v=0']);
});

test('the first path that works is given a moment to be bettered', async () => {
  const { find, looks } = testLine([{ state: 'checking' }, { state: 'connected', way: 'tcp' }, { state: 'connected', way: 'udp' }]);
  expect(await find()).toEqual({ way: 'udp', roundTrip: 12 });
  expect(looks()).toBe(5);
});

test('no path is found out at once where the browser says so, and in the end where it does not', async () => {
  const failed = testLine([{ state: 'checking' }, { state: 'failed' }]);
  expect(await failed.find()).toBeUndefined();
  expect(failed.looks()).toBe(2);
  const endless = testLine([{ state: 'checking' }]);
  expect(await endless.find()).toBeUndefined();
  expect(endless.looks()).toBeLessThan(60);
});
