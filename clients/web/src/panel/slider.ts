import { clamp } from '../base/angles';
import { box, focusRing, frame, sizeFor, write } from './draw';
import { BUTTON, degrees, LINE_HEIGHT } from './units';
import { type Semantics, type Style, Widget } from './widget';

export interface SliderOptions {
  label: string;
  min: number;
  max: number;
  /** @default a hundredth of the range */
  step?: number;
  value: number;
  /** The value in words, with its unit. */
  words?: (value: number) => string;
  onChange: (value: number) => void;
}

const TRACK = degrees(0.35);
const KNOB = degrees(0.8);

/** A value within a range, dragged or pressed; its name and value stand above. */
export class Slider extends Widget {
  private head = 0;

  constructor(private readonly options: SliderOptions) {
    super();
  }

  override get interactive(): boolean {
    return true;
  }

  override get takesDrags(): boolean {
    return true;
  }

  get value(): number {
    return this.options.value;
  }

  /** Rounds to a step within the range. */
  set value(value: number) {
    const { min, max } = this.options;
    const next = clamp(min + Math.round((value - min) / this.step) * this.step, min, max);
    if (next === this.options.value) return;
    this.options.value = next;
    this.changed('look');
  }

  get step(): number {
    return this.options.step ?? (this.options.max - this.options.min) / 100;
  }

  override assign(value: string): void {
    const number = Number(value);
    if (Number.isFinite(number)) this.choose(number);
  }

  override handlePress(x: number): void {
    this.handleDrag(x);
  }

  override handleDrag(x: number): void {
    const { min, max } = this.options;
    this.choose(min + ((x - KNOB) / Math.max(1, this.width - 2 * KNOB)) * (max - min));
  }

  override handleRelease(): void {
    // The value was chosen while it was held.
  }

  override semantics(): Semantics {
    const { label, min, max } = this.options;
    return { role: 'slider', label, value: this.words, disabled: !this.enabled, range: { min, max, now: this.value, step: this.step } };
  }

  protected arrange(_width: number, style: Style): number {
    this.head = Math.ceil(sizeFor('body', style) * LINE_HEIGHT);
    return this.head + BUTTON.height;
  }

  protected override paint(pen: CanvasRenderingContext2D, style: Style): void {
    const { theme } = style;
    const size = sizeFor('body', style);
    const ink = this.enabled ? theme.text : theme.disabled;
    write(pen, this.options.label, 0, this.head / 2, size, ink);
    write(pen, this.words, this.width, this.head / 2, size, ink, { bold: true, align: 'right' });
    const y = this.head + (this.height - this.head) / 2;
    const part = (this.value - this.options.min) / (this.options.max - this.options.min || 1);
    const x = KNOB + part * (this.width - 2 * KNOB);
    box(pen, 0, y - TRACK / 2, this.width, TRACK, TRACK / 2, theme.controlPressed);
    box(pen, 0, y - TRACK / 2, x, TRACK, TRACK / 2, this.enabled ? theme.strong : theme.disabled);
    const knob = KNOB * (this.pressed || this.hovers > 0 ? 0.86 : 0.74);
    pen.beginPath();
    pen.arc(x, y, knob, 0, 2 * Math.PI);
    pen.fillStyle = theme.ground;
    pen.fill();
    pen.lineWidth = 5;
    pen.strokeStyle = this.enabled ? theme.strong : theme.disabled;
    pen.stroke();
    if (this.focused) frame(pen, x - KNOB - 2, y - KNOB - 2, 2 * KNOB + 4, 2 * KNOB + 4, KNOB + 2, theme.focus, 4);
    else focusRing(pen, this, style, 0);
  }

  private get words(): string {
    return this.options.words?.(this.value) ?? String(Math.round(this.value * 100) / 100);
  }

  private choose(value: number): void {
    if (!this.enabled) return;
    const before = this.value;
    this.value = value;
    if (this.value !== before) this.options.onChange(this.value);
  }
}
