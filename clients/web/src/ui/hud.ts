import { Emitter } from '../base/emitter';
import type { Locale, TextKey } from '../locale/locale';
import type { Hospital } from '../protocol/gen/asclepion/v1/scene_pb';
import type { ListeningMode } from '../media/ears';
import type { SendSource } from '../media/peer';
import type { LinkState } from '../net/connection';
import type { FailureReason } from '../net/errors';
import type { Comfort } from '../input/comfort';
import { CallBar } from './callbar';
import { Captions } from './captions';
import { CheckView } from './check';
import { ComfortPanel } from './comfort';
import { fill, h } from './dom';
import { HandBar } from './handbar';
import { Gallery } from './gallery';
import { icon, type IconName } from './icons';
import { MapPanel } from './map';
import { Menu, type MenuEntry, type MenuName } from './menu';
import { PassView } from './pass';
import { ChatPanel, HelpPanel, NotePanel, Panel, PeoplePanel } from './panels';
import type { Preferences } from './preferences';
import { SettingsView } from './settings';

export type PanelName = 'chat' | 'people' | 'note' | 'map' | 'settings' | 'help' | 'check' | 'device' | 'comfort';

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
  /** The languages are to be shown, in the world: the page has them where one comes in. */
  language: object;
  /** Something is asked that waits for an answer, or no longer. */
  ask: { question: Question | undefined };
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
  /** What one can draw with, sRGB. */
  pens: readonly string[];
  /** Whether one may clear what others drew and lower their hands. */
  staff: boolean;
  preferences: Preferences;
}

/** A question over everything else. */
export interface Question {
  title: string;
  words: string;
  answers: readonly { label: string; kind: 'plain' | 'primary' | 'alert'; run: () => void }[];
}

const TOAST_MS = 4_500;
const STICK_RADIUS = 46;

/** A sheet around what is shown elsewhere, too. */
function sheet(locale: Locale, title: TextKey, close: () => void, ...content: HTMLElement[]): Panel {
  const panel = new Panel(locale.text(title), locale, close);
  panel.body.append(...content);
  return panel;
}

/** All that lies over the picture: where one is, how the line is, what can be done, and the sheets. */
export class Hud {
  readonly events = new Emitter<HudEvents>();
  readonly element: HTMLElement;
  readonly menu: Menu;
  readonly chat: ChatPanel;
  readonly people: PeoplePanel;
  readonly note: NotePanel;
  readonly map: MapPanel;
  readonly call: CallBar;
  readonly gallery: Gallery;
  readonly check: CheckView;
  readonly hands: HandBar;
  readonly settings: SettingsView;
  /** The way in for another device. */
  readonly pass: PassView;
  readonly captions: Captions;
  private readonly panels: Record<PanelName, Panel>;
  private readonly buttons = new Map<MenuName, HTMLButtonElement>();
  private readonly room = h('h1', {});
  private readonly link = h('span', { class: 'link', role: 'status' });
  private readonly prompt = h('button', { class: 'prompt card', type: 'button', hidden: true });
  /** The prompt's words for a screen reader, which is not told of a button that appears. */
  private readonly said = h('p', { class: 'visually-hidden', role: 'status' });
  private readonly toasts = h('div', { class: 'toasts', role: 'status', 'aria-live': 'polite' });
  private readonly veil = h('div', { class: 'veil', hidden: true });
  private readonly headset = h('div', { class: 'wear card', hidden: true });
  private headsets = { vr: false, ar: false };
  private worn = false;
  private openPanel: PanelName | undefined;
  private unread = 0;
  private prompted = '';
  /** Whether the veil asks something that may be left unanswered. */
  private asks = false;

