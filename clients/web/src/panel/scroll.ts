import { clamp } from '../base/angles';
import { box } from './draw';
import { degrees } from './units';
import { type Semantics, type Spot, type Style, Widget } from './widget';

const BAR = degrees(0.3);
const BAR_ROOM = degrees(0.6);

/** A window onto something taller. Dragged, by wheel or by thumb stick; its offset never leaves what there is. */
export class Scroll extends Widget {
  /** Units that are hidden above. */
  private top = 0;
  private atEnd = true;

  /**
   * @param content what is seen through it
   * @param most its height, units; as tall as its content where that is less
   * @param sticky stays at the end while the end is shown, as a log does
   */
  constructor(private readonly content: Widget, public most: number, private readonly sticky = false) {
    super();
    this.add(content);
  }

  get offset(): number {
    return this.top;
  }

  /** The farthest it can go. */
  get range(): number {
    return Math.max(0, this.content.height - this.height);
  }

  /** Moves the content up by so many units; answers whether it moved at all. */
  scroll(by: number): boolean {
    const next = clamp(this.top + by, 0, this.range);
    this.atEnd = next >= this.range - 1;
    if (next === this.top) return false;
    this.top = next;
    this.content.y = -next;
    this.changed('look');
    return true;
  }

  /** Brings a part of the content into sight. */
  reveal(widget: Widget): void {
    let y = 0;
    for (let at: Widget | undefined = widget; at && at !== this.content; at = at.parent) y += at.y;
    if (y < this.top) this.scroll(y - this.top);
    else if (y + widget.height > this.top + this.height) this.scroll(y + widget.height - this.top - this.height);
  }

  override at(x: number, y: number): Spot | undefined {
    if (x < 0 || y < 0 || x >= this.width || y >= this.height) return undefined;
    return this.content.at(x, y + this.top);
  }

  override semantics(): Semantics | undefined {
    return undefined;
  }

  protected arrange(width: number, style: Style): number {
    let height = this.content.layout(width, style);
    if (height > this.most) height = this.content.layout(width - BAR_ROOM, style);
    this.height = Math.min(height, this.most);
    this.top = this.sticky && this.atEnd ? this.range : clamp(this.top, 0, this.range);
    this.content.y = -this.top;
    return this.height;
  }

  protected override drawChildren(pen: CanvasRenderingContext2D, style: Style): void {
    pen.save();
    pen.beginPath();
    // A little room for the ring around what has the focus.
    pen.rect(-8, this.range > 0 ? 0 : -8, this.width + 16, this.height + (this.range > 0 ? 0 : 16));
    pen.clip();
    super.drawChildren(pen, style);
    pen.restore();
    if (this.range <= 0) return;
    const whole = this.content.height;
    const long = Math.max(degrees(1), (this.height * this.height) / whole);
    const y = (this.top / this.range) * (this.height - long);
    box(pen, this.width - BAR, 0, BAR, this.height, BAR / 2, style.theme.control);
    box(pen, this.width - BAR, y, BAR, long, BAR / 2, style.theme.line);
  }
}
