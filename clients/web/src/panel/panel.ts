import { Emitter } from '../base/emitter';
import { Button, type ButtonOptions } from './button';
import { Column, Row } from './boxes';
import { box, frame } from './draw';
import { Field } from './field';
import { Scroll } from './scroll';
import { Text } from './text';
import { degrees, PADDING, RADIUS } from './units';
import { type Spot, type Style, walk, Widget } from './widget';

export interface PanelOptions {
  title: string;
  content: Widget;
  /** Whether the title is seen; it is always told. @default true */
  showTitle?: boolean;
  /** Degrees in the reader's eye. @default 34 */
  wide?: number;
  /** Degrees; what is higher scrolls. @default 26 */
  mostTall?: number;
  /** The one thing this panel is for. */
  primary?: ButtonOptions;
  /** What else can be done, left of the primary action. */
  actions?: readonly ButtonOptions[];
  /** Shows a button that closes it. */
  close?: ButtonOptions;
  /** An urgent notice is read out at once and has the frame of an alert. @default false */
  urgent?: boolean;
  /** Shows the end of its content as it grows, as a log does. @default false */
  sticky?: boolean;
  /** Rays and fingers go through it, as through words that hang in the air. @default false */
  passive?: boolean;
}

export type PointerPhase = 'hover' | 'press' | 'release' | 'leave';

interface PanelEvents {
  /** It is to be drawn again; `layout` also to be measured, and to be mirrored anew. */
  changed: { layout: boolean };
  /** The focus went to a widget or nowhere. */
  focus: { widget: Widget | undefined };
  /** Something that can be pressed was: for a sound, or a touch in the hand. */
  felt: { id: string; kind: 'hover' | 'press' };
}

/** Pointers that may be over a panel at once: two rays, ten fingers, a mouse, a gaze. */
export const MOST_POINTERS = 14;
/** A pressed pointer that moved this far, units, drags what it can. */
const DRAG_FROM = degrees(0.8);

interface Pointer {
  over: Widget | undefined;
  held: Widget | undefined;
  scroll: Scroll | undefined;
  pressY: number;
  lastY: number;
  scrolling: boolean;
}

/**
 * One panel: a title, what is in it, and at the bottom what can be done, of which at most one is primary. Takes pointers in its own units, from its
 * upper left corner, routes them to the widgets, and tells when it must be drawn again. Knows no engine and no page.
 */
export class Panel extends Widget {
  readonly events = new Emitter<PanelEvents>();
  readonly body: Scroll;
  readonly title: string;
  readonly urgent: boolean;
  readonly passive: boolean;
  private readonly frame: Column;
  private readonly pointers = new Map<string, Pointer>();
  private focusedWidget: Widget | undefined;
  private stale = true;
  private movers: readonly Widget[] = [];
  private readonly wide: number;
  private readonly mostTall: number;

  constructor(options: PanelOptions) {
    super();
    this.title = options.title;
    this.urgent = options.urgent ?? false;
    this.passive = options.passive ?? false;
    this.wide = degrees(options.wide ?? 34);
    this.mostTall = degrees(options.mostTall ?? 26);
    this.body = new Scroll(options.content, this.mostTall, options.sticky);
    const head = new Row([new Text(options.title, { size: 'title', bold: true, heading: true, ...(this.urgent ? { live: 'assertive' } : {}) })]);
    if (options.close) head.add(naturally(new Button(options.close)));
    head.visible = options.showTitle !== false || options.close !== undefined;
    const foot = new Row([new Column(), ...(options.actions ?? []).map((action) => naturally(new Button(action)))]);
    if (options.primary) {
      const button = naturally(new Button(options.primary));
      button.primary = true;
      foot.add(button);
    }
    foot.visible = foot.children.length > 1;
    this.frame = new Column([head, this.body, foot], degrees(0.7));
    this.add(this.frame);
  }

  /** The size it has, units, laid out if need be. */
  fit(style: Style): { width: number; height: number } {
    if (this.stale) {
      this.stale = false;
      this.layout(this.wide, style);
      this.movers = [...walk(this)].filter((widget) => widget.mayMove);
    }
    return { width: this.width, height: this.height };
  }

  get focus(): Widget | undefined {
    return this.focusedWidget;
  }

  /** Gives the focus to a widget of this panel, or takes it away. */
  setFocus(widget: Widget | undefined): void {
    if (widget === this.focusedWidget) return;
    if (this.focusedWidget) this.focusedWidget.focused = false;
    this.focusedWidget = widget;
    if (widget) {
      widget.focused = true;
      this.scrollAround(widget)?.reveal(widget);
    }
    this.events.emit('focus', { widget });
    this.changed('look');
  }

  /** What can have the focus, in reading order. */
  focusOrder(): Widget[] {
    return [...walk(this)].filter((widget) => widget.interactive && widget.enabled);
  }

  /** Whether something in it moves by itself. */
  override get live(): boolean {
    return this.movers.some((widget) => widget.live);
  }

  override changed(what: 'look' | 'layout'): void {
    if (what === 'layout') this.stale = true;
    this.events.emit('changed', { layout: what === 'layout' });
  }

