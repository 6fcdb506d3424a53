import { Emitter } from '../base/emitter';
import type { Locale } from '../locale/locale';
import type { ChatLine, PersonView, SideTalkView } from '../state/world';
import { ROLE_LOOKS } from '../state/looks';
import { languageOf } from '../locale/script';
import { badge } from './badge';
import { fill, h } from './dom';
import { icon } from './icons';

/** A sheet with a heading and a way to close it. */
export class Panel {
  readonly body = h('div', { class: 'body' });
  readonly element: HTMLElement;
  private readonly heading: HTMLElement;

  constructor(title: string, locale: Locale, close: () => void, kind = '') {
    this.heading = h('h2', { tabindex: -1 }, title);
    this.element = h(
      'section',
      { class: `panel card ${kind}`, 'aria-label': title, hidden: true },
      h('header', {}, this.heading, h('button', { class: 'icon-button', type: 'button', 'aria-label': locale.text('hud.close'), onclick: close }, icon('close'))),
      this.body,
    );
  }

  /** Where reading begins. */
  focus(): void {
    this.heading.focus({ preventScroll: true });
  }
}

interface ChatEvents {
  say: { text: string; talk: number };
  leaveTalk: { talk: number };
}

const MOST_LINES = 300;
const CHAT_CHARACTERS = 500;

/** What was said, by talk: everyone in the room, and the side talks one is in. */
export class ChatPanel extends Panel {
  readonly events = new Emitter<ChatEvents>();
  private readonly tabs = h('div', { class: 'tabs', role: 'tablist', hidden: true });
  /** All of it, to read again; new lines are told by the captions. */
  private readonly log: HTMLElement;
  private readonly input: HTMLInputElement;
  private readonly hint = h('p', { class: 'hint', hidden: true });
  private readonly lines: ChatLine[] = [];
  private talks: { talk: number; names: string }[] = [];
  private talk = 0;

  constructor(private readonly locale: Locale, close: () => void) {
    super(locale.text('chat.title'), locale, close, 'chat');
    this.log = h('div', { class: 'log', role: 'log', 'aria-live': 'off', 'aria-label': locale.text('chat.title'), tabindex: 0 });
    this.input = h('input', { class: 'input', maxlength: CHAT_CHARACTERS, 'aria-label': locale.text('chat.write'), placeholder: locale.text('chat.write'), autocomplete: 'off', enterkeyhint: 'send' });
    const form = h('form', { class: 'say', onsubmit: (event: SubmitEvent) => { event.preventDefault(); this.submit(); } }, this.input, h('button', { class: 'button primary', type: 'submit', 'aria-label': locale.text('chat.send') }, icon('send')));
    this.body.append(h('div', {}, this.tabs, this.hint), this.log, form);
    this.show();
  }

  handleLine(line: ChatLine): void {
    this.lines.push(line);
    if (this.lines.length > MOST_LINES) this.lines.shift();
    this.show();
  }

  /** What was said to everyone in this room. */
  get said(): readonly ChatLine[] {
    return this.lines.filter(({ talk }) => talk === 0);
  }

  /** A new room: what was said in the old one stays behind. */
  handleRoom(onlyStaffReads: boolean): void {
    this.lines.length = 0;
    this.talk = 0;
    this.hint.hidden = !onlyStaffReads;
    this.hint.textContent = this.locale.text('chat.anonymousHint');
    this.show();
  }

  handleTalks(talks: readonly { talk: number; names: string }[]): void {
    const before = JSON.stringify(this.talks);
    const fresh = talks.find(({ talk }) => !this.talks.some((known) => known.talk === talk));
    this.talks = [...talks];
    if (fresh) this.talk = fresh.talk;
    if (!this.talks.some(({ talk }) => talk === this.talk)) this.talk = 0;
    if (before !== JSON.stringify(this.talks)) this.show();
  }

  override focus(): void {
    this.input.focus();
  }

  private submit(): void {
    const text = this.input.value.trim();
    if (text === '') return;
    this.events.emit('say', { text, talk: this.talk });
    this.input.value = '';
  }

  private show(): void {
    const { locale } = this;
    this.tabs.hidden = this.talks.length === 0;
    const tab = (talk: number, words: string) => h('button', { type: 'button', role: 'tab', 'aria-selected': String(talk === this.talk), onclick: () => { this.talk = talk; this.show(); } }, words);
    const leave = h('button', { type: 'button', onclick: () => { this.events.emit('leaveTalk', { talk: this.talk }); } }, locale.text('chat.leaveSide'));
    fill(this.tabs, tab(0, locale.text('chat.everyone')), ...this.talks.map(({ talk, names }) => tab(talk, locale.text('chat.sideWith', { names }))), this.talk !== 0 && leave);
    const shown = this.lines.filter((line) => line.talk === this.talk);
    const rows = shown.map((line) => h('p', { class: line.self ? 'mine' : '' }, line.self ? h('b', {}, locale.text('chat.you')) : h('b', { lang: languageOf(line.name) }, line.name || locale.text('chat.someone')), h('span', { lang: languageOf(line.text) }, line.text)));
    fill(this.log, ...(rows.length > 0 ? rows : [h('p', { class: 'empty' }, locale.text('chat.empty'))]));
    this.log.scrollTop = this.log.scrollHeight;
  }
}

