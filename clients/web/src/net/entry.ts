import { ConnectionFailure } from './errors';

/** What `GET /api/v1/server` tells a newcomer. */
export interface ServerInfo {
  name: Record<string, string>;
  version: string;
  entry: 'demo' | 'code' | 'none';
  roles: string[];
  languages: string[];
  /** Models of bodies below /content/, by role, and `wardrobe`. */
  avatars?: Record<string, string>;
  /** Where others on the network reach it, as in an address: only of a server that is meant for them. */
  lan: string[];
  /** What a browser has to be told about its certificate. */
  certificate: 'none' | 'self-signed' | 'authority' | 'other';
}

/** How one wants to look, each choice a number from 0; the server's own description says which. */
export interface Looks {
  colour: number;
  variant: number;
  skin: number;
  hair: number;
  hairColour: number;
  glasses: number;
  headCover: number;
  beard: number;
  build: number;
  height: number;
  wheelchair: number;
}

/** What a person asks to enter with. */
export interface EntryRequest extends Looks {
  displayName: string;
  role: string;
  language: string;
  visit?: string;
  accessCode?: string;
  /** What a code was exchanged for: then name and role are the code's. */
  grant?: string;
}

/** Six digits and a link that open the same thing, once. */
export interface EntryCode {
  code: string;
  link: string;
  expiresInSeconds: number;
}

/** What a code opens: somebody comes in (`token` is the grant of an {@link EntryRequest}), or goes on where they are (`token` resumes the session). */
export interface WayIn {
  kind: 'enter' | 'continue';
  token: string;
  displayName: string;
  role: string;
  language: string;
}

const ROUND_TRIPS = 4;
const TIMEOUT_MS = 10_000;
/** A room's model may be large and the line slow. */
const CONTENT_TIMEOUT_MS = 120_000;

export async function fetchServerInfo(base: string): Promise<ServerInfo> {
  return (await call(`${base}/api/v1/server`, { headers: { accept: 'application/json' } })) as ServerInfo;
}

/** Answers a ticket that opens one connection, once. */
export async function requestTicket(base: string, request: EntryRequest): Promise<string> {
  return ((await post(`${base}/api/v1/tickets`, request)) as { ticket: string }).ticket;
}

/** A code with which this person may come in on another device. */
export async function requestCode(base: string, request: EntryRequest): Promise<EntryCode> {
  return (await post(`${base}/api/v1/codes`, request)) as EntryCode;
}

/** A code with which another device takes over the session that this token resumes. */
export async function requestContinueCode(base: string, resumeToken: string): Promise<EntryCode> {
  return (await call(`${base}/api/v1/codes/continue`, { method: 'POST', headers: { accept: 'application/json', authorization: `Bearer ${resumeToken}` } })) as EntryCode;
}

/** Uses up a code, or what stood in a link. */
export async function redeemCode(base: string, code: string): Promise<WayIn> {
  return (await post(`${base}/api/v1/codes/redeem`, { code })) as WayIn;
}

/** Has the server answer one's checks for a while. Uses up the ticket. */
export async function askPath(base: string, ticket: string, sdp: string): Promise<{ sdp: string; iceServers: RTCIceServer[] }> {
  return (await call(`${base}/api/v1/path`, {
    method: 'POST',
    headers: { 'content-type': 'application/sdp', accept: 'application/json', authorization: `Bearer ${ticket}` },
    body: sdp,
  })) as { sdp: string; iceServers: RTCIceServer[] };
}

/** Milliseconds the server takes to answer a small question: the quickest of a few, the first of which may have had to connect. */
export async function measureRoundTrip(base: string, now: () => number): Promise<number> {
  let quickest = Infinity;
  for (let i = 0; i < ROUND_TRIPS; i++) {
    const asked = now();
    await fetchServerInfo(base);
    quickest = Math.min(quickest, now() - asked);
  }
  return quickest;
}

/** The bytes of a content file. */
export async function fetchContent(base: string, path: string): Promise<ArrayBuffer> {
  const response = await attempt(`${base}/content/${path}`, {}, CONTENT_TIMEOUT_MS);
  if (!response.ok) throw ConnectionFailure.content(`${response.status} for ${path}`);
  return response.arrayBuffer().catch(() => {
    throw ConnectionFailure.content(`broken off: ${path}`);
  });
}

function post(url: string, body: object): Promise<unknown> {
  return call(url, { method: 'POST', headers: { 'content-type': 'application/json', accept: 'application/json' }, body: JSON.stringify(body) });
}

async function call(url: string, init: RequestInit): Promise<unknown> {
  const response = await attempt(url, init);
  if (response.ok) return response.json();
  const problem = (await response.json().catch(() => ({}))) as { code?: string; field?: string };
  throw ConnectionFailure.problem(response.status, `${problem.code ?? ''} ${problem.field ?? ''}`, Number(response.headers.get('retry-after') ?? 0) || 0);
}

async function attempt(url: string, init: RequestInit, timeout = TIMEOUT_MS): Promise<Response> {
  try {
    return await fetch(url, { ...init, credentials: 'same-origin', signal: AbortSignal.timeout(timeout) });
  } catch (error) {
    if (error instanceof DOMException && error.name === 'TimeoutError') throw ConnectionFailure.timeout(url);
    throw ConnectionFailure.unreachable(url);
  }
}
