import type { Language } from '../locale/locale';
import type { Theme } from './theme';

/** How wide a text is on a panel, in units. */
export type Measure = (text: string, size: number, bold: boolean) => number;

/** How a panel is drawn for this reader. */
export interface Style {
  theme: Theme;
  /** The reader's own factor for all text, 1 to 2. */
  textScale: number;
  language: Language;
  measure: Measure;
}

/** What assistive technology is told of a widget; the mirror makes an element of it. */
export interface Semantics {
  role: 'heading' | 'text' | 'button' | 'switch' | 'slider' | 'tab' | 'tablist' | 'textbox' | 'image' | 'progressbar' | 'list' | 'listitem' | 'group' | 'log';
  label: string;
  /** Of a text box: what is in it; otherwise what is said after the label. */
  value?: string;
  /** Of a switch or a button that stays down. */
  checked?: boolean;
  selected?: boolean;
  disabled?: boolean;
  range?: { min: number; max: number; now: number; step: number };
  /** Read out when it changes. */
  live?: 'polite' | 'assertive';
  /** Of a text box. */
  most?: number;
  lines?: number;
}

export interface Spot {
  widget: Widget;
  /** In the widget's own units. */
  x: number;
  y: number;
}

/**
 * A part of a panel: knows its place within its parent, how to lay itself out in a given width, how to draw itself, and what to do when it is
 * pressed. Knows no engine; the panel it is in routes pointers and keys to it. Owned by one panel.
 */
export abstract class Widget {
  /** Within the parent, units, from its upper left corner. */
  x = 0;
  y = 0;
  width = 0;
  height = 0;
  /** Its share of what a row has left; 0 takes its natural width. */
  grow = 1;
  parent: Widget | undefined;
  /** Pointers over it. */
  hovers = 0;
  pressed = false;
  /** Whether its picture may at times change by itself. */
  mayMove = false;
  focused = false;
  private shown = true;
  private able = true;
  private readonly kids: Widget[] = [];

  /** Lays itself and its children out in this width; sets and answers the height. */
  layout(width: number, style: Style): number {
    this.width = width;
    this.height = this.arrange(width, style);
    return this.height;
  }

  get children(): readonly Widget[] {
    return this.kids;
  }

  /** Whether it takes pointers and focus. */
  get interactive(): boolean {
    return false;
  }

  /** Whether moving while pressed belongs to it, and not to the scrolling around it. */
  get takesDrags(): boolean {
    return false;
  }

  /** Whether its picture changes by itself and is to be drawn again and again. */
  get live(): boolean {
    return false;
  }

  get visible(): boolean {
    return this.shown;
  }

  set visible(value: boolean) {
    if (value === this.shown) return;
    this.shown = value;
    this.changed('layout');
  }

  get enabled(): boolean {
    return this.able;
  }

  set enabled(value: boolean) {
    if (value === this.able) return;
    this.able = value;
    this.changed('look');
  }

  add(...children: Widget[]): this {
    for (const child of children) {
      child.parent = this;
      this.kids.push(child);
    }
    this.changed('layout');
    return this;
  }

  clear(): void {
    for (const child of this.kids.splice(0)) child.parent = undefined;
    this.changed('layout');
  }

  /** Tells the panel that this is to be drawn again, or laid out first. */
  changed(what: 'look' | 'layout'): void {
    this.parent?.changed(what);
  }

  /** The width it would like to have; 0 where it does not say. */
  naturalWidth?(style: Style): number;

  /** Draws itself and what is in it; the pen stands at its upper left corner. */
  draw(pen: CanvasRenderingContext2D, style: Style): void {
    this.paint?.(pen, style);
    this.drawChildren(pen, style);
  }

  /** What is under a point, the innermost that takes pointers; children are above their parent. */
  at(x: number, y: number): Spot | undefined {
    if (x < 0 || y < 0 || x >= this.width || y >= this.height) return undefined;
    for (let i = this.kids.length - 1; i >= 0; i--) {
      const child = this.kids[i]!;
      const spot = child.visible ? child.at(x - child.x, y - child.y) : undefined;
      if (spot) return spot;
    }
    return this.interactive ? { widget: this, x, y } : undefined;
  }

  /** What it tells assistive technology; undefined where only its children do. */
  semantics(): Semantics | undefined {
    return undefined;
  }

  /** Does what a full press does: by pointer, by key or by a screen reader. */
  activate(): void {
    // Most widgets do nothing.
  }

  /** Sets a value by a screen reader or keys: of sliders and text boxes. */
  assign?(value: string, caret?: number): void;

  /** A pointer pressed it here. Most widgets wait for the release. */
  handlePress?(x: number, y: number): void;

  /** A pressed pointer moved. */
  handleDrag?(x: number, y: number): void;

  /** The pointer that pressed it let go; `inside` where it still was over it. */
  handleRelease(inside: boolean): void {
    if (inside) this.activate();
  }

  protected abstract arrange(width: number, style: Style): number;

  /** Its own look, without its children; boxes have none. */
  protected paint?(pen: CanvasRenderingContext2D, style: Style): void;

  protected drawChildren(pen: CanvasRenderingContext2D, style: Style): void {
    for (const child of this.kids) {
      if (!child.visible) continue;
      pen.save();
      pen.translate(child.x, child.y);
      child.draw(pen, style);
      pen.restore();
    }
  }
}

/** All visible widgets of a tree, in reading order. */
export function* walk(widget: Widget): Generator<Widget> {
  if (!widget.visible) return;
  yield widget;
  for (const child of widget.children) yield* walk(child);
}