interface PeopleEvents {
  sideTalk: { slot: number };
  /** Lowers a raised hand; one's own, or for staff anybody's. */
  lower: { slot: number; self: boolean };
}

/** Who is here, as far as one may know it. */
export class PeoplePanel extends Panel {
  readonly events = new Emitter<PeopleEvents>();
  /** Whether one may lower others' hands. */
  staff = false;
  private shown = '';

  constructor(private readonly locale: Locale, close: () => void) {
    super(locale.text('people.title'), locale, close);
  }

  handlePeople(people: readonly PersonView[], template: number, figures: number, talks: readonly SideTalkView[]): void {
    const here = people.filter((person) => person.template === template).sort((a, b) => Number(b.raised) - Number(a.raised) || Number(b.self) - Number(a.self) || a.slot - b.slot);
    const summary = JSON.stringify([here.map((p) => [p.slot, p.name, p.role, p.self, p.away, p.voice, p.raised]), figures, talks]);
    if (summary === this.shown) return;
    this.shown = summary;
    const { locale } = this;
    const rows = here.map((person) => {
      const raised = person.raised && h('button', { class: 'button', type: 'button', hidden: !(person.self || this.staff), 'aria-label': `${locale.text('people.lower')}: ${person.name}`, onclick: () => { this.events.emit('lower', { slot: person.slot, self: person.self }); } }, icon('raise', 18), locale.text('people.lower'));
      const role = locale.maybe(`role.${ROLE_LOOKS[person.role]?.id ?? ''}`, '');
      const words = [role, person.self && locale.text('people.you'), person.away && locale.text('people.away'), person.raised && locale.text('people.raised'), person.voice === 'talking' ? locale.text('people.talking') : person.voice === 'open' && locale.text('people.microphone')].filter(Boolean).join(' · ');
      const talk = !person.self && h('button', { class: 'button', type: 'button', 'aria-label': `${locale.text('people.sideTalk')}: ${person.name}`, onclick: () => { this.events.emit('sideTalk', { slot: person.slot }); } }, icon('chat', 18), locale.text('people.sideTalk'));
      return h('li', {}, badge(person.role, 36), h('span', {}, h('b', { lang: languageOf(person.name) }, person.name || role), h('small', {}, words)), raised, talk);
    });
    fill(
      this.body,
      h('ul', { class: 'people' }, ...rows),
      figures > 0 && h('p', { class: 'hint' }, figures === 1 ? locale.text('people.others.one') : locale.text('people.others', { count: figures })),
      here.length <= 1 && figures === 0 && h('p', { class: 'hint' }, locale.text('people.alone')),
    );
  }
}

interface NoteEvents {
  write: { text: string; staff: boolean };
}

const NOTE_CHARACTERS = 4_000;
const PAUSE_MS = 600;

/** One's private note, and beside it the staff's where one is staff. */
export class NotePanel extends Panel {
  readonly events = new Emitter<NoteEvents>();
  private readonly fields: { staff: boolean; box: HTMLElement; area: HTMLTextAreaElement; saved: HTMLElement; timer: number }[];

  constructor(private readonly locale: Locale, close: () => void) {
    super(locale.text('note.title'), locale, close, 'note');
    this.fields = [false, true].map((staff) => this.field(staff));
    this.body.append(...this.fields.map(({ box }) => box));
  }

  setStaff(staff: boolean): void {
    this.fields[1]!.box.hidden = !staff;
  }

  /** What the server has. A field that is being written in is left alone. */
  handleNote(staff: boolean, text: string): void {
    const field = this.fields[staff ? 1 : 0]!;
    if (field.timer !== 0 || field.area.value === text) return;
    if (document.activeElement === field.area && !staff) return;
    field.area.value = text;
  }

  private field(staff: boolean) {
    const { locale } = this;
    const name = locale.text(staff ? 'note.staff' : 'note.own');
    const id = staff ? 'note-staff' : 'note-own';
    const area = h('textarea', { class: 'input', id, maxlength: NOTE_CHARACTERS, placeholder: locale.text('note.write'), 'aria-describedby': `${id}-hint` });
    const saved = h('span', { class: 'hint', role: 'status' });
    const box = h('div', { class: 'field', hidden: staff }, h('label', { for: id }, name), area, h('span', { class: 'hint', id: `${id}-hint` }, locale.text(staff ? 'note.staffHint' : 'note.ownHint')), saved);
    const field = { staff, box, area, saved, timer: 0 };
    area.addEventListener('input', () => {
      saved.textContent = '';
      clearTimeout(field.timer);
      field.timer = window.setTimeout(() => {
        field.timer = 0;
        saved.textContent = locale.text('note.saved');
        this.events.emit('write', { text: area.value, staff });
      }, PAUSE_MS);
    });
    return field;
  }
}

/** How to get around. */
export class HelpPanel extends Panel {
  constructor(locale: Locale, close: () => void) {
    super(locale.text('help.title'), locale, close);
    const rows = (['move', 'look', 'use', 'drop', 'view', 'microphone', 'chat', 'map', 'hands', 'tools'] as const).flatMap((what) => [h('dt', {}, locale.text(`help.${what}`)), h('dd', {}, locale.text(`help.${what}.keys`))]);
    this.body.append(h('dl', { class: 'keys' }, ...rows), h('p', { class: 'hint' }, locale.text('help.touch')), h('button', { class: 'button primary', type: 'button', onclick: close }, locale.text('help.ok')));
  }
}
