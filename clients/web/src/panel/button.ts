import { breakLines } from './breaking';
import { box, drawIcon, focusRing, frame, type IconShape, sizeFor, write } from './draw';
import { BUTTON, degrees, LINE_HEIGHT } from './units';
import { type Semantics, type Style, Widget } from './widget';

export interface ButtonOptions {
  label: string;
  icon?: IconShape;
  onPress: () => void;
  /** What is read out instead of the label, where that says too little. */
  describe?: string;
  /** `alert` is for what cannot be taken back. The one primary action is the panel's `primary`. @default 'plain' */
  kind?: 'plain' | 'alert';
  /** The icon stands above the word. @default false */
  tall?: boolean;
  /** In strokes of one weight, for words that are not our own. @default false */
  light?: boolean;
  /** Stays down: its state is told and shown. @default undefined */
  pressed?: boolean;
}

const INSET = degrees(0.6);
const ICON_GAP = degrees(0.4);
const ROUND = degrees(0.5);

/** A button: an icon and always a word. Never smaller than may be hit with an unsteady hand. */
export class Button extends Widget {
  /** Set by the panel on its one primary action. */
  primary = false;
  private lines: string[] = [];

  constructor(private options: ButtonOptions) {
    super();
  }

  override get interactive(): boolean {
    return true;
  }

  get label(): string {
    return this.options.label;
  }

  /** Changes what it says or whether it stays down. */
  set(options: Partial<ButtonOptions>): void {
    const before = this.options;
    this.options = { ...before, ...options };
    if ((Object.keys(options) as (keyof ButtonOptions)[]).some((key) => before[key] !== options[key])) this.changed('layout');
  }

  override activate(): void {
    if (this.enabled) this.options.onPress();
  }

  override semantics(): Semantics {
    const { label, describe, pressed } = this.options;
    return { role: 'button', label: describe ?? label, disabled: !this.enabled, ...(pressed === undefined ? {} : { checked: pressed }) };
  }

  override naturalWidth(style: Style): number {
    const size = sizeFor('body', style);
    const words = style.measure(this.options.label, size, true);
    const icon = this.options.icon && !this.options.tall ? size * 1.15 + ICON_GAP : 0;
    return Math.max(BUTTON.width, Math.ceil(words + icon + 2 * INSET));
  }

  protected arrange(width: number, style: Style): number {
    const { icon, tall, label } = this.options;
    const size = sizeFor('body', style);
    const beside = icon && !tall ? size * 1.15 + ICON_GAP : 0;
    this.lines = label === '' ? [] : breakLines(label, Math.max(1, width - beside - (tall ? ROUND : 2 * INSET)), (text) => style.measure(text, size, !this.options.light), style.language);
    const words = this.lines.length * size * LINE_HEIGHT;
    return Math.max(BUTTON.height, Math.ceil(words + (icon && tall ? size * 1.4 : 0) + degrees(0.6)));
  }

  protected override paint(pen: CanvasRenderingContext2D, style: Style): void {
    const { icon, tall, pressed } = this.options;
    const { theme } = style;
    const size = sizeFor('body', style);
    const ink = this.ground(pen, style);
    const line = size * LINE_HEIGHT;
    const words = this.lines.length * line;
    if (tall) {
      const all = words + (icon ? size * 1.4 : 0);
      let y = (this.height - all) / 2;
      if (icon) {
        drawIcon(pen, icon, this.width / 2 - size * 0.65, y, size * 1.3, ink);
        y += size * 1.4;
      }
      this.lines.forEach((text, i) => {
        write(pen, text, this.width / 2, y + (i + 0.5) * line, size, ink, { bold: !this.options.light, align: 'center' });
      });
    } else {
      const widest = Math.max(0, ...this.lines.map((text) => style.measure(text, size, !this.options.light)));
      const beside = icon ? size * 1.15 + (widest > 0 ? ICON_GAP : 0) : 0;
      const left = (this.width - beside - widest) / 2;
      if (icon) drawIcon(pen, icon, left, this.height / 2 - size * 0.575, size * 1.15, ink);
      this.lines.forEach((text, i) => {
        write(pen, text, left + beside, (this.height - words) / 2 + (i + 0.5) * line, size, ink, { bold: !this.options.light });
      });
    }
    // What stays down is told by a bar as well as by colour.
    if (pressed) box(pen, ROUND, this.height - 9, this.width - 2 * ROUND, 5, 2.5, this.primary ? theme.onStrong : theme.strong);
    focusRing(pen, this, style, ROUND);
  }

