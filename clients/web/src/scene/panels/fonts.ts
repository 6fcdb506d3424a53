import { fontOf } from '../../panel/draw';
import type { Panel } from '../../panel/panel';
import { walk } from '../../panel/widget';

const MOST_KNOWN = 20_000;

/** Asks for the slices of our fonts that a panel's words need, and says when they came. */
export class PanelFonts {
  private readonly known = new Set<string>();
  private readonly seen = new WeakMap<Panel, { stale: boolean }>();

  constructor(private readonly came: () => void) {
    document.fonts.addEventListener('loadingdone', came);
  }

  /** The panel is drawn: once per change its characters are looked through. */
  want(panel: Panel): void {
    let seen = this.seen.get(panel);
    if (!seen) {
      const fresh: { stale: boolean } = (seen = { stale: true });
      panel.events.on('changed', ({ layout }) => {
        fresh.stale ||= layout;
      });
      this.seen.set(panel, seen);
    }
    if (!seen.stale) return;
    seen.stale = false;
    let text = '';
    for (const widget of walk(panel)) {
      const told = widget.semantics();
      for (const character of `${told?.label ?? ''}${told?.value ?? ''}`) {
        if (this.known.has(character)) continue;
        if (this.known.size >= MOST_KNOWN) this.known.clear();
        this.known.add(character);
        text += character;
      }
    }
    if (text === '') return;
    for (const bold of [false, true]) document.fonts.load(fontOf(32, bold), text).catch(() => undefined);
  }

  dispose(): void {
    document.fonts.removeEventListener('loadingdone', this.came);
  }
}
