import type { Locale } from '../locale/locale';
import { h } from './dom';
import { icon } from './icons';
import type { MirrorPanel } from './mirror';

/** The mirror as a page of its own, before one goes in. */
export function mirrorPage(locale: Locale, panel: MirrorPanel): HTMLElement {
  return h(
    'main',
    { class: 'mirror-page' },
    h('div', { class: 'welcome-top' }, h('span', { class: 'brand' }, icon('plus', 26), 'Asclepion')),
    h('div', {}, h('h1', {}, locale.text('mirror.title')), h('p', { class: 'lead' }, locale.text('mirror.lead'))),
    panel.element,
  );
}
