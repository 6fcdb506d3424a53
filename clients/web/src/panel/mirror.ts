import { Field } from './field';
import type { Panel } from './panel';
import type { Semantics, Widget } from './widget';

/** What a screen reader is to find of a panel: the same things in the same order. */
export interface MirrorNode {
  widget: Widget;
  told: Semantics;
  children: MirrorNode[];
}

/** The panel as a tree of what its widgets tell; widgets that tell nothing give their place to their children. */
export function mirrorOf(widget: Widget): MirrorNode[] {
  if (!widget.visible) return [];
  const told = widget.semantics();
  const children = widget.children.flatMap(mirrorOf);
  return told ? [{ widget, told, children }] : children;
}

/**
 * A panel in the page, out of sight: same order, roles and names, every button a real button, every field a real field. So a screen reader reads a panel, the
 * tab key walks through it, and on a flat screen the system's own input method writes into it. Focus goes both ways.
 */
export class Mirror {
  readonly element: HTMLElement;
  private readonly elements = new Map<Widget, { role: Semantics['role']; element: HTMLElement }>();
  private readonly offs: (() => void)[];
  private due = false;

  /**
   * @param language of what it says, as a BCP 47 tag
   * @param writes whether a field that is pressed gets the page's focus; not where a headset would open a keyboard of its own over everything
   */
  constructor(private readonly panel: Panel, language: string, private readonly writes: boolean) {
    this.element = document.createElement('section');
    this.element.className = 'panel-mirror visually-hidden';
    this.element.lang = language;
    this.element.setAttribute('role', panel.urgent ? 'alertdialog' : 'region');
    this.element.setAttribute('aria-label', panel.title);
    this.offs = [
      panel.events.on('changed', () => {
        if (this.due) return;
        this.due = true;
        queueMicrotask(() => {
          this.due = false;
          this.update();
        });
      }),
      panel.events.on('focus', ({ widget }) => {
        this.follow(widget);
      }),
    ];
    this.update();
  }

  dispose(): void {
    for (const off of this.offs) off();
    this.element.remove();
    this.elements.clear();
  }

  /** Only writing needs the page's own focus at once; otherwise the keys of a walk stay with the picture. */
  private follow(widget: Widget | undefined): void {
    const element = widget && this.elements.get(widget)?.element;
    const active = document.activeElement;
    if (widget instanceof Field) {
      if (this.writes) element?.focus({ preventScroll: true });
    } else if (active instanceof HTMLElement && active !== element && this.element.contains(active)) active.blur();
  }

  private update(): void {
    const used = new Set<Widget>();
    this.fill(this.element, mirrorOf(this.panel).flatMap((node) => this.make(node, used, false)));
    for (const widget of this.elements.keys()) if (!used.has(widget)) this.elements.delete(widget);
  }

  private make({ widget, told, children }: MirrorNode, used: Set<Widget>, inList: boolean): HTMLElement {
    used.add(widget);
    let known = this.elements.get(widget);
    if (known?.role !== told.role) this.elements.set(widget, (known = { role: told.role, element: this.create(widget, told) }));
    const { element } = known;
    tell(element, told);
    const inner = children.map((child) => this.make(child, used, told.role === 'list'));
    if (isContainer(told.role)) this.fill(element, inner);
    else if (inner.length > 0) this.fill(element, inner, true);
    if (!inList || told.role === 'listitem') return element;
    // What can be pressed in a list is within an item of it.
    const item = element.parentElement?.tagName === 'LI' && !element.parentElement.dataset['own'] ? element.parentElement : document.createElement('li');
    this.fill(item, [element]);
    return item;
  }

  /** Exchanges children only where they differ: whatever has the focus keeps it. */
  private fill(parent: HTMLElement, children: readonly HTMLElement[], keepText = false): void {
    const before = [...parent.children];
    if (before.length === children.length && children.every((child, i) => child === before[i])) return;
    if (keepText) {
      for (const child of before) child.remove();
      parent.append(...children);
    } else parent.replaceChildren(...children);
  }

