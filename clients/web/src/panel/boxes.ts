import { BUTTON, GAP } from './units';
import { type Semantics, type Style, Widget } from './widget';

/** Widgets below each other, each as wide as the column. */
export class Column extends Widget {
  constructor(children: readonly Widget[] = [], private readonly gap: number = GAP) {
    super();
    this.add(...children);
  }

  protected arrange(width: number, style: Style): number {
    let y = 0;
    for (const child of this.children) {
      if (!child.visible) continue;
      if (y > 0) y += this.gap;
      child.x = 0;
      child.y = y;
      y += child.layout(width, style);
    }
    return y;
  }
}

/** Widgets side by side: those with `grow` share what those without leave. */
export class Row extends Widget {
  constructor(children: readonly Widget[] = [], private readonly gap: number = GAP) {
    super();
    this.add(...children);
  }

  override naturalWidth(style: Style): number {
    const shown = this.children.filter((child) => child.visible);
    return shown.reduce((sum, child) => sum + (child.naturalWidth?.(style) ?? 0), this.gap * Math.max(0, shown.length - 1));
  }

  protected arrange(width: number, style: Style): number {
    const shown = this.children.filter((child) => child.visible);
    const shares = shown.reduce((sum, child) => sum + child.grow, 0);
    const natural = shown.map((child) => (child.grow === 0 ? (child.naturalWidth?.(style) ?? 0) : 0));
    const rest = Math.max(0, width - natural.reduce((a, b) => a + b, 0) - this.gap * Math.max(0, shown.length - 1));
    let x = 0;
    let height = 0;
    shown.forEach((child, i) => {
      child.x = x;
      const own = child.grow === 0 ? natural[i]! : (rest * child.grow) / shares;
      height = Math.max(height, child.layout(own, style));
      x += own + this.gap;
    });
    for (const child of shown) child.y = (height - child.height) / 2;
    return height;
  }
}

/** Cells of the same size, as many beside each other as have room. */
export class Grid extends Widget {
  constructor(children: readonly Widget[], private readonly least: number = BUTTON.width, private readonly gap: number = GAP) {
    super();
    this.add(...children);
  }

  protected arrange(width: number, style: Style): number {
    const shown = this.children.filter((child) => child.visible);
    const columns = Math.max(1, Math.min(shown.length, Math.floor((width + this.gap) / (this.least + this.gap))));
    const cell = (width - this.gap * (columns - 1)) / columns;
    let y = 0;
    for (let first = 0; first < shown.length; first += columns) {
      const row = shown.slice(first, first + columns);
      row.forEach((child, i) => {
        child.x = i * (cell + this.gap);
        child.y = y;
        child.layout(cell, style);
      });
      const height = Math.max(...row.map((child) => child.height));
      for (const child of row) child.height = height;
      y += height + this.gap;
    }
    return Math.max(0, y - this.gap);
  }
}

/** Children that belong together under a name, for whoever hears the panel instead of seeing it. */
export class Group extends Column {
  constructor(private readonly label: string, children: readonly Widget[] = [], private readonly role: 'group' | 'list' | 'log' = 'group', gap?: number) {
    super(children, gap);
  }

  override semantics(): Semantics {
    return { role: this.role, label: this.label, ...(this.role === 'log' ? { live: 'polite' } : {}) };
  }
}
