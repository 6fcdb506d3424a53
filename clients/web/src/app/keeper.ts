import type { EntryRequest } from '../net/entry';

/** What a page needs to go on where it, or another device, was. */
export interface Kept {
  token: string;
  request: EntryRequest;
}

const KEY = 'asclepion.place';
const TOKEN = /^[A-Za-z0-9_-]{32}$/;

/**
 * Remembers one's place for this tab alone, so that a reload, or a browser that was put to sleep with its headset, comes back to the same body
 * while the server keeps it. Nothing else that opens anything is kept: no access code and no grant.
 */
export class Keeper {
  constructor(private readonly storage: Pick<Storage, 'getItem' | 'setItem' | 'removeItem'>) {}

  keep(token: string, request: EntryRequest): void {
    const harmless: EntryRequest = { ...request };
    delete harmless.accessCode;
    delete harmless.grant;
    delete harmless.visit;
    this.quietly(() => {
      this.storage.setItem(KEY, JSON.stringify({ token, request: harmless }));
    });
  }

  forget(): void {
    this.quietly(() => {
      this.storage.removeItem(KEY);
    });
  }

  /** What was kept, if it looks right. */
  find(): Kept | undefined {
    let kept: Kept | undefined;
    this.quietly(() => {
      const parsed = JSON.parse(this.storage.getItem(KEY) ?? 'null') as Kept | null;
      if (parsed && TOKEN.test(parsed.token) && typeof parsed.request === 'object' && typeof parsed.request.role === 'string' && typeof parsed.request.displayName === 'string') kept = parsed;
    });
    return kept;
  }

  /** A browser that keeps nothing still gets in. */
  private quietly(run: () => void): void {
    try {
      run();
    } catch {
      // Private windows may refuse; what is kept may be damaged.
    }
  }
}