  private create(widget: Widget, told: Semantics): HTMLElement {
    const element = document.createElement(TAGS[told.role] ?? (told.lines && told.lines > 1 ? 'textarea' : 'input'));
    if (told.role === 'listitem') element.dataset['own'] = '1';
    if (element instanceof HTMLButtonElement) element.type = 'button';
    if (told.role in ROLES) element.setAttribute('role', ROLES[told.role]!);
    element.addEventListener('focus', () => {
      this.panel.setFocus(widget);
    });
    element.addEventListener('blur', () => {
      if (this.panel.focus === widget) this.panel.setFocus(undefined);
    });
    if (element instanceof HTMLButtonElement) {
      element.addEventListener('click', () => {
        widget.activate();
      });
    }
    if (element instanceof HTMLInputElement || element instanceof HTMLTextAreaElement) this.bindInput(element, widget, told);
    return element;
  }

  private bindInput(input: HTMLInputElement | HTMLTextAreaElement, widget: Widget, told: Semantics): void {
    if (told.role === 'slider') (input as HTMLInputElement).type = 'range';
    else input.autocomplete = 'off';
    input.addEventListener('input', () => {
      widget.assign?.(input.value, input.selectionStart ?? undefined);
    });
    input.addEventListener('keydown', ((event: KeyboardEvent) => {
      if (event.key === 'Enter' && !event.isComposing && widget instanceof Field && widget.lines === 1) widget.enter();
    }) as EventListener);
    input.addEventListener('keyup', () => {
      if (widget instanceof Field && input.selectionStart !== null && input.value === widget.value) {
        widget.buffer.moveTo(input.selectionStart);
        widget.changed('layout');
      }
    });
  }
}

const TAGS: Partial<Record<Semantics['role'], keyof HTMLElementTagNameMap>> = { heading: 'h3', text: 'p', button: 'button', switch: 'button', tab: 'button', tablist: 'div', list: 'ul', listitem: 'li', image: 'div', progressbar: 'div', group: 'div', log: 'div', slider: 'input' };
const ROLES: Partial<Record<Semantics['role'], string>> = { switch: 'switch', tab: 'tab', tablist: 'tablist', image: 'img', progressbar: 'progressbar', group: 'group', log: 'log' };

function isContainer(role: Semantics['role']): boolean {
  return role === 'tablist' || role === 'list' || role === 'group' || role === 'log';
}

/** Says on the element what the widget tells now, touching only what differs. */
function tell(element: HTMLElement, told: Semantics): void {
  const attributes: Record<string, string | undefined> = {
    'aria-live': told.live,
    'aria-disabled': told.disabled ? 'true' : undefined,
    'aria-label': told.role === 'heading' || told.role === 'text' || told.role === 'listitem' || told.role === 'button' || told.role === 'tab' ? undefined : told.label,
    'aria-selected': told.selected === undefined ? undefined : String(told.selected),
    [told.role === 'switch' ? 'aria-checked' : 'aria-pressed']: told.checked === undefined ? undefined : String(told.checked),
  };
  if (told.role === 'slider' || told.role === 'progressbar') attributes['aria-valuetext'] = told.value;
  if (told.range && told.role === 'progressbar') Object.assign(attributes, { 'aria-valuemin': `${told.range.min}`, 'aria-valuemax': `${told.range.max}`, 'aria-valuenow': `${told.range.now}` });
  if (told.range && told.role === 'slider') Object.assign(attributes, { min: `${told.range.min}`, max: `${told.range.max}`, step: `${told.range.step}` });
  if (told.most !== undefined) attributes['maxlength'] = String(told.most * 2);
  for (const [name, value] of Object.entries(attributes)) {
    if (value === undefined) element.removeAttribute(name);
    else if (element.getAttribute(name) !== value) element.setAttribute(name, value);
  }
  if (element instanceof HTMLButtonElement || element instanceof HTMLInputElement || element instanceof HTMLTextAreaElement) element.disabled = told.disabled ?? false;
  if (element instanceof HTMLInputElement || element instanceof HTMLTextAreaElement) {
    const value = told.role === 'slider' ? String(told.range?.now ?? 0) : (told.value ?? '');
    if (element.value !== value) element.value = value;
    return;
  }
  if (isContainer(told.role) || told.role === 'image' || told.role === 'progressbar') return;
  const text = element.firstChild?.nodeType === 3 ? element.firstChild : undefined;
  if (!text) element.prepend(told.label);
  else if (text.nodeValue !== told.label) text.nodeValue = told.label;
}
