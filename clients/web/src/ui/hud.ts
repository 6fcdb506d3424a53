import { Emitter } from '../base/emitter';
import type { Locale, TextKey } from '../locale/locale';
import type { Hospital } from '../protocol/gen/asclepion/v1/scene_pb';
import type { ListeningMode } from '../media/ears';
import type { SendSource } from '../media/peer';
import type { LinkState } from '../net/connection';
import type { FailureReason } from '../net/errors';
import type { Comfort } from '../input/comfort';
import { CallBar } from './callbar';
import { CheckView } from './check';
import { ComfortPanel } from './comfort';
import { fill, h } from './dom';
import { Gallery } from './gallery';
import { icon, type IconName } from './icons';
import { MapPanel } from './map';
import { ChatPanel, HelpPanel, NotePanel, Panel, PeoplePanel } from './panels';

export type PanelName = 'chat' | 'people' | 'note' | 'map' | 'help' | 'check' | 'comfort';

interface HudEvents {
  use: object;
  drop: object;
  view: object;
  leave: object;
  retry: object;
  /** Back to the welcome page; `again` asks to enter at once with the same choices. */
  ended: { again: boolean };
  /** Walking by the thumb stick: right and forward, each -1 to 1. */
  stick: { right: number; forward: number };
  panel: { name: PanelName | undefined };
  /** The microphone, the camera or the screen, on or off. */
  media: { source: SendSource };
  /** Into the headset, or out of it. */
  headset: { mode: 'vr' | 'ar' };
  /** How one likes to move in the headset was changed, in place. */
  comfort: object;
  toast: { words: string; alert: boolean };
}

export interface HudSettings {
  listening: ListeningMode;
  canShareScreen: boolean;
  comfort: Comfort;
}

const TOAST_MS = 4_500;
const STICK_RADIUS = 46;

/** All that lies over the picture: where one is, how the line is, what can be done, and the sheets. */
export class Hud {
  readonly events = new Emitter<HudEvents>();
  readonly element: HTMLElement;
  readonly chat: ChatPanel;
  readonly people: PeoplePanel;
  readonly note: NotePanel;
  readonly map: MapPanel;
  readonly call: CallBar;
  readonly gallery: Gallery;
  readonly check: CheckView;
  private readonly panels: Record<PanelName, Panel>;
  private readonly buttons = new Map<PanelName, HTMLButtonElement>();
  private readonly room = h('b', {});
  private readonly link = h('span', { class: 'link', role: 'status' });
  private readonly prompt = h('button', { class: 'prompt card', type: 'button', hidden: true });
  private readonly toasts = h('div', { class: 'toasts', role: 'status', 'aria-live': 'polite' });
  private readonly veil = h('div', { class: 'veil', hidden: true });
  private readonly headset = h('div', { class: 'wear card', hidden: true });
  private headsets = { vr: false, ar: false };
  private openPanel: PanelName | undefined;
  private unread = 0;
  private prompted = '';

  constructor(private readonly locale: Locale, hospital: Hospital, settings: HudSettings) {
    const close = () => {
      this.toggle(undefined);
    };
    this.chat = new ChatPanel(locale, close);
    this.people = new PeoplePanel(locale, close);
    this.note = new NotePanel(locale, close);
    this.map = new MapPanel(hospital, locale, close);
    this.check = new CheckView(locale, settings.listening);
    const check = new Panel(locale.text('check.panel'), locale, close);
    check.body.append(this.check.element);
    this.panels = { chat: this.chat, people: this.people, note: this.note, map: this.map, help: new HelpPanel(locale, close), check, comfort: this.comfortPanel(settings.comfort, close) };
    this.call = new CallBar(locale, settings.canShareScreen);
    this.call.events.on('switch', ({ source }) => {
      this.events.emit('media', { source });
    });
    this.call.events.on('check', () => {
      this.toggle('check');
    });
    this.gallery = new Gallery(locale, () => {
      this.events.emit('media', { source: 'screen' });
    });
    this.prompt.addEventListener('click', () => {
      this.events.emit('use', {});
    });
    const names = ['chat', 'people', 'note', 'map', 'help'] as const;
    const bar = h('nav', { class: 'bar card', 'aria-label': locale.text('hud.menu') }, ...names.map((name) => this.panelButton(name)), this.barButton('leave', 'hud.leave', () => { this.askToLeave(); }));
    this.element = h('div', { class: 'hud' }, h('div', { class: 'place card' }, this.room, this.link), bar, this.gallery.element, this.stick(), this.touchButtons(), this.call.element, this.headset, this.prompt, ...Object.values(this.panels).map((panel) => panel.element), this.toasts, this.gallery.large, this.veil);
    this.showLink('connecting');
  }

