/** The header extensions that the server reads or writes; it takes no others. */
const EXTENSIONS: readonly string[] = [
  'urn:ietf:params:rtp-hdrext:ssrc-audio-level',
  'urn:ietf:params:rtp-hdrext:sdes:mid',
  'urn:ietf:params:rtp-hdrext:sdes:rtp-stream-id',
  'urn:ietf:params:rtp-hdrext:sdes:repaired-rtp-stream-id',
  'http://www.ietf.org/id/draft-holmer-rmcat-transport-wide-cc-extensions-01',
  'http://www.webrtc.org/experiments/rtp-hdrext/abs-send-time',
  'urn:3gpp:video-orientation',
];

/** In a bundle these say the same wherever they stand (RFC 8843), so that once is enough. */
const SHARED = /^a=(?:ice-ufrag|ice-pwd|fingerprint|setup|extmap|rtpmap|fmtp|rtcp-fb):/;

/** Nothing in here is needed by a server without candidates to gather and with names of its own for streams. */
const NEEDLESS = /^a=(?:candidate:|end-of-candidates|rtcp:|rtcp-xr:|ice-options:|msid|extmap-allow-mixed|ssrc:\d+ (?!cname:))/;

/** What of a browser's description the server needs: with twenty sections the whole would be larger than a message may be. */
export function compactOffer(sdp: string): string {
  const said = new Set<string>();
  return sdp
    .split('\r\n')
    .filter((line) => {
      if (NEEDLESS.test(line)) return false;
      if (line.startsWith('a=extmap:') && !EXTENSIONS.includes(line.split(' ')[1] ?? '')) return false;
      if (!SHARED.test(line)) return true;
      const fresh = !said.has(line);
      said.add(line);
      return fresh;
    })
    .join('\r\n');
}

interface Codec {
  mimeType: string;
  sdpFmtpLine?: string;
}

const WANTED: Record<'audio' | 'video', readonly string[]> = { audio: ['audio/opus', 'audio/red'], video: ['video/vp8', 'video/h264', 'video/rtx'] };
/** The one form of H.264 that the server asks of devices: constrained baseline, in parts. */
const PLAIN_H264 = /packetization-mode=1;.*profile-level-id=42e0|profile-level-id=42e0.*;packetization-mode=1/i;

/** Of the codecs a browser has, those the server passes on, the plainest first. A person's pictures are VP8; a device's may be H.264. */
export function codecsFor<C extends Codec>(kind: 'audio' | 'video', codecs: readonly C[], sends: boolean): C[] {
  const rank = ({ mimeType, sdpFmtpLine }: C) => {
    const name = mimeType.toLowerCase();
    return name === 'video/h264' && (sends || !PLAIN_H264.test(sdpFmtpLine ?? '')) ? -1 : WANTED[kind].indexOf(name);
  };
  return codecs.filter((codec) => rank(codec) >= 0).sort((a, b) => rank(a) - rank(b));
}
