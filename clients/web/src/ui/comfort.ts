import { Emitter } from '../base/emitter';
import type { Comfort } from '../input/comfort';
import type { Locale, TextKey } from '../locale/locale';
import { h } from './dom';
import { Panel } from './panels';

export type Choice = 'move' | 'turn' | 'step' | 'posture' | 'hand' | 'rate';

/** What can be chosen, in the order it is asked. */
export const CHOICES: { [Name in Choice]: readonly Comfort[Name][] } = {
  move: ['teleport', 'smooth'],
  turn: ['snap', 'smooth'],
  step: [30, 45],
  posture: ['standing', 'seated'],
  hand: ['right', 'left'],
  rate: [72, 90],
};
export const SLIDERS = ['vignette', 'foveation'] as const;

/** How one likes to move in a headset; what is chosen is written into the settings at once. */
export class ComfortPanel extends Panel {
  readonly events = new Emitter<{ changed: object }>();

  constructor(private readonly locale: Locale, private readonly comfort: Comfort, close: () => void) {
    super(locale.text('comfort.title'), locale, close, 'comfort');
    const names = Object.keys(CHOICES) as Choice[];
    this.body.append(...names.map((name) => this.choice(name)), ...SLIDERS.map((name) => this.slider(name)), h('p', { class: 'hint' }, locale.text('comfort.hint')));
  }

  private choice(name: Choice): HTMLElement {
    const label = (value: string | number) => this.locale.text(`comfort.${name}.${value}` as TextKey);
    const values: readonly (string | number)[] = CHOICES[name];
    return h(
      'fieldset',
      { class: 'field' },
      h('legend', {}, this.locale.text(`comfort.${name}`)),
      h('div', { class: 'row' }, ...values.map((value) => h('label', { class: 'pick' }, h('input', { type: 'radio', name: `comfort-${name}`, checked: this.comfort[name] === value, onchange: () => { this.set(name, value); } }), label(value)))),
    );
  }

  private slider(name: (typeof SLIDERS)[number]): HTMLElement {
    const input = h('input', { type: 'range', min: 0, max: 1, step: 0.1, value: this.comfort[name], oninput: () => { this.set(name, input.valueAsNumber); } });
    return h('label', { class: 'field' }, this.locale.text(`comfort.${name}`), input);
  }

  private set(name: keyof Comfort, value: string | number): void {
    Object.assign(this.comfort, { [name]: value });
    this.events.emit('changed', {});
  }
}
