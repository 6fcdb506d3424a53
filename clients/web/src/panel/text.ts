import { breakLines } from './breaking';
import { sizeFor, write } from './draw';
import { type FontSize, LINE_HEIGHT } from './units';
import { type Semantics, type Style, Widget } from './widget';

export interface TextOptions {
  /** @default 'body' */
  size?: FontSize;
  /** @default false */
  bold?: boolean;
  /** @default 'text' */
  tone?: 'text' | 'quiet' | 'alert';
  /** @default 'left' */
  align?: 'left' | 'center';
  /** A heading is found by assistive technology. @default false */
  heading?: boolean;
  /** Read out when it changes. @default undefined */
  live?: 'polite' | 'assertive';
}

/** A paragraph, broken into lines as its language wants it. */
export class Text extends Widget {
  private lines: string[] = [];

  constructor(private words: string, private readonly options: TextOptions = {}) {
    super();
  }

  set(words: string): void {
    if (words === this.words) return;
    this.words = words;
    this.changed('layout');
  }

  get text(): string {
    return this.words;
  }

  override naturalWidth(style: Style): number {
    const size = sizeFor(this.options.size ?? 'body', style);
    return Math.max(...this.words.split('\n').map((line) => style.measure(line, size, this.options.bold ?? false)));
  }

  override semantics(): Semantics {
    const { heading, live } = this.options;
    return { role: heading ? 'heading' : 'text', label: this.words, ...(live ? { live } : {}) };
  }

  protected arrange(width: number, style: Style): number {
    const size = sizeFor(this.options.size ?? 'body', style);
    this.lines = this.words === '' ? [] : breakLines(this.words, width, (text) => style.measure(text, size, this.options.bold ?? false), style.language);
    return Math.ceil(this.lines.length * size * LINE_HEIGHT);
  }

  protected override paint(pen: CanvasRenderingContext2D, style: Style): void {
    const { tone = 'text', bold = false, align = 'left' } = this.options;
    const size = sizeFor(this.options.size ?? 'body', style);
    this.lines.forEach((line, i) => {
      write(pen, line, align === 'center' ? this.width / 2 : 0, (i + 0.5) * size * LINE_HEIGHT, size, style.theme[tone], { bold, align });
    });
  }
}