  showRoom(name: string): void {
    this.room.textContent = name;
  }

  showLink(state: LinkState): void {
    this.link.dataset['state'] = state;
    const words = state === 'online' ? 'link.online' : state === 'lost' ? 'link.lost' : 'loading.connecting';
    fill(this.link, h('i'), this.locale.text(words), state === 'lost' && h('button', { class: 'button', type: 'button', onclick: () => { this.events.emit('retry', {}); } }, this.locale.text('link.retry')));
  }

  /** What E does now, or nothing. */
  showPrompt(words: string | undefined): void {
    if ((words ?? '') === this.prompted) return;
    this.prompted = words ?? '';
    this.prompt.hidden = words === undefined;
    if (words !== undefined) fill(this.prompt, h('kbd', { 'aria-hidden': 'true' }, 'E'), words);
  }

  /** What kinds of headset could be put on. */
  showHeadsets(headsets: { vr: boolean; ar: boolean }): void {
    this.headsets = headsets;
    this.showWearing(false);
  }

  /** Whether the picture is in the headset now. */
  showWearing(worn: boolean): void {
    const { vr, ar } = this.headsets;
    const button = (mode: 'vr' | 'ar', key: TextKey, primary: boolean) => h('button', { class: primary ? 'button primary' : 'button', type: 'button', 'data-mode': mode, onclick: () => { this.events.emit('headset', { mode }); } }, icon('headset', 22), this.locale.text(key));
    const comfort = h('button', { class: 'button', type: 'button', onclick: () => { this.toggle('comfort'); } }, icon('check', 22), this.locale.text('comfort.open'));
    this.headset.hidden = !vr && !ar;
    fill(this.headset, worn ? button('vr', 'headset.leave', true) : vr && button('vr', 'headset.vr', true), !worn && ar && button('ar', 'headset.ar', !vr), comfort);
  }

  toast(words: string, alert = false): void {
    this.events.emit('toast', { words, alert });
    const toast = h('div', { class: alert ? 'toast card alert' : 'toast card' }, words);
    for (const old of [...this.toasts.children]) if (old.textContent === words) old.remove();
    this.toasts.append(toast);
    while (this.toasts.children.length > 3) this.toasts.firstElementChild?.remove();
    window.setTimeout(() => {
      toast.remove();
    }, TOAST_MS);
  }

  handleChatLine(): void {
    if (this.openPanel === 'chat') return;
    this.unread++;
    this.showUnread();
  }

  toggle(name: PanelName | undefined): void {
    const next = name === this.openPanel ? undefined : name;
    this.openPanel = next;
    for (const [key, panel] of Object.entries(this.panels)) panel.element.hidden = key !== next;
    for (const [key, button] of this.buttons) button.setAttribute('aria-pressed', String(key === next));
    if (next === 'chat') {
      this.unread = 0;
      this.showUnread();
      this.chat.focus();
    }
    this.events.emit('panel', { name: next });
  }

  get panel(): PanelName | undefined {
    return this.openPanel;
  }

  /** Escape closes what is open; answers whether something was. */
  handleEscape(): boolean {
    if (this.gallery.shrink()) return true;
    if (this.openPanel) {
      this.toggle(undefined);
      return true;
    }
    return false;
  }

  showLoading(key: TextKey | undefined): void {
    this.veil.hidden = key === undefined;
    if (key) fill(this.veil, h('div', { class: 'loading', role: 'status' }, h('div', { class: 'spin' }), this.locale.text(key)));
  }

