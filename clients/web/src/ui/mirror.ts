import { Emitter } from '../base/emitter';
import type { Locale, TextKey } from '../locale/locale';
import { type Appearance, type Choice, CHOICES, HEAD_COVER, randomAppearance } from '../state/appearance';
import { ACCENTS, HAIR_TONES, SKIN_TONES } from '../state/looks';
import { fill, h } from './dom';
import { icon } from './icons';

interface MirrorEvents {
  /** Something was chosen. */
  changed: Appearance;
  /** Turn the figure by so much, radians. */
  turn: { by: number };
  /** Look at the face, or at all of oneself. */
  near: { face: boolean };
  done: object;
}

interface Question {
  choice: Choice;
  title: TextKey;
  /** Colours to choose from, or nothing where words are chosen. */
  colours?: readonly string[];
  /** The first answer that is offered. */
  from: number;
  /** The face shows it best. */
  face: boolean;
}

const QUESTIONS: readonly Question[] = [
  { choice: 'skin', title: 'mirror.skin', colours: SKIN_TONES, from: 1, face: true },
  { choice: 'hair', title: 'mirror.hair', from: 1, face: true },
  { choice: 'hairColour', title: 'mirror.hairColour', colours: HAIR_TONES, from: 1, face: true },
  { choice: 'headCover', title: 'mirror.headCover', from: 0, face: true },
  { choice: 'glasses', title: 'mirror.glasses', from: 0, face: true },
  { choice: 'beard', title: 'mirror.beard', from: 0, face: true },
  { choice: 'colour', title: 'mirror.colour', colours: ACCENTS, from: 0, face: false },
  { choice: 'build', title: 'mirror.build', from: 0, face: false },
  { choice: 'height', title: 'mirror.height', from: 0, face: false },
  { choice: 'wheelchair', title: 'mirror.wheelchair', from: 0, face: false },
];

const TURN = Math.PI / 6;

/** Where one chooses how one looks: plain questions beside a picture of oneself, which the owner draws into `canvas`. */
export class MirrorPanel {
  readonly events = new Emitter<MirrorEvents>();
  readonly canvas = h('canvas', { class: 'mirror-glass', role: 'img', tabindex: 0 });
  readonly element: HTMLElement;
  private readonly words = h('p', { class: 'mirror-words', 'aria-live': 'polite' });
  private readonly questions = h('div', { class: 'mirror-questions' });
  private readonly inputs = new Map<Choice, HTMLInputElement[]>();
  private dragged: number | undefined;
  private face = false;
  private readonly nearer: HTMLButtonElement;

  constructor(
    private readonly locale: Locale,
    private appearance: Appearance,
    private readonly random: () => number,
  ) {
    const text = (key: TextKey) => locale.text(key);
    const button = (label: TextKey, sign: Parameters<typeof icon>[0], onclick: () => void) => h('button', { class: 'button', type: 'button', onclick }, icon(sign, 20), text(label));
    this.nearer = h('button', { class: 'button', type: 'button', 'aria-pressed': 'false', onclick: () => { this.look(!this.face); } }, icon('patient', 20), text('mirror.face'));
    this.element = h(
      'div',
      { class: 'looks' },
      h(
        'div',
        { class: 'mirror-stand' },
        this.canvas,
        h('div', { class: 'mirror-tools', role: 'group', 'aria-label': text('mirror.view') }, h('button', { class: 'button', type: 'button', 'aria-label': text('mirror.turnLeft'), onclick: () => { this.turn(-1); } }, '⟲'), this.nearer, h('button', { class: 'button', type: 'button', 'aria-label': text('mirror.turnRight'), onclick: () => { this.turn(1); } }, '⟳')),
        this.words,
      ),
      h('div', { class: 'mirror-form' }, this.questions, h('div', { class: 'mirror-end' }, button('mirror.surprise', 'shuffle', () => { this.surprise(); }), h('button', { class: 'button primary', type: 'button', onclick: () => { this.events.emit('done', {}); } }, icon('check', 20), text('mirror.done')))),
    );
    fill(this.questions, ...QUESTIONS.map((question) => this.ask(question)));
    this.canvas.addEventListener('pointerdown', (event) => {
      this.dragged = event.clientX;
      this.canvas.setPointerCapture(event.pointerId);
    });
    this.canvas.addEventListener('pointermove', (event) => {
      if (this.dragged === undefined) return;
      this.events.emit('turn', { by: (event.clientX - this.dragged) * 0.012 });
      this.dragged = event.clientX;
    });
    const drop = () => {
      this.dragged = undefined;
    };
    this.canvas.addEventListener('pointerup', drop);
    this.canvas.addEventListener('pointercancel', drop);
    this.canvas.addEventListener('keydown', (event) => {
      if (event.key !== 'ArrowLeft' && event.key !== 'ArrowRight') return;
      event.preventDefault();
      this.turn(event.key === 'ArrowLeft' ? -1 : 1);
    });
    this.show();
  }

