import { CODE_DIGITS, digitsOf } from '../base/digits';
import { Emitter } from '../base/emitter';
import type { Locale } from '../locale/locale';
import { h } from './dom';
import { icon } from './icons';

interface CodePadEvents {
  /** Six digits are there. */
  code: { code: string };
  back: object;
}

/** The page where a six-digit code is typed: with keys, or on large buttons that a headset's ray and an unsteady finger hit. */
export class CodePad {
  readonly events = new Emitter<CodePadEvents>();
  readonly element: HTMLElement;
  private readonly input: HTMLInputElement;
  private readonly problem = h('p', { class: 'notice', role: 'alert', hidden: true });
  private readonly status = h('p', { class: 'hint', role: 'status' });
  private readonly pad: HTMLElement;

  constructor(private readonly locale: Locale) {
    this.input = h('input', {
      class: 'input code-input',
      id: 'room-code',
      inputmode: 'numeric',
      autocomplete: 'one-time-code',
      enterkeyhint: 'go',
      'aria-describedby': 'room-code-hint',
      oninput: () => {
        this.handleTyped(this.input.value);
      },
    });
    const digit = (sign: string) => h('button', { type: 'button', class: 'digit', onclick: () => { this.handleTyped(this.input.value + sign); } }, sign);
    const erase = h('button', { type: 'button', class: 'digit', 'aria-label': locale.text('code.erase'), onclick: () => { this.handleTyped(this.input.value.slice(0, -1)); } }, icon('backspace', 30));
    this.pad = h('div', { class: 'digits', role: 'group', 'aria-label': locale.text('code.pad') }, ...[...'123456789'].map(digit), h('span', {}), digit('0'), erase);
    this.element = h(
      'main',
      { class: 'sheet-page' },
      h(
        'div',
        { class: 'sheet narrow' },
        h('div', { class: 'welcome-top' }, h('span', { class: 'brand' }, icon('plus', 26), 'Asclepion'), h('button', { class: 'button', type: 'button', onclick: () => { this.events.emit('back', {}); } }, locale.text('check.back'))),
        h('div', {}, h('h1', {}, locale.text('code.title')), h('p', { class: 'lead', id: 'room-code-hint' }, locale.text('code.lead'))),
        h('div', { class: 'field' }, h('label', { for: 'room-code' }, locale.text('code.label')), this.input),
        this.problem,
        this.status,
        this.pad,
      ),
    );
  }

  /** The code opened nothing: says why, and waits for another. */
  handleRefused(words: string): void {
    this.setBusy(false);
    this.input.value = '';
    this.problem.textContent = words;
    this.problem.hidden = false;
    this.focus();
  }

  /** A keyboard of the system's own would lie over the large buttons: on a touch screen it comes when asked for. */
  focus(): void {
    if (!matchMedia('(pointer: coarse)').matches) this.input.focus();
  }

  private handleTyped(typed: string): void {
    const code = digitsOf(typed);
    this.input.value = code;
    if (code !== '') this.problem.hidden = true;
    if (code.length < CODE_DIGITS) return;
    this.setBusy(true);
    this.events.emit('code', { code });
  }

  private setBusy(busy: boolean): void {
    this.input.readOnly = busy;
    for (const button of this.pad.querySelectorAll('button')) button.disabled = busy;
    this.status.textContent = busy ? this.locale.text('code.looking') : '';
  }
}