  constructor(private readonly locale: Locale, hospital: Hospital, settings: HudSettings) {
    const close = () => {
      this.toggle(undefined);
    };
    this.chat = new ChatPanel(locale, close);
    this.people = new PeoplePanel(locale, close);
    this.note = new NotePanel(locale, close);
    this.map = new MapPanel(hospital, locale, close);
    this.check = new CheckView(locale, settings.listening);
    const check = sheet(locale, 'check.panel', close, this.check.element);
    this.settings = new SettingsView(locale, settings.preferences, true);
    for (const name of ['check', 'device'] as const) {
      this.settings.events.on(name, () => {
        this.toggle(name);
      });
    }
    this.pass = new PassView(locale);
    this.captions = new Captions(locale, () => performance.now(), (milliseconds, run) => window.setTimeout(run, milliseconds));
    this.panels = { chat: this.chat, people: this.people, note: this.note, map: this.map, settings: sheet(locale, 'settings.title', close, this.settings.element), help: new HelpPanel(locale, close), check, device: sheet(locale, 'device.title', close, h('p', {}, locale.text('device.lead')), this.pass.element), comfort: this.comfortPanel(settings.comfort, close) };
    this.call = new CallBar(locale, settings.canShareScreen);
    this.hands = new HandBar(locale, settings.pens, settings.staff);
    this.people.staff = settings.staff;
    this.call.element.append(this.hands.button);
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
    const names = ['chat', 'people', 'note', 'map', 'settings', 'help'] as const;
    this.menu = new Menu([
      { name: 'microphone', label: 'call.microphone.off', icon: 'microphoneOff', on: false, run: () => { this.events.emit('media', { source: 'microphone' }); } },
      ...names.map((name) => ({ name, label: `hud.${name}` as const, icon: name, on: false, run: () => { this.toggle(name); } })),
      { name: 'comfort', label: 'comfort.open', icon: 'check', on: false, run: () => { this.toggle('comfort'); } },
      { name: 'language', label: 'hud.language', icon: 'language', run: () => { this.events.emit('language', {}); } },
      { name: 'leave', label: 'hud.leave', icon: 'leave', run: () => { this.askToLeave(); } },
    ]);
    this.menu.events.on('changed', (entry) => {
      this.showEntry(entry);
    });
    const bar = h('nav', { class: 'bar card', 'aria-label': locale.text('hud.menu') }, ...this.menu.of(...names, 'leave').map((entry) => this.menuButton(entry)));
    this.element = h('div', { class: 'hud' }, h('div', { class: 'place card' }, this.room, this.link), bar, this.gallery.element, this.stick(), this.touchButtons(), this.captions.element, this.call.element, this.headset, this.hands.tray, this.prompt, this.said, ...Object.values(this.panels).map((panel) => panel.element), this.toasts, this.gallery.large, this.veil);
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
    this.said.textContent = words ?? '';
    if (words !== undefined) fill(this.prompt, h('kbd', { 'aria-hidden': 'true' }, 'E'), words);
  }

  /** What kinds of headset could be put on. */
  showHeadsets(headsets: { vr: boolean; ar: boolean }): void {
    this.headsets = headsets;
    this.showWearing(false);
  }

  /** Whether the picture is in the headset now. */
  showWearing(worn: boolean): void {
    this.worn = worn;
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
    this.menu.set('chat', { count: this.unread });
  }

  toggle(name: PanelName | undefined): void {
    const next = name === this.openPanel ? undefined : name;
    const before = this.openPanel;
    const inside = before !== undefined && this.panels[before].element.contains(document.activeElement);
    this.openPanel = next;
    for (const [key, panel] of Object.entries(this.panels)) panel.element.hidden = key !== next;
    for (const { name: entry } of this.menu.of('chat', 'people', 'note', 'map', 'settings', 'help', 'comfort')) this.menu.set(entry, { on: entry === next });
    // Whoever works with keys goes on where the sheet is, and back to the button that opened it. With a headset on, a field of the page would bring up a keyboard over everything.
    if (next && !this.worn) this.panels[next].focus();
    this.events.emit('panel', { name: next });
    if (next === undefined && inside) (this.buttons.get(before as MenuName) ?? this.buttons.get('settings'))?.focus();
    if (next === 'chat') {
      this.unread = 0;
      this.menu.set('chat', { count: 0 });
    }
  }