  /** What one chose so far, in one sentence: also what a screen reader reads for the picture. */
  describe(): string {
    const { appearance, locale } = this;
    const parts = QUESTIONS.filter(({ choice }) => !this.isMoot(choice) && !(isExtra(choice) && appearance[choice] === 0)).map(({ choice, title }) => locale.text('mirror.part', { what: locale.text(title), which: this.answer(choice, appearance[choice]) }));
    return locale.text('mirror.you', { parts: new Intl.ListFormat(locale.language, { type: 'conjunction' }).format(parts) });
  }

  private turn(way: number): void {
    this.events.emit('turn', { by: way * TURN });
  }

  private look(face: boolean): void {
    this.face = face;
    this.nearer.setAttribute('aria-pressed', String(face));
    this.events.emit('near', { face });
  }

  private surprise(): void {
    const { wheelchair, height, build } = this.appearance;
    // What is part of a life is not left to chance.
    this.appearance = { ...randomAppearance(this.random), wheelchair, height, build };
    for (const [choice, inputs] of this.inputs) for (const input of inputs) input.checked = Number(input.value) === this.appearance[choice];
    this.show();
    this.events.emit('changed', this.appearance);
  }

  private ask({ choice, title, colours, from, face }: Question): HTMLElement {
    const inputs: HTMLInputElement[] = [];
    this.inputs.set(choice, inputs);
    const answers: HTMLElement[] = [];
    for (let value = from; value < CHOICES[choice]; value++) {
      const name = this.answer(choice, value);
      const input = h('input', {
        type: 'radio',
        name: `mirror-${choice}`,
        value: String(value),
        checked: value === this.appearance[choice],
        onchange: () => {
          this.choose(choice, value, face);
        },
        ...(colours ? { 'aria-label': name } : {}),
      });
      inputs.push(input);
      if (colours) {
        const paint = h('i');
        paint.style.backgroundColor = colours[value - from]!;
        answers.push(h('label', { class: 'swatch', title: name }, input, paint));
      } else {
        answers.push(h('label', { class: 'answer' }, input, h('span', {}, name)));
      }
    }
    return h('fieldset', { class: 'mirror-question' }, h('legend', { class: 'legend' }, this.locale.text(title)), h('div', { class: colours ? 'swatches' : 'answers' }, ...answers));
  }

  private choose(choice: Choice, value: number, face: boolean): void {
    this.appearance = { ...this.appearance, [choice]: value };
    if (face !== this.face) this.look(face);
    this.show();
    this.events.emit('changed', this.appearance);
  }

  private show(): void {
    const words = this.describe();
    this.canvas.setAttribute('aria-label', words);
    this.words.textContent = words;
    for (const choice of ['hair', 'hairColour'] as const) {
      const field = this.inputs.get(choice)?.[0]?.closest('fieldset');
      field?.classList.toggle('moot', this.isMoot(choice));
    }
  }

  /** Hair that a scarf or a turban hides is nothing to speak of. */
  private isMoot(choice: Choice): boolean {
    const { headCover, hair } = this.appearance;
    const covered = headCover === HEAD_COVER.headscarf || headCover === HEAD_COVER.turban;
    if (choice === 'hair') return covered;
    return choice === 'hairColour' && this.appearance.beard === 0 && (covered || hair === CHOICES.hair - 1);
  }

  private answer(choice: Choice, value: number): string {
    return choice === 'colour' ? this.locale.maybe(`colour.${value}`, '') : this.locale.maybe(`mirror.${choice}.${value}`, String(value));
  }
}

/** Left unsaid while there is none. */
function isExtra(choice: Choice): boolean {
  return choice === 'headCover' || choice === 'glasses' || choice === 'beard' || choice === 'wheelchair';
}
