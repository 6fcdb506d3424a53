import type { Locale } from '../../locale/locale';
import { Column, Group, Panel, Text } from '../../panel/index';
import type { ChatLine } from '../../state/world';

const MOST_LINES = 3;
const SHORTEST_MS = 5_000;
/** Reading slowly: some seven characters a second. */
const PER_CHARACTER_MS = 140;
const LONGEST_MS = 20_000;

/** What others said, in words below the line of sight, for as long as it takes to read it. */
export class CaptionsPanel {
  readonly panel: Panel;
  private readonly log: Group;
  private lines: { text: Text; until: number }[] = [];

  constructor(private readonly locale: Locale) {
    this.log = new Group(locale.text('chat.title'), [], 'log', 10);
    this.panel = new Panel({ title: locale.text('chat.title'), showTitle: false, content: new Column([this.log]), wide: 32, passive: true });
  }

  get isEmpty(): boolean {
    return this.lines.length === 0;
  }

  handleLine({ name, text }: Pick<ChatLine, 'name' | 'text'>, now: number): void {
    const stay = Math.min(LONGEST_MS, SHORTEST_MS + text.length * PER_CHARACTER_MS);
    this.lines.push({ text: new Text(`${name || this.locale.text('chat.someone')}: ${text}`), until: now + stay });
    this.show(this.lines.slice(-MOST_LINES));
  }

  /** Another room: what was said in the old one stays behind. */
  handleRoom(): void {
    this.show([]);
  }

  update(now: number): void {
    const left = this.lines.filter(({ until }) => until > now);
    if (left.length !== this.lines.length) this.show(left);
  }

  private show(lines: { text: Text; until: number }[]): void {
    this.lines = lines;
    this.log.clear();
    this.log.add(...lines.map(({ text }) => text));
  }
}
