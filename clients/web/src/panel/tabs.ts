import { box, focusRing, sizeFor, write } from './draw';
import { Column, Row } from './boxes';
import { BUTTON, degrees, GAP } from './units';
import { type Semantics, type Style, Widget } from './widget';

export interface TabOptions {
  label: string;
  content: Widget;
}

const INSET = degrees(0.6);

class Tab extends Widget {
  constructor(readonly label: string, private readonly owner: { selected: number; select(index: number): void }, private readonly index: number) {
    super();
    this.grow = 0;
  }

  override get interactive(): boolean {
    return true;
  }

  override activate(): void {
    if (this.enabled) this.owner.select(this.index);
  }

  override semantics(): Semantics {
    return { role: 'tab', label: this.label, selected: this.owner.selected === this.index, disabled: !this.enabled };
  }

  override naturalWidth(style: Style): number {
    return Math.max(BUTTON.width, style.measure(this.label, sizeFor('body', style), true) + 2 * INSET);
  }

  protected arrange(_width: number, style: Style): number {
    return Math.max(BUTTON.height, sizeFor('body', style) * 1.7);
  }

  protected override paint(pen: CanvasRenderingContext2D, style: Style): void {
    const { theme } = style;
    const chosen = this.owner.selected === this.index;
    if (chosen || this.hovers > 0 || this.pressed) box(pen, 0, 0, this.width, this.height, degrees(0.5), this.pressed ? theme.controlPressed : theme.control);
    write(pen, this.label, this.width / 2, this.height / 2, sizeFor('body', style), this.enabled ? theme.text : theme.disabled, { bold: chosen, align: 'center' });
    if (chosen) box(pen, INSET, this.height - 8, this.width - 2 * INSET, 6, 3, theme.strong);
    focusRing(pen, this, style, degrees(0.5));
  }
}

class TabRow extends Row {
  constructor(private readonly label: string, tabs: readonly Widget[]) {
    super(tabs);
  }

  override semantics(): Semantics {
    return { role: 'tablist', label: this.label };
  }
}

/** Several pages in one place, of which one is seen. */
export class Tabs extends Column {
  selected = 0;

  constructor(label: string, private readonly tabs: readonly TabOptions[], private readonly onSelect?: (index: number) => void) {
    super([], GAP);
    this.add(new TabRow(label, tabs.map((tab, i) => new Tab(tab.label, this, i))), ...tabs.map(({ content }) => content));
    this.show();
  }

  select(index: number): void {
    if (index === this.selected || !this.tabs[index]) return;
    this.selected = index;
    this.show();
    this.onSelect?.(index);
  }

  private show(): void {
    this.tabs.forEach(({ content }, i) => {
      content.visible = i === this.selected;
    });
    this.changed('layout');
  }
}
