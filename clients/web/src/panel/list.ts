import { breakLines, ellipsis } from './breaking';
import type { Button } from './button';
import { box, drawIcon, focusRing, type IconShape, sizeFor, write } from './draw';
import { Column } from './boxes';
import { BUTTON, degrees, GAP, LINE_HEIGHT } from './units';
import { type Semantics, type Style, Widget } from './widget';

export interface ListItem {
  label: string;
  /** A second, quieter line. */
  detail?: string;
  icon?: IconShape;
  /** What pressing the row does; a row without it is only read. */
  onPress?: () => void;
  /** A button at its end. */
  action?: Button;
}

const INSET = degrees(0.5);

/** Names may have any character, and of those that our own words do not use there is one weight only: a name in two weights is hard to read. */
function isBold(label: string): boolean {
  return !/\p{Script=Han}/u.test(label);
}

class ListRow extends Widget {
  private lines: string[] = [];
  private detail = '';

  constructor(private readonly item: ListItem) {
    super();
    if (item.action) this.add(item.action);
  }

  override get interactive(): boolean {
    return this.item.onPress !== undefined;
  }

  override activate(): void {
    if (this.enabled) this.item.onPress?.();
  }

  override semantics(): Semantics {
    const { label, detail, onPress } = this.item;
    return { role: onPress ? 'button' : 'listitem', label: detail ? `${label}, ${detail}` : label, ...(onPress ? { disabled: !this.enabled } : {}) };
  }

  protected arrange(width: number, style: Style): number {
    const { item } = this;
    const size = sizeFor('body', style);
    const small = sizeFor('small', style);
    const end = item.action ? item.action.naturalWidth(style) + GAP : 0;
    const room = Math.max(1, width - this.start(style) - end - INSET);
    this.lines = breakLines(item.label, room, (text) => style.measure(text, size, isBold(item.label)), style.language);
    this.detail = item.detail ? ellipsis(item.detail, room, (text) => style.measure(text, small, false)) : '';
    const words = this.lines.length * size * LINE_HEIGHT + (this.detail ? small * LINE_HEIGHT : 0);
    const height = Math.max(BUTTON.height, Math.ceil(words + degrees(0.4)));
    if (item.action) {
      item.action.layout(end - GAP, style);
      item.action.x = width - item.action.width;
      item.action.y = (height - item.action.height) / 2;
    }
    return height;
  }

  protected override paint(pen: CanvasRenderingContext2D, style: Style): void {
    const { theme } = style;
    const size = sizeFor('body', style);
    const small = sizeFor('small', style);
    if (this.interactive && this.enabled) box(pen, 0, 0, this.width, this.height, degrees(0.5), this.pressed ? theme.controlPressed : this.hovers > 0 ? theme.controlHover : theme.control);
    const ink = this.enabled ? theme.text : theme.disabled;
    if (this.item.icon) drawIcon(pen, this.item.icon, INSET, this.height / 2 - size * 0.6, size * 1.2, ink);
    const x = this.start(style);
    const all = this.lines.length * size * LINE_HEIGHT + (this.detail ? small * LINE_HEIGHT : 0);
    let y = (this.height - all) / 2;
    for (const line of this.lines) {
      write(pen, line, x, y + (size * LINE_HEIGHT) / 2, size, ink, { bold: isBold(this.item.label) });
      y += size * LINE_HEIGHT;
    }
    if (this.detail) write(pen, this.detail, x, y + (small * LINE_HEIGHT) / 2, small, this.enabled ? theme.quiet : theme.disabled);
    focusRing(pen, this, style, degrees(0.5));
  }

  private start(style: Style): number {
    return INSET + (this.item.icon ? sizeFor('body', style) * 1.2 + INSET : 0);
  }
}

/** Rows of the same kind, one below the other. */
export class List extends Column {
  constructor(private readonly label: string, items: readonly ListItem[]) {
    super([], GAP);
    this.set(items);
  }

  set(items: readonly ListItem[]): void {
    this.clear();
    this.add(...items.map((item) => new ListRow(item)));
  }

  override semantics(): Semantics {
    return { role: 'list', label: this.label };
  }
}
