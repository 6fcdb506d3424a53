import { Emitter } from '../base/emitter';
import { MOST_LETTERS, type Candidate, type Pinyin } from './pinyin';

export type KeyLayout = 'letters' | 'numbers' | 'pinyin';

/** Where typed text goes: a field. */
export interface KeyTarget {
  insert(text: string): void;
  backspace(): void;
  move(by: number): void;
  enter(): void;
  composing: string;
}

interface KeyEvents {
  /** Another layout, shift or other choices: the keys are to be drawn anew. */
  changed: { layout: boolean };
}

/** Choices shown at once. */
export const CANDIDATES_PER_PAGE = 5;

/** What a keyboard on a panel does: letters, numbers, and pinyin with choices. Types into one target at a time; knows no keys' places. */
export class Keys {
  readonly events = new Emitter<KeyEvents>();
  layout: KeyLayout = 'letters';
  /** The next letter is a capital. */
  shift = false;
  private typed = '';
  private choices: Candidate[] = [];
  private from = 0;
  private before: KeyLayout = 'letters';
  private table: Pinyin | undefined;
  private loading = false;
  private failed = false;

  /** @param load fetches the pinyin table, once */
  constructor(private target: KeyTarget, private readonly load: () => Promise<Pinyin>) {}

  /** Letters that wait to become characters. */
  get composing(): string {
    return this.typed;
  }

  /** Whether Chinese is written, be it letters or numbers that are shown now. */
  get isChinese(): boolean {
    return this.layout === 'pinyin' || (this.layout === 'numbers' && this.before === 'pinyin');
  }

  /** The choices of this page. */
  get candidates(): readonly string[] {
    return this.choices.slice(this.from, this.from + CANDIDATES_PER_PAGE).map(({ text }) => text);
  }

  get hasMore(): boolean {
    return this.from + CANDIDATES_PER_PAGE < this.choices.length;
  }

  get hasEarlier(): boolean {
    return this.from > 0;
  }

  /** Whether the table could not be fetched: letters are then written as they are. */
  get withoutTable(): boolean {
    return this.failed;
  }

  /** Types into another field from now on. */
  setTarget(target: KeyTarget): void {
    if (target === this.target) return;
    this.drop();
    this.target = target;
  }

  setLayout(layout: KeyLayout): void {
    if (layout === 'pinyin') void this.fetch();
    if (layout === this.layout) return;
    // Letters that were never chosen for stay as they were typed.
    this.commitTyped();
    if (layout === 'numbers') this.before = this.layout;
    this.layout = layout;
    this.shift = false;
    this.events.emit('changed', { layout: true });
  }

  /** From the numbers back to what was there before. */
  toggleNumbers(): void {
    this.setLayout(this.layout === 'numbers' ? this.before : 'numbers');
  }

  toggleShift(): void {
    this.shift = !this.shift;
    this.events.emit('changed', { layout: true });
  }

  /** A letter, a figure or a sign. */
  type(sign: string): void {
    if (this.layout === 'pinyin' && !this.failed && (/^[a-z]$/.test(sign) || (sign === "'" && this.typed !== ''))) {
      if (this.typed.length < MOST_LETTERS) this.setTyped(this.typed + sign);
      return;
    }
    this.commitFirst();
    this.target.insert(this.shift ? sign.toUpperCase() : sign);
    if (this.shift) this.toggleShift();
  }

  /** Takes the first choice, or writes a space. */
  space(): void {
    if (this.typed !== '') this.commitFirst();
    else this.target.insert(' ');
  }

  /** Writes the letters as they are, or ends the line. */
  enter(): void {
    if (this.typed !== '') this.commitTyped();
    else this.target.enter();
  }

  backspace(): void {
    if (this.typed !== '') this.setTyped(this.typed.slice(0, -1));
    else this.target.backspace();
  }

  move(by: number): void {
    this.commitTyped();
    this.target.move(by);
  }

  /** Takes a choice of this page; letters it does not use up wait for the next. */
  choose(index: number): void {
    const choice = this.choices[this.from + index];
    if (!choice) return;
    const rest = this.typed.slice(choice.letters).replace(/^'+/, '');
    this.target.composing = '';
    this.target.insert(choice.text);
    this.setTyped(rest);
  }

  turnPage(by: 1 | -1): void {
    if (by > 0 ? !this.hasMore : !this.hasEarlier) return;
    this.from += by * CANDIDATES_PER_PAGE;
    this.events.emit('changed', { layout: false });
  }

  /** The field is left: what was not chosen is written as it is. */
  close(): void {
    this.commitTyped();
  }

  private drop(): void {
    this.target.composing = '';
    this.typed = '';
    this.choices = [];
    this.from = 0;
  }

  private commitFirst(): void {
    while (this.typed !== '' && this.choices.length > 0) {
      this.from = 0;
      this.choose(0);
    }
    this.commitTyped();
  }

  private commitTyped(): void {
    const { typed } = this;
    if (typed === '') return;
    this.drop();
    this.target.insert(typed);
    this.events.emit('changed', { layout: false });
  }

  private setTyped(typed: string): void {
    this.typed = typed;
    this.from = 0;
    this.choices = this.table?.candidates(typed) ?? [];
    this.target.composing = typed;
    this.events.emit('changed', { layout: false });
  }

  private async fetch(): Promise<void> {
    if (this.table || this.loading) return;
    this.loading = true;
    try {
      this.table = await this.load();
      this.failed = false;
      if (this.typed !== '') this.setTyped(this.typed);
    } catch {
      this.failed = true;
      this.commitTyped();
    }
    this.loading = false;
    this.events.emit('changed', { layout: true });
  }
}
