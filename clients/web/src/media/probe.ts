import { compactOffer } from './offer';
import { type Path, pathOf, type Stat } from './quality';

/** What the server says to an offer by which one looks for a path. */
export interface ProbeAnswer {
  sdp: string;
  /** What else to try. */
  iceServers: RTCIceServer[];
}

const LOOK_MS = 200;
/** The first path that works need not be the best; others are nearly as quick to be found. */
const SETTLED_LOOKS = 4;
/** Relays come last, and over TCP they take their time. */
const MOST_LOOKS = 45;

/**
 * Looks for the path that sound and pictures would take, and for how far the server is. Nothing is sent or heard over it.
 * @returns nothing when no path leads to the server
 */
export async function findPath(line: RTCPeerConnection, ask: (sdp: string) => Promise<ProbeAnswer>, wait: (milliseconds: number) => Promise<void>): Promise<Path | undefined> {
  line.addTransceiver('audio', { direction: 'recvonly' });
  const offer = await line.createOffer();
  const { sdp, iceServers } = await ask(compactOffer(offer.sdp ?? ''));
  // The browser begins to look when its own description is set, and then has to know of relays.
  line.setConfiguration({ ...line.getConfiguration(), iceServers });
  await line.setLocalDescription(offer);
  await line.setRemoteDescription({ type: 'answer', sdp });
  let found: Path | undefined;
  let settled = 0;
  for (let looks = 0; looks < MOST_LOOKS && settled < SETTLED_LOOKS; looks++) {
    await wait(LOOK_MS);
    if (line.iceConnectionState === 'failed') return undefined;
    if (line.iceConnectionState !== 'connected' && line.iceConnectionState !== 'completed') continue;
    found = pathOf([...(await line.getStats()).values()] as Stat[]) ?? found;
    if (found) settled++;
  }
  return found;
}
