import { grouped } from '../base/digits';
import { Emitter } from '../base/emitter';
import type { Locale } from '../locale/locale';
import { fill, h } from './dom';
import { icon } from './icons';
import { qrCode } from './qr';

/** A way in for another device. */
export interface Pass {
  /** The page's address with the link in it. */
  address: string;
  /** Where the code is typed. */
  site: string;
  code: string;
  /** When it is over. */
  until: Date;
  /** Only this machine understands the address. */
  local: boolean;
}

interface PassEvents {
  /** Another code is wanted. */
  again: object;
}

/** A QR code to point a phone at, and six digits to type in a headset: the same way in twice. */
export class PassView {
  readonly events = new Emitter<PassEvents>();
  readonly element = h('div', { class: 'pass' });
  private readonly picture = h('div', { class: 'qr-box' });
  private readonly words = h('div', { class: 'pass-words', role: 'status' });
  private turn = 0;

  constructor(private readonly locale: Locale) {
    this.element.append(this.picture, this.words);
    this.handleWaiting();
  }

  handleWaiting(): void {
    this.turn++;
    fill(this.picture);
    fill(this.words, h('p', {}, this.locale.text('pass.making')));
  }

  handleFailure(words: string): void {
    this.turn++;
    fill(this.picture);
    fill(this.words, h('p', { class: 'notice' }, words), this.again());
  }

  handlePass({ address, site, code, until, local }: Pass): void {
    const { locale } = this;
    const turn = ++this.turn;
    fill(this.picture);
    void qrCode(address, locale.text('pass.qr')).then((picture) => {
      if (turn === this.turn) fill(this.picture, picture);
    });
    fill(
      this.words,
      local && h('p', { class: 'notice calm' }, locale.text('pass.local')),
      h('ol', {}, h('li', {}, locale.text('pass.scan')), h('li', {}, locale.text('pass.type', { site }))),
      h('p', { class: 'code-shown' }, h('span', { class: 'visually-hidden' }, [...code].join(' ')), h('span', { 'aria-hidden': 'true' }, grouped(code))),
      h('p', { class: 'hint' }, locale.text('pass.until', { time: locale.time(until) })),
      this.again(),
    );
  }

  private again(): HTMLElement {
    return h('button', { class: 'button', type: 'button', onclick: () => { this.events.emit('again', {}); } }, icon('again', 18), this.locale.text('pass.again'));
  }
}
