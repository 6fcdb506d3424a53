import { box } from './draw';
import { degrees } from './units';
import { type Semantics, type Style, Widget } from './widget';

/** What can be drawn, and how large it is. A video is drawn again while it plays. */
export type PictureSource = { type: 'image'; image: HTMLImageElement | HTMLCanvasElement | ImageBitmap } | { type: 'video'; video: HTMLVideoElement };

export interface PictureOptions {
  /** What it shows, for whoever cannot see it. */
  describe: string;
  source: PictureSource | undefined;
  /** Width to height of its frame. The picture stands whole within it. @default 16 / 9 */
  aspect?: number;
  /** Units; a higher frame is made narrower. @default 14 degrees */
  mostHeight?: number;
}

/** A picture, or live video, whole within its frame. */
export class Picture extends Widget {
  constructor(private options: PictureOptions) {
    super();
    this.mayMove = true;
  }

  show(source: PictureSource | undefined): void {
    this.options = { ...this.options, source };
    this.changed('look');
  }

  override get live(): boolean {
    const { source } = this.options;
    return source?.type === 'video' && !source.video.paused && !source.video.ended;
  }

  override semantics(): Semantics {
    return { role: 'image', label: this.options.describe };
  }

  protected arrange(width: number): number {
    return Math.min(width / (this.options.aspect ?? 16 / 9), this.options.mostHeight ?? degrees(14));
  }

  protected override paint(pen: CanvasRenderingContext2D, style: Style): void {
    box(pen, 0, 0, this.width, this.height, degrees(0.4), style.theme.control);
    const { source } = this.options;
    const size = source && sizeOf(source);
    if (!source || !size || size.width === 0 || size.height === 0) return;
    const scale = Math.min(this.width / size.width, this.height / size.height);
    const [width, height] = [size.width * scale, size.height * scale];
    pen.save();
    pen.beginPath();
    pen.roundRect(0, 0, this.width, this.height, degrees(0.4));
    pen.clip();
    pen.drawImage(source.type === 'video' ? source.video : source.image, (this.width - width) / 2, (this.height - height) / 2, width, height);
    pen.restore();
  }
}

function sizeOf(source: PictureSource): { width: number; height: number } {
  if (source.type === 'video') return { width: source.video.videoWidth, height: source.video.videoHeight };
  const { image } = source;
  return 'naturalWidth' in image ? { width: image.naturalWidth, height: image.naturalHeight } : image;
}
