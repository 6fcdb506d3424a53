import { Emitter } from '../base/emitter';
import { LANGUAGES, type Language, Locale, type TextKey } from '../locale/locale';
import type { ServerInfo } from '../net/entry';
import { fill, h } from './dom';
import { icon } from './icons';
import { qrCode } from './qr';

/** What a browser can do. */
export interface Readiness {
  secure: boolean;
  /** It knows the interface for headsets at all. */
  interface: boolean;
  vr: boolean;
  ar: boolean;
  microphone: boolean;
  picture: boolean;
}

interface HeadsetEvents {
  language: { language: Language };
  enter: object;
}

export interface HeadsetSettings {
  locale: Locale;
  server: ServerInfo | undefined;
  /** The addresses by which other devices reach the hospital; empty when they do not. */
  addresses: readonly string[];
}

const HEADSETS = ['quest', 'pico', 'vision'] as const;
const STEPS = 4;
/** Where the hospital's own authority can be had. */
export const AUTHORITY_PATH = '/api/v1/authority';

/** "Try it on your headset": which address, what to do about the certificate, and whether this very browser would do. */
export class HeadsetPage {
  readonly events = new Emitter<HeadsetEvents>();
  readonly element: HTMLElement;
  private readonly verdict = h('p', { class: 'notice calm', role: 'status' });
  private readonly checks = h('ul', { class: 'ticks' });

  constructor(private readonly settings: HeadsetSettings) {
    const { locale } = settings;
    const text = (key: TextKey) => locale.text(key);
    this.verdict.textContent = text('headset.looking');
    this.element = h(
      'main',
      { class: 'sheet-page headset-page' },
      h(
        'div',
        { class: 'sheet' },
        h('div', { class: 'welcome-top' }, h('span', { class: 'brand' }, icon('plus', 26), 'Asclepion'), this.languages()),
        h('div', {}, h('h1', {}, text('headset.title')), h('p', { class: 'lead' }, text('headset.lead'))),
        this.part('headset.here', this.verdict, this.checks, h('button', { class: 'button primary', type: 'button', onclick: () => { this.events.emit('enter', {}); } }, text('headset.enter'))),
        this.part('headset.address', ...this.address()),
        this.part('headset.certificate', ...this.certificate()),
        this.part('headset.steps', ...HEADSETS.map((name) => this.steps(name))),
      ),
    );
  }

  handleReadiness(found: Readiness): void {
    const { locale } = this.settings;
    this.verdict.textContent = locale.text(found.vr ? 'headset.ready' : !found.secure ? 'headset.notSecure' : found.interface ? 'headset.noDevice' : 'headset.noInterface');
    this.verdict.classList.toggle('fine', found.vr);
    const tick = (ok: boolean, yes: TextKey, no: TextKey) => h('li', { class: ok ? 'yes' : 'no' }, icon(ok ? 'yes' : 'no', 22), h('span', {}, h('span', { class: 'visually-hidden' }, locale.text(ok ? 'headset.yes' : 'headset.no')), locale.text(ok ? yes : no)));
    fill(
      this.checks,
      tick(found.secure, 'headset.secure', 'headset.secure.no'),
      tick(found.vr, 'headset.vr', found.interface ? 'headset.vr.noDevice' : 'headset.vr.no'),
      tick(found.ar, 'headset.ar', 'headset.ar.no'),
      tick(found.microphone, 'headset.microphone', 'headset.microphone.no'),
      tick(found.picture, 'headset.picture', 'headset.picture.no'),
    );
  }

  private languages(): HTMLElement {
    const { locale } = this.settings;
    return h(
      'div',
      { class: 'segment', role: 'group', 'aria-label': locale.text('welcome.language') },
      ...LANGUAGES.map((language) => h('button', { type: 'button', lang: language, 'aria-pressed': String(language === locale.language), onclick: () => { this.events.emit('language', { language }); } }, new Locale(language).text('language.name'))),
    );
  }

  private address(): HTMLElement[] {
    const { locale, addresses } = this.settings;
    const best = addresses[0];
    if (!best) return [h('p', {}, locale.text('headset.address.none')), h('p', {}, h('code', {}, './asclepion serve --lan'))];
    const picture = h('div', { class: 'qr-box' });
    void qrCode(`${best}/`, locale.text('headset.qr')).then((code) => {
      fill(picture, code);
    });
    const places = h('ul', { class: 'places' }, ...addresses.map((address) => h('li', {}, h('a', { href: `${address}/` }, `${address}/`))));
    return [h('div', { class: 'pass' }, picture, h('div', { class: 'pass-words' }, h('p', {}, locale.text('headset.address.words')), places, h('p', {}, locale.text('headset.address.code'))))];
  }

  private certificate(): HTMLElement[] {
    const { locale, server } = this.settings;
    const kind = server?.certificate ?? 'none';
    const words = h('p', {}, locale.text(`headset.certificate.${kind}`));
    if (kind === 'authority') return [words, h('p', {}, h('a', { class: 'button', href: AUTHORITY_PATH, download: 'hospital-ca.crt' }, locale.text('headset.authority'))), ...this.numbered('headset.authority', 2)];
    return [words];
  }

  private steps(name: (typeof HEADSETS)[number]): HTMLElement {
    const { locale } = this.settings;
    return h('details', { class: 'more' }, h('summary', {}, locale.text(`headset.${name}`)), h('div', {}, ...this.numbered(`headset.${name}`, STEPS)));
  }

  private numbered(key: string, most: number): HTMLElement[] {
    const { locale } = this.settings;
    const steps = Array.from({ length: most }, (_, i) => locale.maybe(`${key}.${i + 1}`, '')).filter(Boolean);
    return [h('ol', { class: 'steps' }, ...steps.map((words) => h('li', {}, words)))];
  }

  private part(title: TextKey, ...children: HTMLElement[]): HTMLElement {
    const id = title.replace('.', '-');
    return h('section', { class: 'card part', 'aria-labelledby': id }, h('h2', { id }, this.settings.locale.text(title)), ...children);
  }
}
