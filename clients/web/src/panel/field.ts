import { breakLines } from './breaking';
import { TextBuffer } from './buffer';
import { box, focusRing, frame, sizeFor, write } from './draw';
import { BUTTON, degrees, LINE_HEIGHT } from './units';
import { type Semantics, type Style, Widget } from './widget';

export interface FieldOptions {
  label: string;
  value?: string;
  placeholder?: string;
  /** Characters, as code points. @default 200 */
  most?: number;
  /** Lines that are seen at once; above one, Enter makes a new line. @default 1 */
  lines?: number;
  onChange?: (value: string) => void;
  /** Enter, of a field of one line. */
  onSubmit?: (value: string) => void;
}

const INSET = degrees(0.5);

/** Where text is written: with the system's own input where there is a page before one's eyes, with the panel keyboard in a headset. */
export class Field extends Widget {
  readonly buffer: TextBuffer;
  /** Letters that are not yet characters, shown underlined at the caret. */
  private pending = '';
  private rows: { text: string; from: number }[] = [];
  private head = 0;

  constructor(private readonly options: FieldOptions) {
    super();
    this.buffer = new TextBuffer(options.most ?? 200, options.value);
  }

  override get interactive(): boolean {
    return true;
  }

  get label(): string {
    return this.options.label;
  }

  get lines(): number {
    return this.options.lines ?? 1;
  }

  get value(): string {
    return this.buffer.text;
  }

  /** Sets the text without telling anybody. */
  set value(text: string) {
    if (text === this.buffer.text) return;
    this.buffer.set(text);
    this.changed('layout');
  }

  get composing(): string {
    return this.pending;
  }

  set composing(letters: string) {
    if (letters === this.pending) return;
    this.pending = letters;
    this.changed('layout');
  }

  insert(text: string): void {
    this.buffer.insert(this.lines === 1 ? text.replaceAll('\n', ' ') : text);
    this.edited();
  }

  backspace(): void {
    this.buffer.backspace();
    this.edited();
  }

  move(by: number): void {
    this.buffer.move(by);
    this.changed('layout');
  }

  enter(): void {
    if (this.lines > 1) this.insert('\n');
    else this.options.onSubmit?.(this.value);
  }

  override assign(value: string, caret?: number): void {
    this.buffer.set(value, caret);
    this.edited();
  }

  override semantics(): Semantics {
    return { role: 'textbox', label: this.options.label, value: this.value, disabled: !this.enabled, most: this.buffer.most, lines: this.lines };
  }

  /** Puts the caret where one presses. */
  override handlePress(_x: number, y: number): void {
    const line = this.lineHeight > 0 ? Math.floor((y - this.head - INSET) / this.lineHeight) : 0;
    const row = this.rows[Math.max(0, Math.min(this.rows.length - 1, line))];
    if (row && line < this.rows.length - 1) this.buffer.moveTo(row.from + row.text.length);
    else this.buffer.moveTo(this.value.length);
    this.changed('layout');
  }

  private lineHeight = 0;

  protected arrange(width: number, style: Style): number {
    const size = sizeFor('body', style);
    this.lineHeight = size * LINE_HEIGHT;
    this.head = Math.ceil(this.lineHeight);
    const { caret } = this.buffer;
    const shown = this.value.slice(0, caret) + this.pending + this.value.slice(caret);
    const measure = (text: string) => style.measure(text, size, false);
    let from = 0;
    const rows = breakLines(shown, width - 2 * INSET - 4, measure, style.language).map((text) => {
      // Spaces at a break are not in the lines.
      const start = shown.indexOf(text, from);
      from = (start < 0 ? from : start) + text.length;
      return { text, from: start < 0 ? from : start };
    });
    // A space just written stands at the end of the last line, though breaking drops it.
    const last = rows.at(-1);
    if (last) last.text = shown.slice(last.from).replaceAll('\n', '');
    const end = caret + this.pending.length;
    const at = Math.max(0, rows.findLastIndex((row) => row.from <= end));
    const first = Math.max(0, Math.min(at - this.lines + 1, rows.length - this.lines));
    this.rows = rows.slice(first, first + this.lines);
    return this.head + Math.max(BUTTON.height, Math.ceil(this.lines * this.lineHeight + INSET));
  }

  protected override paint(pen: CanvasRenderingContext2D, style: Style): void {
    const { theme } = style;
    const size = sizeFor('body', style);
    const ink = this.enabled ? theme.text : theme.disabled;
    write(pen, this.options.label, 0, this.head / 2, size, this.enabled ? theme.quiet : theme.disabled);
    pen.save();
    pen.translate(0, this.head);
    const tall = this.height - this.head;
    box(pen, 0, 0, this.width, tall, degrees(0.4), this.hovers > 0 ? theme.controlHover : theme.control);
    frame(pen, 0, 0, this.width, tall, degrees(0.4), this.focused ? theme.focus : theme.line, this.focused ? 4 : 2);
    const top = (tall - this.lines * this.lineHeight) / 2;
    const y = (i: number) => top + (i + 0.5) * this.lineHeight;
    if (this.value === '' && this.pending === '' && this.options.placeholder) write(pen, this.options.placeholder, INSET, y(0), size, theme.quiet);
    this.rows.forEach((row, i) => {
      write(pen, row.text, INSET, y(i), size, ink);
    });
    if (this.focused) this.paintCaret(pen, style, size, y);
    pen.restore();
    if (!this.enabled) focusRing(pen, this, style, 0);
  }

  private paintCaret(pen: CanvasRenderingContext2D, style: Style, size: number, y: (row: number) => number): void {
    const { caret } = this.buffer;
    const end = caret + this.pending.length;
    const i = Math.max(0, this.rows.findLastIndex((row) => row.from <= end));
    const row = this.rows[i] ?? { text: '', from: 0 };
    const x = INSET + style.measure(row.text.slice(0, Math.max(0, end - row.from)), size, false);
    pen.fillStyle = style.theme.focus;
    pen.fillRect(x, y(i) - size * 0.6, 3, size * 1.2);
    if (this.pending === '') return;
    const start = INSET + style.measure(row.text.slice(0, Math.max(0, caret - row.from)), size, false);
    pen.fillRect(start, y(i) + size * 0.6, x - start, 3);
  }

  private edited(): void {
    this.changed('layout');
    this.options.onChange?.(this.value);
  }
}
