import type { Locale } from '../locale/locale';
import type { EntryCode } from '../net/entry';
import { ConnectionFailure } from '../net/errors';
import type { PassView } from '../ui/pass';
import { addressOf, isLocal } from './address';

/**
 * Keeps a pass on show: asks for a code, and for another when one is wanted. The answer ends it.
 *
 * @param site address that other devices reach, as well as this one knows
 * @param now milliseconds since 1970
 */
export function showPasses(view: PassView, locale: Locale, site: string, ask: () => Promise<EntryCode>, now: () => number): () => void {
  let over = false;
  const make = () => {
    view.handleWaiting();
    ask().then(
      ({ code, link, expiresInSeconds }) => {
        if (!over) view.handlePass({ address: addressOf(site, link), site: new URL(site).host, code, until: new Date(now() + expiresInSeconds * 1_000), local: isLocal(site) });
      },
      (error: unknown) => {
        if (!over) view.handleFailure(locale.text(`error.${error instanceof ConnectionFailure ? error.reason : 'server'}`));
      },
    );
  };
  const off = view.events.on('again', make);
  make();
  return () => {
    over = true;
    off();
  };
}
