import { FONT_SIZES, type FontSize } from './units';
import type { Style, Widget } from './widget';

export const FONT_FAMILY = "'Noto Sans', 'Noto Sans SC', system-ui, 'PingFang SC', 'Microsoft YaHei', sans-serif";

/** A drawing on a square of 24: tag and attributes of each stroke, as Lucide keeps them. */
export type IconShape = readonly (readonly [string, Readonly<Record<string, string | number | undefined>>])[];

export function fontOf(size: number, bold: boolean): string {
  return `${bold ? 700 : 400} ${size}px ${FONT_FAMILY}`;
}

/** Units of a named size for this reader. */
export function sizeFor(size: FontSize, style: Style): number {
  return Math.round(FONT_SIZES[size] * style.textScale);
}

export function box(pen: CanvasRenderingContext2D, x: number, y: number, width: number, height: number, radius: number, fill: string): void {
  pen.beginPath();
  pen.roundRect(x, y, width, height, Math.min(radius, width / 2, height / 2));
  pen.fillStyle = fill;
  pen.fill();
}

export function frame(pen: CanvasRenderingContext2D, x: number, y: number, width: number, height: number, radius: number, colour: string, line: number): void {
  pen.beginPath();
  pen.roundRect(x + line / 2, y + line / 2, width - line, height - line, Math.min(radius, width / 2, height / 2));
  pen.lineWidth = line;
  pen.strokeStyle = colour;
  pen.stroke();
}

/** One line of text whose middle is at `y`: the middle of a capital and of a Chinese character are nearly the same. */
export function write(pen: CanvasRenderingContext2D, text: string, x: number, y: number, size: number, colour: string, options: { bold?: boolean; align?: CanvasTextAlign } = {}): void {
  pen.font = fontOf(size, options.bold ?? false);
  pen.textAlign = options.align ?? 'left';
  pen.textBaseline = 'alphabetic';
  pen.fillStyle = colour;
  pen.fillText(text, x, y + size * 0.37);
}

/** The ring around what has the focus: thick, and outside of what it marks. */
export function focusRing(pen: CanvasRenderingContext2D, widget: Widget, style: Style, radius: number): void {
  if (widget.focused) frame(pen, -5, -5, widget.width + 10, widget.height + 10, radius + 5, style.theme.focus, 4);
}

export function drawIcon(pen: CanvasRenderingContext2D, shape: IconShape, x: number, y: number, size: number, colour: string): void {
  pen.save();
  pen.translate(x, y);
  pen.scale(size / 24, size / 24);
  pen.strokeStyle = colour;
  pen.lineWidth = 2;
  pen.lineCap = pen.lineJoin = 'round';
  for (const [tag, attributes] of shape) pen.stroke(pathOf(tag, attributes));
  pen.restore();
}

function pathOf(tag: string, attributes: Readonly<Record<string, string | number | undefined>>): Path2D {
  const number = (name: string) => Number(attributes[name] ?? 0);
  const path = new Path2D(tag === 'path' ? String(attributes['d']) : undefined);
  switch (tag) {
    case 'circle':
      path.arc(number('cx'), number('cy'), number('r'), 0, 2 * Math.PI);
      break;
    case 'ellipse':
      path.ellipse(number('cx'), number('cy'), number('rx'), number('ry'), 0, 0, 2 * Math.PI);
      break;
    case 'rect':
      path.roundRect(number('x'), number('y'), number('width'), number('height'), number('rx'));
      break;
    case 'line':
      path.moveTo(number('x1'), number('y1'));
      path.lineTo(number('x2'), number('y2'));
      break;
    case 'polyline':
    case 'polygon': {
      const points = String(attributes['points']).trim().split(/[\s,]+/).map(Number);
      for (let i = 0; i + 1 < points.length; i += 2) path.lineTo(points[i]!, points[i + 1]!);
      if (tag === 'polygon') path.closePath();
      break;
    }
    default:
      break;
  }
  return path;
}
