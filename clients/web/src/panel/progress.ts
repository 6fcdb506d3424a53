import { clamp } from '../base/angles';
import { box, sizeFor, write } from './draw';
import { degrees, LINE_HEIGHT } from './units';
import { type Semantics, type Style, Widget } from './widget';

const BAR = degrees(0.6);

/** How far something has come, 0 to 1, in a bar and in percent. */
export class Progress extends Widget {
  private part: number;
  private head = 0;

  constructor(private readonly label: string, value = 0) {
    super();
    this.part = clamp(value, 0, 1);
  }

  get value(): number {
    return this.part;
  }

  set value(value: number) {
    const next = clamp(value, 0, 1);
    if (next === this.part) return;
    this.part = next;
    this.changed('look');
  }

  override semantics(): Semantics {
    return { role: 'progressbar', label: this.label, value: this.words, range: { min: 0, max: 100, now: Math.round(this.part * 100), step: 1 } };
  }

  protected arrange(_width: number, style: Style): number {
    this.head = Math.ceil(sizeFor('body', style) * LINE_HEIGHT);
    return this.head + BAR + degrees(0.2);
  }

  protected override paint(pen: CanvasRenderingContext2D, style: Style): void {
    const { theme } = style;
    const size = sizeFor('body', style);
    write(pen, this.label, 0, this.head / 2, size, theme.text);
    write(pen, this.words, this.width, this.head / 2, size, theme.text, { bold: true, align: 'right' });
    box(pen, 0, this.head, this.width, BAR, BAR / 2, theme.controlPressed);
    if (this.part > 0) box(pen, 0, this.head, Math.max(BAR, this.width * this.part), BAR, BAR / 2, theme.strong);
  }

  private get words(): string {
    return `${Math.round(this.part * 100)} %`;
  }
}
