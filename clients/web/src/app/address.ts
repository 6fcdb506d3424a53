/** What an address brings along behind its hash: the link of a code, as a QR code holds it. */
const ENTER = /^#enter=([A-Za-z0-9_-]{32})$/;

/** The link in an address, if there is one. */
export function linkIn(address: URL): string | undefined {
  return ENTER.exec(address.hash)?.[1];
}

/** The address that holds a link. Behind the hash, so that no server, proxy or log on the way is told. */
export function addressOf(base: string, link: string): string {
  return `${base}/#enter=${link}`;
}

/** Whether only this very machine understands such an address. */
export function isLocal(base: string): boolean {
  const { hostname } = new URL(base);
  return hostname === 'localhost' || hostname.endsWith('.localhost') || hostname.startsWith('127.') || hostname === '[::1]';
}

/** The addresses of a hospital for other devices: the one by which this page was reached, or, where only this machine understands that, those the server knows of itself. */
export function addressesOf(base: string, lan: readonly string[] = []): string[] {
  if (!isLocal(base)) return [base];
  const { port } = new URL(base);
  return lan.map((host) => `https://${host}${port === '' ? '' : `:${port}`}`);
}

/** The best of them, or else the only one there is. */
export function siteFor(base: string, lan?: readonly string[]): string {
  return addressesOf(base, lan)[0] ?? base;
}
