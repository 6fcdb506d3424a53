import type { MediaRelays } from '../protocol/gen/asclepion/v1/media_pb';

/** TURN servers as a browser wants them told. */
export function serversOf({ uris, username, password }: Pick<MediaRelays, 'uris' | 'username' | 'password'>): RTCIceServer[] {
  return uris.length === 0 ? [] : [{ urls: [...uris], username, credential: password }];
}