  /** Draws the plate; answers the colour of what stands on it. */
  private ground(pen: CanvasRenderingContext2D, { theme }: Style): string {
    const { kind, pressed } = this.options;
    if (!this.enabled) {
      frame(pen, 0, 0, this.width, this.height, ROUND, theme.disabled, 2);
      return theme.disabled;
    }
    if (this.primary) {
      box(pen, 0, 0, this.width, this.height, ROUND, this.hovers > 0 || this.pressed ? theme.strongHover : theme.strong);
      return theme.onStrong;
    }
    box(pen, 0, 0, this.width, this.height, ROUND, this.pressed || pressed ? theme.controlPressed : this.hovers > 0 ? theme.controlHover : theme.control);
    if (kind === 'alert') {
      frame(pen, 0, 0, this.width, this.height, ROUND, theme.alert, 3);
      return theme.alert;
    }
    if (this.hovers > 0) frame(pen, 0, 0, this.width, this.height, ROUND, theme.line, 3);
    return theme.text;
  }
}

/** On or off, with its name and a word for its state. */
export class Toggle extends Widget {
  private lines: string[] = [];

  constructor(private readonly options: { label: string; on: string; off: string; value: boolean; onChange: (value: boolean) => void }) {
    super();
  }

  override get interactive(): boolean {
    return true;
  }

  get value(): boolean {
    return this.options.value;
  }

  set value(value: boolean) {
    if (value === this.options.value) return;
    this.options.value = value;
    this.changed('look');
  }

  override activate(): void {
    if (!this.enabled) return;
    this.value = !this.value;
    this.options.onChange(this.value);
  }

  override semantics(): Semantics {
    return { role: 'switch', label: this.options.label, checked: this.value, disabled: !this.enabled };
  }

  protected arrange(width: number, style: Style): number {
    const size = sizeFor('body', style);
    this.lines = breakLines(this.options.label, width - degrees(3.4) - this.wordWidth(style), (text) => style.measure(text, size, false), style.language);
    return Math.max(BUTTON.height, Math.ceil(this.lines.length * size * LINE_HEIGHT));
  }

  protected override paint(pen: CanvasRenderingContext2D, style: Style): void {
    const { theme } = style;
    const size = sizeFor('body', style);
    const ink = this.enabled ? theme.text : theme.disabled;
    const line = size * LINE_HEIGHT;
    const middle = this.height / 2;
    this.lines.forEach((text, i) => {
      write(pen, text, 0, middle + (i + 0.5 - this.lines.length / 2) * line, size, ink);
    });
    const wide = degrees(2.4);
    const tall = degrees(1.3);
    const x = this.width - wide;
    const y = middle - tall / 2;
    write(pen, this.value ? this.options.on : this.options.off, x - ICON_GAP, middle, size, this.enabled ? theme.quiet : theme.disabled, { align: 'right' });
    box(pen, x, y, wide, tall, tall / 2, this.value && this.enabled ? theme.strong : this.hovers > 0 ? theme.controlHover : theme.control);
    frame(pen, x, y, wide, tall, tall / 2, this.enabled ? theme.line : theme.disabled, 3);
    pen.beginPath();
    pen.arc(this.value ? x + wide - tall / 2 : x + tall / 2, middle, tall / 2 - 6, 0, 2 * Math.PI);
    pen.fillStyle = this.enabled ? (this.value ? theme.onStrong : theme.text) : theme.disabled;
    pen.fill();
    focusRing(pen, this, style, ROUND);
  }

  private wordWidth(style: Style): number {
    const size = sizeFor('body', style);
    return Math.max(style.measure(this.options.on, size, false), style.measure(this.options.off, size, false));
  }
}
