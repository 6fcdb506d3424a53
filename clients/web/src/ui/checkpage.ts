import { Emitter } from '../base/emitter';
import type { Locale } from '../locale/locale';
import type { CheckView } from './check';
import { h } from './dom';
import { icon } from './icons';

interface CheckPageEvents {
  enter: object;
  back: object;
}

/** The page between the welcome and the hospital: can I be heard, can I be seen, do I hear. */
export class CheckPage {
  readonly events = new Emitter<CheckPageEvents>();
  readonly element: HTMLElement;
  private readonly enter: HTMLButtonElement;

  /** @param goesOn whether the way leads on into the hospital, or only back */
  constructor(locale: Locale, view: CheckView, goesOn: boolean) {
    this.enter = h('button', { class: 'button primary enter', type: 'button', onclick: () => { this.events.emit(goesOn ? 'enter' : 'back', {}); } }, locale.text(goesOn ? 'welcome.enter' : 'check.done'));
    this.element = h(
      'main',
      { class: 'check-page' },
      h(
        'div',
        { class: 'check-sheet' },
        h('div', { class: 'welcome-top' }, h('span', { class: 'brand' }, icon('plus', 26), 'Asclepion'), goesOn && h('button', { class: 'button', type: 'button', onclick: () => { this.events.emit('back', {}); } }, locale.text('check.back'))),
        h('div', {}, h('h1', {}, locale.text('check.title')), h('p', { class: 'lead' }, locale.text('check.lead'))),
        view.element,
        h('div', { class: 'enter-bar' }, this.enter),
        h('p', { class: 'hint' }, locale.text('check.privacy')),
      ),
    );
  }

  setBusy(busy: boolean, words: string): void {
    this.enter.disabled = busy;
    this.enter.textContent = words;
  }

  focus(): void {
    this.enter.focus({ preventScroll: true });
  }
}
