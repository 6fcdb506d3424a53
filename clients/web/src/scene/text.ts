import { CanvasTexture, LinearFilter, LinearMipmapLinearFilter, SRGBColorSpace } from 'three';

export const FONT = "'Noto Sans', 'Noto Sans SC', system-ui, 'PingFang SC', 'Microsoft YaHei', sans-serif";

export interface Line {
  text: string;
  /** Pixels. */
  size: number;
  weight: 400 | 700;
  colour: string;
}

export interface TextBoxStyle {
  background: string | undefined;
  border?: string;
  paddingX: number;
  paddingY: number;
  radius: number;
  gap: number;
  /** A little tail below, for speech. */
  tail?: boolean;
  align?: 'left' | 'center';
}

export interface TextImage {
  texture: CanvasTexture;
  width: number;
  height: number;
}

/** Draws lines of text into a picture. The fonts are asked for first and the picture is drawn anew when they come. */
export function drawText(lines: readonly Line[], style: TextBoxStyle): TextImage {
  let { width, height } = { width: 0, height: 0 };
  const canvas = drawLines(lines, style, () => {
    // A picture of another size needs another texture on the graphics card.
    if (canvas.width !== width || canvas.height !== height) texture.dispose();
    texture.needsUpdate = true;
  });
  ({ width, height } = canvas);
  const texture = textureOf(canvas);
  return { texture, width, height };
}

/** The same without a texture; `redrawn` tells when the fonts have come. */
export function drawLines(lines: readonly Line[], style: TextBoxStyle, redrawn: () => void): HTMLCanvasElement {
  const canvas = document.createElement('canvas');
  const context = canvas.getContext('2d')!;
  paint(canvas, context, lines, style);
  const wanted = lines.map(({ text, weight }) => document.fonts.load(`${weight} 32px ${FONT}`, text));
  void Promise.allSettled(wanted).then((faces) => {
    if (!faces.some((result) => result.status === 'fulfilled' && result.value.length > 0)) return;
    paint(canvas, context, lines, style);
    redrawn();
  });
  return canvas;
}

/** Text as it is sharp from near and calm from afar. */
export function textureOf(canvas: HTMLCanvasElement): CanvasTexture {
  const texture = new CanvasTexture(canvas);
  texture.colorSpace = SRGBColorSpace;
  texture.minFilter = LinearMipmapLinearFilter;
  texture.magFilter = LinearFilter;
  texture.anisotropy = 4;
  return texture;
}

function paint(canvas: HTMLCanvasElement, context: CanvasRenderingContext2D, lines: readonly Line[], style: TextBoxStyle): void {
  const font = (line: Line) => `${line.weight} ${line.size}px ${FONT}`;
  let width = 0;
  let height = 0;
  for (const line of lines) {
    context.font = font(line);
    width = Math.max(width, context.measureText(line.text).width);
    height += line.size * 1.28;
  }
  height += style.gap * (lines.length - 1);
  const tail = style.tail ? 22 : 0;
  const w = Math.ceil(width + 2 * style.paddingX);
  const h = Math.ceil(height + 2 * style.paddingY);
  if (canvas.width !== w) canvas.width = w;
  if (canvas.height !== h + tail) canvas.height = h + tail;
  context.clearRect(0, 0, w, h + tail);
  if (style.background) {
    context.beginPath();
    context.roundRect(2, 2, w - 4, h - 4, style.radius);
    if (tail > 0) {
      context.moveTo(w / 2 - 20, h - 3);
      context.lineTo(w / 2, h + tail - 2);
      context.lineTo(w / 2 + 20, h - 3);
    }
    context.fillStyle = style.background;
    context.fill();
    if (style.border) {
      context.lineWidth = 4;
      context.strokeStyle = style.border;
      context.stroke();
    }
  }
  context.textBaseline = 'middle';
  context.textAlign = style.align ?? 'center';
  let y = style.paddingY;
  for (const line of lines) {
    context.font = font(line);
    context.fillStyle = line.colour;
    context.fillText(line.text, style.align === 'left' ? style.paddingX : w / 2, y + line.size * 0.64);
    y += line.size * 1.28 + style.gap;
  }
}

const segmenters = new Map<string, Intl.Segmenter>();

/** Breaks a text into lines of at most `width` pixels in the given font, at the places its language allows. */
export function wrap(text: string, font: string, width: number, most: number, language: string): string[] {
  let segmenter = segmenters.get(language);
  if (!segmenter) segmenters.set(language, (segmenter = new Intl.Segmenter(language, { granularity: 'word' })));
  const context = document.createElement('canvas').getContext('2d')!;
  context.font = font;
  const pieces: string[] = [];
  for (const { segment } of segmenter.segment(text)) {
    if (context.measureText(segment).width > width) pieces.push(...segment);
    else pieces.push(segment);
  }
  const lines: string[] = [''];
  for (const piece of pieces) {
    const line = lines.at(-1)!;
    if (line !== '' && context.measureText(line + piece).width > width && !/^[\s,.;:!?，。；：！？、）」』]+$/.test(piece)) lines.push(piece.trimStart());
    else lines[lines.length - 1] = line + piece;
  }
  if (lines.length > most) return [...lines.slice(0, most - 1), `${lines[most - 1]!.trimEnd()}…`];
  return lines;
}
