import { findPath } from '../media/probe';
import type { Path } from '../media/quality';
import { askPath, type EntryRequest, requestTicket } from '../net/entry';
import type { LineView } from '../ui/check';

/** Finds out, before entering, how sound and pictures would travel, and tells so. The answer stops it. */
export function searchPath(base: string, request: EntryRequest, tell: (found: Pick<LineView, 'search' | 'path'>) => void): () => void {
  const line = new RTCPeerConnection({ bundlePolicy: 'max-bundle', rtcpMuxPolicy: 'require' });
  let over = false;
  const end = (search: LineView['search'], path?: Path) => {
    if (!over) tell({ search, path });
    over = true;
    line.close();
  };
  tell({ search: 'trying', path: undefined });
  requestTicket(base, request)
    .then((ticket) => findPath(line, (sdp) => askPath(base, ticket, sdp), (milliseconds) => new Promise((resolve) => setTimeout(resolve, milliseconds))))
    .then(
      (path) => { end(path ? 'later' : 'none', path); },
      // Then it is as it was before anybody asked.
      () => { end('later'); },
    );
  return () => {
    over = true;
    line.close();
  };
}