  /** A pointer is over the panel, presses, lets go or leaves; where, in units from the upper left corner. */
  handlePointer(id: string, phase: PointerPhase, x: number, y: number): void {
    const pointer = this.pointer(id);
    if (!pointer) return;
    if (phase === 'leave') {
      this.letGo(pointer, undefined);
      this.hover(id, pointer, undefined);
      this.pointers.delete(id);
      return;
    }
    const spot = this.at(x, y);
    if (phase === 'press') this.press(id, pointer, spot, x, y);
    else if (phase === 'release') this.letGo(pointer, spot);
    else if (pointer.held || pointer.scroll) this.drag(pointer, x, y);
    if (!pointer.held && !pointer.scrolling) this.hover(id, pointer, spot?.widget);
  }

  /** A wheel or a thumb stick over a point; positive shows what is below. */
  handleScroll(x: number, y: number, by: number): boolean {
    return this.scrollAt(x, y)?.scroll(by) ?? false;
  }

  override at(x: number, y: number): Spot | undefined {
    return x < 0 || y < 0 || x >= this.width || y >= this.height ? undefined : this.frame.at(x - this.frame.x, y - this.frame.y);
  }

  protected arrange(width: number, style: Style): number {
    this.frame.x = this.frame.y = PADDING;
    this.body.most = this.mostTall;
    let height = this.frame.layout(width - 2 * PADDING, style);
    const over = height + 2 * PADDING - this.mostTall;
    if (over > 0 && this.body.height > over) {
      this.body.most = this.body.height - over;
      height = this.frame.layout(width - 2 * PADDING, style);
    }
    return Math.ceil(height + 2 * PADDING);
  }

  protected override paint(pen: CanvasRenderingContext2D, { theme }: Style): void {
    box(pen, 0, 0, this.width, this.height, RADIUS, theme.ground);
    frame(pen, 0, 0, this.width, this.height, RADIUS, this.urgent ? theme.alert : theme.line, this.urgent ? 8 : 2);
  }

  private pointer(id: string): Pointer | undefined {
    let pointer = this.pointers.get(id);
    if (!pointer && this.pointers.size < MOST_POINTERS) {
      pointer = { over: undefined, held: undefined, scroll: undefined, pressY: 0, lastY: 0, scrolling: false };
      this.pointers.set(id, pointer);
    }
    return pointer;
  }

  private hover(id: string, pointer: Pointer, widget: Widget | undefined): void {
    if (pointer.over === widget) return;
    if (pointer.over) pointer.over.hovers = Math.max(0, pointer.over.hovers - 1);
    pointer.over = widget;
    if (widget) {
      widget.hovers++;
      if (widget.enabled) this.events.emit('felt', { id, kind: 'hover' });
    }
    this.changed('look');
  }

  private press(id: string, pointer: Pointer, spot: Spot | undefined, x: number, y: number): void {
    pointer.scroll = this.scrollAt(x, y);
    pointer.pressY = pointer.lastY = y;
    pointer.scrolling = false;
    if (!spot?.widget.enabled) {
      if (!spot) this.setFocus(undefined);
      return;
    }
    pointer.held = spot.widget;
    spot.widget.pressed = true;
    this.setFocus(spot.widget);
    this.events.emit('felt', { id, kind: 'press' });
    spot.widget.handlePress?.(spot.x, spot.y);
    this.changed('look');
  }

  private drag(pointer: Pointer, x: number, y: number): void {
    const { held, scroll } = pointer;
    if (held?.takesDrags) {
      const at = this.originOf(held);
      held.handleDrag?.(x - at.x, y - at.y);
      return;
    }
    if (scroll && scroll.range > 0 && (pointer.scrolling || Math.abs(y - pointer.pressY) > DRAG_FROM)) {
      // From here on it is the page that moves: what was pressed is let go without doing anything.
      if (held) held.pressed = false;
      pointer.held = undefined;
      if (pointer.scrolling) scroll.scroll(pointer.lastY - y);
      pointer.scrolling = true;
    }
    pointer.lastY = y;
  }

  private letGo(pointer: Pointer, spot: Spot | undefined): void {
    const { held } = pointer;
    pointer.held = pointer.scroll = undefined;
    pointer.scrolling = false;
    if (!held) return;
    held.pressed = false;
    this.changed('look');
    held.handleRelease(spot?.widget === held);
  }

  private originOf(widget: Widget): { x: number; y: number } {
    let x = 0;
    let y = 0;
    for (let at: Widget | undefined = widget; at && at !== this; at = at.parent) {
      x += at.x;
      y += at.y;
    }
    return { x, y };
  }

  private scrollAround(widget: Widget): Scroll | undefined {
    for (let at = widget.parent; at; at = at.parent) if (at instanceof Scroll) return at;
    return undefined;
  }

  /** The innermost scroll under a point that has somewhere to go. */
  private scrollAt(x: number, y: number): Scroll | undefined {
    let found: Scroll | undefined;
    for (const widget of walk(this)) {
      if (!(widget instanceof Scroll) || widget.range <= 0) continue;
      const at = this.originOf(widget);
      if (x >= at.x && y >= at.y && x < at.x + widget.width && y < at.y + widget.height) found = widget;
    }
    return found;
  }
}

/** The field that has the focus, if it is one. */
export function focusedField(panel: Panel | undefined): Field | undefined {
  return panel?.focus instanceof Field ? panel.focus : undefined;
}

function naturally(button: Button): Button {
  button.grow = 0;
  return button;
}
