import { Emitter } from '../base/emitter';
import type { Locale } from '../locale/locale';
import { h } from './dom';
import { icon } from './icons';
import type { PassView } from './pass';

interface PassPageEvents {
  back: object;
}

/** The page that shows a way in for another device, before anybody is inside. */
export class PassPage {
  readonly events = new Emitter<PassPageEvents>();
  readonly element: HTMLElement;

  constructor(locale: Locale, view: PassView) {
    this.element = h(
      'main',
      { class: 'sheet-page' },
      h(
        'div',
        { class: 'sheet' },
        h('div', { class: 'welcome-top' }, h('span', { class: 'brand' }, icon('plus', 26), 'Asclepion'), h('button', { class: 'button', type: 'button', onclick: () => { this.events.emit('back', {}); } }, locale.text('check.back'))),
        h('div', {}, h('h1', { tabindex: -1 }, locale.text('pass.title')), h('p', { class: 'lead' }, locale.text('pass.lead'))),
        view.element,
      ),
    );
  }

  /** To be read first. */
  focus(): void {
    this.element.querySelector('h1')?.focus({ preventScroll: true });
  }
}
