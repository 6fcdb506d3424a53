import type { Locale } from '../locale/locale';
import { languageOf } from '../locale/script';
import { fill, h } from './dom';

/**
 * One thing that was said. Chat is the only source today; whoever recognises speech hands its lines to {@link Captions.handleLine} in the same
 * form: again with the same `key` while the words of one sentence still change, the last time with `final`.
 */
export interface CaptionLine {
  /** Names the utterance, so that better words take the place of the first ones. */
  key: string;
  speaker: string;
  text: string;
  source: 'chat' | 'speech';
  final: boolean;
}

interface Shown extends CaptionLine {
  until: number;
  row: HTMLElement;
}

const MOST_LINES = 3;
const SHORTEST_MS = 5_000;
/** Reading slowly: some seven characters a second. */
const PER_CHARACTER_MS = 140;
const LONGEST_MS = 20_000;

/** How long a line stays, in milliseconds. */
export function stayOf(text: string): number {
  return Math.min(LONGEST_MS, SHORTEST_MS + text.length * PER_CHARACTER_MS);
}

/** What is said, in words below the picture, and to a screen reader also when it is not shown. */
export class Captions {
  readonly element: HTMLElement;
  private lines: Shown[] = [];

  /** @param after runs something later */
  constructor(private readonly locale: Locale, private readonly now: () => number, private readonly after: (milliseconds: number, run: () => void) => void) {
    this.element = h('div', { class: 'captions', role: 'log', 'aria-live': 'polite', 'aria-atomic': 'false', 'aria-label': locale.text('captions.title') });
  }

  /** Shown to the eye or not; always told to a screen reader. */
  set shown(shown: boolean) {
    this.element.classList.toggle('visually-hidden', !shown);
  }

  handleLine(line: CaptionLine): void {
    const until = this.now() + stayOf(line.text);
    const known = this.lines.find(({ key }) => key === line.key);
    if (known) {
      Object.assign(known, line, { until });
      this.write(known);
    } else {
      const row = h('p', {});
      const made: Shown = { ...line, until, row };
      this.write(made);
      this.lines.push(made);
      this.element.append(row);
      while (this.lines.length > MOST_LINES) this.lines.shift()!.row.remove();
    }
    this.after(until - this.now(), () => {
      this.expire();
    });
  }

  /** Another room: what was said in the old one stays behind. */
  handleRoom(): void {
    this.lines = [];
    fill(this.element);
  }

  private write({ row, speaker, text }: Shown): void {
    fill(row, h('b', { lang: languageOf(speaker) }, speaker || this.locale.text('chat.someone')), h('span', { lang: languageOf(text) }, text));
  }

  private expire(): void {
    const now = this.now();
    for (const line of this.lines) if (line.until <= now) line.row.remove();
    this.lines = this.lines.filter(({ until }) => until > now);
  }
}