  /** The conversation is over, with a reason or by one's own wish. */
  showEnd(reason: FailureReason | undefined): void {
    const { locale } = this;
    const again = h('button', { class: 'button primary', type: 'button', onclick: () => { this.events.emit('ended', { again: true }); } }, locale.text('link.reenter'));
    const back = h('button', { class: 'button', type: 'button', onclick: () => { this.events.emit('ended', { again: false }); } }, locale.text('link.toWelcome'));
    this.dialog(locale.text(reason ? 'error.title' : 'left.title'), locale.text(reason ? `error.${reason}` : 'left.words'), again, back);
  }

  private askToLeave(): void {
    const { locale } = this;
    const leave = h('button', { class: 'button alert', type: 'button', onclick: () => { this.veil.hidden = true; this.events.emit('leave', {}); } }, locale.text('leave.yes'));
    const stay = h('button', { class: 'button', type: 'button', onclick: () => { this.veil.hidden = true; } }, locale.text('leave.no'));
    this.dialog(locale.text('leave.title'), locale.text('leave.words'), stay, leave);
  }

  private dialog(title: string, words: string, ...actions: HTMLElement[]): void {
    this.veil.hidden = false;
    fill(this.veil, h('div', { class: 'dialog card', role: 'dialog', 'aria-modal': 'true', 'aria-label': title }, h('h2', {}, title), h('p', {}, words), h('div', { class: 'row' }, ...actions)));
    actions[0]?.focus();
  }

  private showUnread(): void {
    const button = this.buttons.get('chat');
    button?.querySelector('.dot')?.remove();
    if (this.unread > 0) button?.append(h('span', { class: 'dot' }, this.unread > 9 ? '9+' : String(this.unread)));
  }

  private comfortPanel(comfort: Comfort, close: () => void): Panel {
    const panel = new ComfortPanel(this.locale, comfort, close);
    panel.events.on('changed', () => {
      this.events.emit('comfort', {});
    });
    return panel;
  }

  private panelButton(name: Exclude<PanelName, 'check' | 'comfort'>): HTMLButtonElement {
    const button = this.barButton(name, `hud.${name}`, () => {
      this.toggle(name);
    });
    button.setAttribute('aria-pressed', 'false');
    this.buttons.set(name, button);
    return button;
  }

  private barButton(name: IconName, key: TextKey, onclick: () => void): HTMLButtonElement {
    return h('button', { type: 'button', onclick }, icon(name, 22), h('span', {}, this.locale.text(key)));
  }

  private touchButtons(): HTMLElement {
    const button = (name: 'use' | 'drop' | 'view') => this.barButton(name, `hud.${name}`, () => { this.events.emit(name, {}); });
    return h('div', { class: 'touch-buttons touch-only' }, button('view'), button('drop'), button('use'));
  }

  private stick(): HTMLElement {
    const knob = h('i');
    const pad = h('div', { class: 'stick touch-only', 'aria-hidden': 'true' }, knob);
    const move = (event: PointerEvent) => {
      if (!pad.hasPointerCapture(event.pointerId)) return;
      const box = pad.getBoundingClientRect();
      const dx = event.clientX - box.left - box.width / 2;
      const dy = event.clientY - box.top - box.height / 2;
      const length = Math.max(STICK_RADIUS, Math.hypot(dx, dy));
      knob.style.transform = `translate(${(dx / length) * STICK_RADIUS}px, ${(dy / length) * STICK_RADIUS}px)`;
      this.events.emit('stick', { right: dx / length, forward: -dy / length });
    };
    const release = () => {
      knob.style.transform = '';
      this.events.emit('stick', { right: 0, forward: 0 });
    };
    pad.addEventListener('pointerdown', (event) => {
      event.preventDefault();
      event.stopPropagation();
      pad.setPointerCapture(event.pointerId);
      move(event);
    });
    pad.addEventListener('pointermove', move);
    pad.addEventListener('pointerup', release);
    pad.addEventListener('pointercancel', release);
    return pad;
  }
}
