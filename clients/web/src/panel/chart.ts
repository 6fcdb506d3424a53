import { sizeFor, write } from './draw';
import { degrees, LINE_HEIGHT } from './units';
import { type Semantics, type Style, Widget } from './widget';

export interface Series {
  name: string;
  /** By ascending x. */
  points: readonly { x: number; y: number }[];
}

export interface Axis {
  label: string;
  unit: string;
  /** @default what the points span */
  min?: number;
  max?: number;
  words?: (value: number) => string;
}

export interface ChartOptions {
  label: string;
  x: Axis;
  y: Axis;
  series: readonly Series[];
  /** Units. @default 12 degrees */
  height?: number;
}

/** Lines are told apart by their dashes, not by colour alone. */
const DASHES: readonly (readonly number[])[] = [[], [14, 8], [4, 8], [20, 7, 4, 7]];
export const MOST_SERIES = DASHES.length;
/** Of one line; of more, the newest are drawn. */
export const MOST_POINTS = 2_000;

/** Round numbers between two values, not more than `most`, each a whole multiple of 1, 2 or 5 times a power of ten. */
export function ticks(min: number, max: number, most: number): number[] {
  if (!(max > min) || most < 2) return [min];
  const raw = (max - min) / (most - 1);
  const power = 10 ** Math.floor(Math.log10(raw));
  const step = [1, 2, 5, 10].map((factor) => factor * power).find((candidate) => Math.floor(max / candidate + 1e-9) - Math.ceil(min / candidate - 1e-9) + 1 <= most)!;
  const found: number[] = [];
  for (let i = Math.ceil(min / step - 1e-9); i * step <= max + step * 1e-9; i++) found.push(Number((i * step).toPrecision(12)));
  return found;
}

/** Lines over two axes with their units; what they are is written beside their ends in a legend below. */
export class LineChart extends Widget {
  private series: readonly Series[] = [];

  constructor(private readonly options: ChartOptions) {
    super();
    this.set(options.series);
  }

  set(series: readonly Series[]): void {
    this.series = series.slice(0, MOST_SERIES).map(({ name, points }) => ({ name, points: points.slice(-MOST_POINTS) }));
    this.changed('look');
  }

  override semantics(): Semantics {
    const { label, y } = this.options;
    const newest = this.series.map(({ name, points }) => `${name} ${points.length > 0 ? `${wordsOf(points.at(-1)!.y, y)} ${y.unit}` : '–'}`);
    return { role: 'image', label: `${label}: ${newest.join(', ')}` };
  }

  protected arrange(): number {
    return this.options.height ?? degrees(12);
  }

  protected override paint(pen: CanvasRenderingContext2D, style: Style): void {
    const { theme } = style;
    const { x, y, label } = this.options;
    const size = sizeFor('small', style);
    const line = size * LINE_HEIGHT;
    const [xMin, xMax] = this.span(x, (point) => point.x);
    const [yMin, yMax] = this.span(y, (point) => point.y);
    const top = line * 2.1;
    const bottom = this.height - line * 2.3;
    const yTicks = ticks(yMin, yMax, Math.max(2, Math.floor((bottom - top) / (line * 1.25)) + 1));
    const left = Math.max(...yTicks.map((tick) => style.measure(wordsOf(tick, y), size, false))) + 14;
    const right = this.width - 8;
    const px = (value: number) => left + ((value - xMin) / (xMax - xMin)) * (right - left);
    const py = (value: number) => bottom - ((value - yMin) / (yMax - yMin)) * (bottom - top);

    write(pen, label, 0, line / 2, size, theme.text, { bold: true });
    write(pen, `${y.label} (${y.unit})`, 0, line * 1.5, size, theme.quiet);
    pen.lineWidth = 1.5;
    for (const tick of yTicks) {
      pen.strokeStyle = theme.controlPressed;
      stroke(pen, left, py(tick), right, py(tick));
      write(pen, wordsOf(tick, y), left - 10, py(tick), size, theme.quiet, { align: 'right' });
    }
    const wide = Math.max(style.measure(wordsOf(xMin, x), size, false), style.measure(wordsOf(xMax, x), size, false)) + size;
    const name = `${x.label} (${x.unit})`;
    const room = right - style.measure(name, size, false) - size;
    for (const tick of ticks(xMin, xMax, Math.max(2, Math.floor((right - left) / wide)))) {
      stroke(pen, px(tick), bottom, px(tick), bottom + 6);
      if (px(tick) + wide / 2 < room || tick === xMin) write(pen, wordsOf(tick, x), px(tick), bottom + line * 0.65, size, theme.quiet, { align: 'center' });
    }
    write(pen, name, right, bottom + line * 0.65, size, theme.quiet, { align: 'right' });
    pen.strokeStyle = theme.line;
    pen.lineWidth = 2.5;
    stroke(pen, left, top, left, bottom);
    stroke(pen, left, bottom, right, bottom);
    this.paintLines(pen, style, { left, right, top, bottom }, px, py);
    this.paintLegend(pen, style, size, this.height - line * 0.55);
  }

  private paintLines(pen: CanvasRenderingContext2D, { theme }: Style, area: { left: number; right: number; top: number; bottom: number }, px: (value: number) => number, py: (value: number) => number): void {
    pen.save();
    pen.beginPath();
    pen.rect(area.left, area.top - 4, area.right - area.left + 4, area.bottom - area.top + 6);
    pen.clip();
    pen.lineWidth = 4.5;
    pen.lineJoin = 'round';
    this.series.forEach(({ points }, i) => {
      pen.strokeStyle = theme.series[i]!;
      pen.setLineDash([...DASHES[i]!]);
      pen.beginPath();
      for (const point of points) pen.lineTo(px(point.x), py(point.y));
      pen.stroke();
    });
    pen.restore();
  }

  private paintLegend(pen: CanvasRenderingContext2D, style: Style, size: number, y: number): void {
    let x = 0;
    this.series.forEach(({ name }, i) => {
      pen.save();
      pen.strokeStyle = style.theme.series[i]!;
      pen.lineWidth = 4.5;
      pen.setLineDash([...DASHES[i]!]);
      stroke(pen, x, y, x + 56, y);
      pen.restore();
      write(pen, name, x + 66, y, size, style.theme.text);
      x += 66 + style.measure(name, size, false) + size;
    });
  }

  /** What an axis spans; never nothing. */
  private span(axis: Axis, of: (point: { x: number; y: number }) => number): [number, number] {
    const values = this.series.flatMap(({ points }) => points.map(of));
    const min = axis.min ?? (values.length > 0 ? Math.min(...values) : 0);
    const max = axis.max ?? (values.length > 0 ? Math.max(...values) : 1);
    return max > min ? [min, max] : [min, min + 1];
  }
}

function wordsOf(value: number, axis: Axis): string {
  return axis.words?.(value) ?? String(Number(value.toPrecision(4)));
}

function stroke(pen: CanvasRenderingContext2D, x1: number, y1: number, x2: number, y2: number): void {
  pen.beginPath();
  pen.moveTo(x1, y1);
  pen.lineTo(x2, y2);
  pen.stroke();
}
