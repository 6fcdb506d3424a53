import type { Locale } from '../locale/locale';
import { fill, h } from './dom';
import { icon } from './icons';

/** A screen that somebody shows, or a device its picture. */
export interface ShownScreen {
  key: string;
  name: string;
  /** A device's picture, by the device's name. */
  device: boolean;
  video: HTMLVideoElement;
}

/** Pictures that lie over the world: one's own face, what one shows, and what others show, to be enlarged and read. */
export class Gallery {
  readonly element: HTMLElement;
  /** Covers the whole page while a screen is enlarged. */
  readonly large = h('div', { class: 'large', hidden: true, role: 'dialog', 'aria-modal': 'true' });
  private readonly own = h('video', { class: 'own mirror', playsinline: true, autoplay: true, muted: true, hidden: true });
  private readonly sharing: HTMLElement;
  private readonly displays = h('div', { class: 'displays card', hidden: true, role: 'status' });
  private readonly screens = h('div', { class: 'screens' });
  private shown = '';
  private displayed = '';
  private enlarged: string | undefined;
  private current: readonly ShownScreen[] = [];

  constructor(private readonly locale: Locale, stopSharing: () => void) {
    this.own.muted = true;
    this.own.setAttribute('aria-label', locale.text('call.self'));
    this.sharing = h('div', { class: 'sharing card', hidden: true, role: 'status' }, icon('screen', 20), h('span', {}, locale.text('call.sharing')), h('button', { class: 'button alert', type: 'button', onclick: stopSharing }, locale.text('call.screen.stop')));
    this.element = h('div', { class: 'gallery' }, this.own, this.sharing, this.displays, this.screens);
  }

  showOwn(track: MediaStreamTrack | undefined): void {
    this.own.hidden = track === undefined;
    this.own.srcObject = track ? new MediaStream([track]) : null;
  }

  showSharing(sharing: boolean): void {
    this.sharing.hidden = !sharing;
  }

  /** Says where else one can see what hangs here: whoever is here has to know. */
  showDisplays(labels: readonly string[]): void {
    const words = labels.length === 0 ? '' : this.locale.text('call.displays', { names: labels.join(', ') });
    if (words === this.displayed) return;
    this.displayed = words;
    this.displays.hidden = words === '';
    fill(this.displays, icon('screen', 20), h('span', {}, words));
  }

  showScreens(screens: readonly ShownScreen[]): void {
    const key = screens.map((screen) => `${screen.key} ${screen.name}`).join('\n');
    this.current = screens;
    if (key === this.shown) return;
    this.shown = key;
    fill(this.screens, ...screens.map((screen) => this.card(screen)));
    if (this.enlarged !== undefined && !screens.some((screen) => screen.key === this.enlarged)) this.shrink();
  }

  /** Answers whether something was enlarged. */
  shrink(): boolean {
    if (this.enlarged === undefined) return false;
    this.enlarged = undefined;
    this.large.hidden = true;
    this.large.replaceChildren();
    return true;
  }

  private card(screen: ShownScreen): HTMLElement {
    const words = this.words(screen);
    return h('button', { class: 'screen card', type: 'button', 'aria-label': `${words}. ${this.locale.text('call.enlarge')}`, onclick: () => { this.enlarge(screen.key); } }, copyOf(screen.video), h('span', {}, icon('enlarge', 18), words));
  }

  private enlarge(key: string): void {
    const screen = this.current.find((one) => one.key === key);
    if (!screen) return;
    this.enlarged = key;
    this.large.hidden = false;
    this.large.setAttribute('aria-label', this.words(screen));
    const close = h('button', { class: 'button', type: 'button', onclick: () => { this.shrink(); } }, icon('close', 18), this.locale.text('hud.close'));
    fill(this.large, h('header', {}, h('b', {}, this.words(screen)), close), copyOf(screen.video));
    close.focus();
  }

  private words({ name, device }: ShownScreen): string {
    if (device) return this.locale.text('call.deviceShows', { name });
    return name === '' ? this.locale.text('call.someoneShows') : this.locale.text('call.shows', { name });
  }
}

/** The same picture a second time: an element can stand in one place only. */
function copyOf(video: HTMLVideoElement): HTMLVideoElement {
  const copy = h('video', { playsinline: true, autoplay: true, muted: true });
  copy.muted = true;
  copy.srcObject = video.srcObject;
  return copy;
}
