// Browsers that only call: pages of no app with one RTCPeerConnection each, driven by lines of JSON from a test, which does the signalling.
// node e2e/callers.mjs URL; each line on stdin is {page, act, ...}, each answer on stdout {result} or {error}.
import { createInterface } from 'node:readline';
import { launch } from './browser.mjs';

const [url] = process.argv.slice(2);
const browser = await launch();
const pages = new Map();

/** What runs in the page; `call` is its only global. */
function install() {
  const call = (globalThis.call = { heardAt: 0, seenAt: 0 });

  call.offer = async ({ voices, pictures, microphone = true, camera, screen, through = {} }) => {
    const pc = (call.pc = new RTCPeerConnection({ bundlePolicy: 'max-bundle', ...through }));
    call.refused = [];
    pc.onicecandidateerror = ({ errorCode }) => call.refused.push(errorCode);
    const stream = await navigator.mediaDevices.getUserMedia({ audio: microphone, video: camera ? { width: 320, height: 180, frameRate: 10 } : false });
    call.stream = stream;
    pc.addTransceiver(stream.getAudioTracks()[0] ?? 'audio', { direction: 'sendonly' });
    const layers = camera === 'simulcast' ? [{ rid: 'q', scaleResolutionDownBy: 4 }, { rid: 'h', scaleResolutionDownBy: 2 }, { rid: 'f' }] : [{}];
    pc.addTransceiver(stream.getVideoTracks()[0] ?? 'video', { direction: 'sendonly', sendEncodings: layers });
    if (screen) pc.addTransceiver('video', { direction: 'sendonly' });
    for (let i = 0; i < voices; i++) pc.addTransceiver('audio', { direction: 'recvonly' });
    for (let i = 0; i < pictures; i++) pc.addTransceiver('video', { direction: 'recvonly' });
    for (const transceiver of pc.getTransceivers()) {
      const { kind } = transceiver.receiver.track;
      const wanted = kind === 'audio' ? ['audio/opus', 'audio/red'] : ['video/VP8', 'video/rtx'];
      transceiver.setCodecPreferences(RTCRtpReceiver.getCapabilities(kind).codecs.filter(({ mimeType }) => wanted.includes(mimeType)));
    }
    pc.ontrack = ({ track }) => {
      // Without an element that plays it nothing is decoded; and a muted one counts no energy.
      const element = document.createElement(track.kind);
      element.srcObject = new MediaStream([track]);
      document.body.append(element);
      void element.play();
    };
    return call.describe();
  };

  /** The offer without what it says again. */
  call.describe = async (options) => {
    await call.pc.setLocalDescription(await call.pc.createOffer(options));
    const said = new Set();
    const own = /^(m=|a=(mid|sendonly|recvonly|inactive|rid|simulcast|ssrc|ssrc-group|msid)\b)/;
    return call.pc.localDescription.sdp
      .split('\r\n')
      .filter((line) => line !== '' && (own.test(line) || (!said.has(line) && said.add(line))))
      .map((line) => `${line}\r\n`)
      .join('');
  };

  call.answer = async ({ sdp }) => {
    await call.pc.setRemoteDescription({ type: 'answer', sdp });
    if (!call.watch) call.watch = setInterval(call.look, 10);
  };

  /** Notes when something was heard and seen for the first time. */
  call.look = async () => {
    for (const stats of (await call.pc.getStats()).values()) {
      if (stats.type !== 'inbound-rtp') continue;
      if (stats.totalAudioEnergy > 0) call.heardAt ||= Date.now();
      if (stats.framesDecoded > 0) call.seenAt ||= Date.now();
    }
    if (call.heardAt && call.seenAt) clearInterval(call.watch);
  };

  call.restart = ({ through } = {}) => {
    if (through) call.pc.setConfiguration({ ...call.pc.getConfiguration(), ...through });
    return call.describe({ iceRestart: true });
  };

  /** What gathering candidates led to: the kinds that were found, and the codes of refusals. */
  call.gathered = async () => {
    while (call.pc.iceGatheringState !== 'complete') await new Promise((resolve) => call.pc.addEventListener('icegatheringstatechange', resolve, { once: true }));
    const kinds = call.pc.localDescription.sdp.match(/(?<= typ )\w+/g) ?? [];
    return { kinds, refused: call.refused };
  };

  call.stats = async () => {
    const result = { state: call.pc.connectionState, heardAt: call.heardAt, seenAt: call.seenAt, received: {}, sent: {}, pair: {} };
    const stats = await call.pc.getStats();
    // After a restart the pairs of before are still nominated.
    const selected = [...stats.values()].find(({ type, selectedCandidatePairId }) => type === 'transport' && selectedCandidatePairId)?.selectedCandidatePairId;
    for (const one of stats.values()) {
      if (one.type === 'inbound-rtp') {
        const { kind, packetsReceived, packetsLost, totalAudioEnergy, framesDecoded, frameHeight, keyFramesDecoded, freezeCount, totalFreezesDuration, concealedSamples, totalSamplesReceived, pliCount, nackCount } = one;
        result.received[one.mid] = { kind, packetsReceived, packetsLost, totalAudioEnergy, framesDecoded, frameHeight, keyFramesDecoded, freezeCount, totalFreezesDuration, concealedSamples, totalSamplesReceived, pliCount, nackCount };
      } else if (one.type === 'outbound-rtp') {
        const { kind, rid, packetsSent, framesEncoded, frameHeight, targetBitrate, qualityLimitationReason, retransmittedPacketsSent } = one;
        result.sent[`${one.mid}${rid ?? ''}`] = { kind, packetsSent, framesEncoded, frameHeight, targetBitrate, qualityLimitationReason, retransmittedPacketsSent };
      } else if (one.type === 'candidate-pair' && one.id === selected) {
        const { state, requestsReceived, responsesSent, responsesReceived, currentRoundTripTime, availableOutgoingBitrate } = one;
        const { address, port, protocol, candidateType, relayProtocol } = stats.get(one.localCandidateId) ?? {};
        result.pair = { state, requestsReceived, responsesSent, responsesReceived, currentRoundTripTime, availableOutgoingBitrate, address, port, protocol, candidateType, relayProtocol };
      }
    }
    return result;
  };

  call.close = () => call.pc.close();
}

async function page(name) {
  let found = pages.get(name);
  if (!found) {
    found = await (await browser.newContext()).newPage();
    found.on('pageerror', (error) => console.error(`${name}: ${error}`));
    await found.route('**/call', (route) => route.fulfill({ contentType: 'text/html', body: '<!doctype html><body>' }));
    await found.addInitScript(install);
    await found.goto(`${url}/call`);
    pages.set(name, found);
  }
  return found;
}

for await (const line of createInterface({ input: process.stdin })) {
  const { page: name, act, ...options } = JSON.parse(line);
  try {
    const at = await page(name);
    const result = act === 'open' ? null : await at.evaluate(([what, given]) => globalThis.call[what](given), [act, options]);
    console.log(JSON.stringify({ result: result ?? null }));
  } catch (error) {
    console.log(JSON.stringify({ error: String(error) }));
  }
}
await browser.close();