  get panel(): PanelName | undefined {
    return this.openPanel;
  }

  /** Escape closes what is open; answers whether something was. */
  handleEscape(): boolean {
    if (!this.veil.hidden && this.asks) {
      this.asks = false;
      this.answered();
      return true;
    }
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

  /** Whether others hear the microphone. */
  showMicrophone(on: boolean): void {
    this.call.showSource('microphone', on);
    this.menu.set('microphone', { on, label: on ? 'call.microphone.on' : 'call.microphone.off', icon: on ? 'microphone' : 'microphoneOff' });
  }

  /** The conversation is over, with a reason or by one's own wish. */
  showEnd(reason: FailureReason | undefined): void {
    const { locale } = this;
    this.ask({
      title: locale.text(reason ? 'error.title' : 'left.title'),
      words: locale.text(reason ? `error.${reason}` : 'left.words'),
      answers: [
        { label: locale.text('link.reenter'), kind: 'primary', run: () => { this.events.emit('ended', { again: true }); } },
        { label: locale.text('link.toWelcome'), kind: 'plain', run: () => { this.events.emit('ended', { again: false }); } },
      ],
    });
  }

  private askToLeave(): void {
    const { locale } = this;
    this.ask({
      title: locale.text('leave.title'),
      words: locale.text('leave.words'),
      answers: [
        { label: locale.text('leave.no'), kind: 'plain', run: () => undefined },
        { label: locale.text('leave.yes'), kind: 'alert', run: () => { this.events.emit('leave', {}); } },
      ],
    });
    this.asks = true;
  }

  private ask({ title, words, answers }: Question): void {
    const closing = answers.map((answer) => ({ ...answer, run: () => { this.answered(); answer.run(); } }));
    const buttons = closing.map(({ label, kind, run }) => h('button', { class: kind === 'plain' ? 'button' : `button ${kind}`, type: 'button', onclick: run }, label));
    this.veil.hidden = false;
    this.asks = false;
    const keep = (event: KeyboardEvent) => {
      if (event.key !== 'Tab') return;
      // What is asked comes first: the keys stay among the answers.
      const last = buttons.at(event.shiftKey ? 0 : -1);
      if (document.activeElement !== last) return;
      event.preventDefault();
      buttons.at(event.shiftKey ? -1 : 0)?.focus();
    };
    fill(this.veil, h('div', { class: 'dialog card', role: 'alertdialog', 'aria-modal': 'true', 'aria-labelledby': 'dialog-title', 'aria-describedby': 'dialog-words', onkeydown: keep }, h('h2', { id: 'dialog-title' }, title), h('p', { id: 'dialog-words' }, words), h('div', { class: 'row' }, ...buttons)));
    buttons[0]?.focus();
    this.events.emit('ask', { question: { title, words, answers: closing } });
  }

  private answered(): void {
    this.veil.hidden = true;
    this.events.emit('ask', { question: undefined });
  }

  private comfortPanel(comfort: Comfort, close: () => void): Panel {
    const panel = new ComfortPanel(this.locale, comfort, close);
    panel.events.on('changed', () => {
      this.events.emit('comfort', {});
    });
    return panel;
  }

  private menuButton({ name, icon: sign, label, run, on }: MenuEntry): HTMLButtonElement {
    const button = this.barButton(sign, label, run);
    if (on !== undefined) button.setAttribute('aria-pressed', String(on));
    button.dataset['panel'] = name;
    this.buttons.set(name, button);
    return button;
  }

  private showEntry({ name, on, count }: MenuEntry): void {
    const button = this.buttons.get(name);
    if (!button) return;
    button.setAttribute('aria-pressed', String(on ?? false));
    button.querySelector('.dot')?.remove();
    if (count > 0) button.append(h('span', { class: 'dot' }, count > 9 ? '9+' : String(count)));
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
