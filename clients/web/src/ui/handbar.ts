import { Emitter } from '../base/emitter';
import type { Locale, TextKey } from '../locale/locale';
import { fill, h } from './dom';
import { icon, type IconName } from './icons';

/** What pressing on the picture does. */
export type HandTool = 'use' | 'point' | 'draw';

interface HandBarEvents {
  raise: object;
  offer: object;
  tool: { tool: HandTool };
  /** Index of a pen, or undefined for the sponge. */
  ink: { pen: number | undefined };
  undo: object;
  clear: object;
}

/** What the own hands do now, as the room says. */
export interface HandState {
  raised: boolean;
  offering: boolean;
  /** Something is in hand: holding it out hands it over. */
  carrying: boolean;
}

/** One button beside the microphone, and the tray it opens: raise a hand, point, draw, hold out. So the picture stays free. */
export class HandBar {
  readonly events = new Emitter<HandBarEvents>();
  readonly button: HTMLButtonElement;
  readonly tray: HTMLElement;
  private readonly raise = h('button', { type: 'button', onclick: () => { this.events.emit('raise', {}); } });
  private readonly offer = h('button', { type: 'button', onclick: () => { this.events.emit('offer', {}); } });
  private readonly tools: Record<'point' | 'draw', HTMLButtonElement>;
  private readonly inks = h('div', { class: 'inks', hidden: true });
  private readonly hint = h('p', { class: 'hint', hidden: true });
  private tool: HandTool = 'use';
  private pen: number | undefined = 0;
  private shown = '';

  constructor(
    private readonly locale: Locale,
    private readonly pens: readonly string[],
    private readonly staff: boolean,
  ) {
    this.button = h('button', { type: 'button', class: 'hands', 'aria-expanded': 'false', 'aria-controls': 'hand-tray', onclick: () => { this.toggle(); } }, icon('hands', 24), h('span', {}, locale.text('hands.title')));
    this.tools = { point: this.toolButton('point', 'pointer'), draw: this.toolButton('draw', 'draw') };
    this.tray = h('div', { class: 'tray card', id: 'hand-tray', role: 'group', 'aria-label': locale.text('hands.title'), hidden: true }, h('div', { class: 'deeds' }, this.raise, this.tools.point, this.tools.draw, this.offer), this.inks, this.hint);
    this.handleState({ raised: false, offering: false, carrying: false });
    this.showInks();
  }

  get isOpen(): boolean {
    return !this.tray.hidden;
  }

  toggle(open = this.tray.hidden): void {
    this.tray.hidden = !open;
    this.button.setAttribute('aria-expanded', String(open));
    if (!open && this.tool !== 'use') this.choose('use');
  }

  handleState(state: HandState): void {
    const summary = JSON.stringify(state);
    if (summary === this.shown) return;
    this.shown = summary;
    const { locale } = this;
    const button = (element: HTMLButtonElement, name: IconName, key: TextKey, on: boolean) => {
      element.setAttribute('aria-pressed', String(on));
      fill(element, icon(name, 24), h('span', {}, locale.text(key)));
    };
    button(this.raise, 'raise', state.raised ? 'hands.lower' : 'hands.raise', state.raised);
    button(this.offer, 'offer', state.offering ? 'hands.takeBack' : state.carrying ? 'hands.give' : 'hands.offer', state.offering);
    this.button.dataset['on'] = String(state.raised || state.offering || this.tool !== 'use');
  }

  /** The tool was changed, here or elsewhere. */
  handleTool(tool: HandTool): void {
    this.tool = tool;
    for (const name of ['point', 'draw'] as const) this.tools[name].setAttribute('aria-pressed', String(name === tool));
    this.inks.hidden = tool !== 'draw';
    this.hint.hidden = tool === 'use';
    if (tool !== 'use') this.hint.textContent = this.locale.text(`hands.${tool}Hint`);
  }

  private choose(tool: HandTool): void {
    this.events.emit('tool', { tool });
  }

  private toolButton(tool: 'point' | 'draw', name: IconName): HTMLButtonElement {
    return h('button', { type: 'button', 'aria-pressed': 'false', onclick: () => { this.choose(this.tool === tool ? 'use' : tool); } }, icon(name, 24), h('span', {}, this.locale.text(`hands.${tool}`)));
  }

  private showInks(): void {
    const { locale } = this;
    const choose = (pen: number | undefined) => () => {
      this.pen = pen;
      this.events.emit('ink', { pen });
      this.showInks();
    };
    const pens = this.pens.map((_, pen) => h('button', { type: 'button', class: 'pen', 'aria-pressed': String(pen === this.pen), 'aria-label': locale.text(`hands.pen.${pen}` as TextKey), title: locale.text(`hands.pen.${pen}` as TextKey), onclick: choose(pen) }));
    pens.forEach((button, pen) => {
      button.style.setProperty('--ink', this.pens[pen]!);
    });
    const action = (name: IconName, key: TextKey, onclick: () => void, pressed?: boolean) => h('button', { type: 'button', class: 'act', onclick, ...(pressed !== undefined && { 'aria-pressed': String(pressed) }) }, icon(name, 20), h('span', {}, locale.text(key)));
    fill(
      this.inks,
      h('div', { class: 'pens', role: 'group', 'aria-label': locale.text('hands.pens') }, ...pens),
      h('div', { class: 'acts' }, action('sponge', 'hands.sponge', choose(undefined), this.pen === undefined), action('undo', 'hands.undo', () => { this.events.emit('undo', {}); }), this.staff && action('trash', 'hands.clear', () => { this.events.emit('clear', {}); })),
    );
  }
}
