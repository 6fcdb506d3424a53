import { Emitter } from '../base/emitter';
import { LANGUAGES, type Language, Locale, type TextKey } from '../locale/locale';
import type { FailureReason } from '../net/errors';
import type { EntryRequest, ServerInfo, WayIn } from '../net/entry';
import { roleById } from '../state/looks';
import { badge } from './badge';
import { fill, h } from './dom';
import { icon } from './icons';
import { portrait } from './portrait';
import type { Preferences } from './preferences';
import { scenery } from './scenery';
import { SettingsView } from './settings';

interface WelcomeEvents {
  enter: EntryRequest;
  preferences: Preferences;
  /** To choose how one looks. */
  mirror: object;
  /** To look at sound and camera without entering; the path is tried as whoever one would enter as, once that is said. */
  check: { request: EntryRequest | undefined };
  /** To type a code of six digits. */
  code: object;
  /** To come in as the same person on another device. */
  elsewhere: EntryRequest;
  /** The way in that a code opened is not this person's. */
  stranger: object;
}

export interface WelcomeSettings {
  locale: Locale;
  preferences: Preferences;
  /** Undefined until the server has answered. */
  server: ServerInfo | undefined;
  failure?: FailureReason;
  /** Taken from the address, so that a link can bring people together; never stored. */
  visit?: string;
  /** What a code opened: then who and as what is settled. */
  way?: WayIn | undefined;
}

const NAME_LENGTH = 40;

/** The first page: who you are, how you look, and in. */
export class Welcome {
  readonly events = new Emitter<WelcomeEvents>();
  readonly element = h('main', { class: 'welcome' });
  private readonly name: HTMLInputElement;
  private readonly visit: HTMLInputElement;
  private readonly accessCode: HTMLInputElement;
  private readonly problem = h('p', { class: 'notice', role: 'alert', hidden: true });
  private readonly card = h('div', { class: 'portrait-card' });
  private readonly enter: HTMLButtonElement;

  constructor(private readonly settings: WelcomeSettings) {
    const { locale, preferences, server } = settings;
    const text = (key: TextKey) => locale.text(key);
    this.name = h('input', { class: 'input', id: 'name', autocomplete: 'nickname', placeholder: text('welcome.namePlaceholder'), 'aria-describedby': 'name-hint', value: settings.way?.displayName ?? preferences.displayName, oninput: () => { this.handleChange(); } });
    this.visit = h('input', { class: 'input', id: 'visit', autocomplete: 'off', maxlength: 64, 'aria-describedby': 'visit-hint', value: settings.visit ?? '' });
    this.accessCode = h('input', { class: 'input', id: 'access-code', autocomplete: 'off', autocapitalize: 'characters', spellcheck: 'false', 'aria-describedby': 'access-code-hint' });
    this.enter = h('button', { class: 'button primary enter', type: 'submit' }, text('welcome.enter'));
    const hospital = locale.pick(server?.name) || text('app.title');
    const { way } = settings;
    const closed = server?.entry === 'none' && !way;
    const goesOn = way?.kind === 'continue';
    const form = h(
      'form',
      { class: 'welcome-form', novalidate: true, onsubmit: (event: SubmitEvent) => { event.preventDefault(); this.submit(); } },
      h('div', { class: 'welcome-top' }, h('span', { class: 'brand' }, icon('plus', 26), 'Asclepion'), this.languageSwitch()),
      h('div', {}, h('h1', {}, locale.text('welcome.title', { hospital })), h('p', { class: 'lead' }, text(closed ? 'welcome.invitationOnly' : goesOn ? 'welcome.goOn' : 'welcome.lead'))),
      way ? this.known(way) : h('button', { class: closed ? 'button primary enter' : 'button', type: 'button', onclick: () => { this.events.emit('code', {}); } }, icon('code', 20), text('welcome.code')),
      !closed && !way && h('div', { class: 'field' }, h('label', { for: 'name' }, text('welcome.name')), this.name, h('span', { class: 'hint', id: 'name-hint' }, text('welcome.nameHint'))),
      !closed && !way && server?.entry === 'code' && h('div', { class: 'field' }, h('label', { for: 'access-code' }, text('welcome.accessCode')), this.accessCode, h('span', { class: 'hint', id: 'access-code-hint' }, text('welcome.accessCodeHint'))),
      !closed && !way && this.roles(),
      !closed && !goesOn && this.look(),
      !closed && !way && this.more(),
      this.comfort(),
      h('div', { class: 'enter-bar' }, this.problem, !closed && this.enter),
      !closed && h('button', { class: 'button', type: 'button', onclick: () => { this.events.emit('check', { request: closed ? undefined : this.request() }); } }, icon('check', 20), text('check.open')),
      !closed && !goesOn && h('button', { class: 'button', type: 'button', onclick: () => { this.elsewhere(); } }, icon('device', 20), text('welcome.elsewhere')),
      h('p', {}, h('a', { href: '/headset' }, text('welcome.headset'))),
      h('p', { class: 'hint' }, text('welcome.privacy')),
    );
    this.element.append(h('div', { class: 'welcome-picture' }, scenery(), this.card), form);
    this.showPortrait();
    if (settings.failure) this.showFailure(settings.failure);
  }

  showFailure(reason: FailureReason): void {
    this.setBusy(false);
    this.complain(this.settings.locale.text(`error.${reason}`));
  }

  /** To be read first, once a code has said who one is. */
  focus(): void {
    this.enter.focus();
  }

  setBusy(busy: boolean): void {
    this.enter.disabled = busy;
    this.enter.textContent = this.settings.locale.text(busy ? 'welcome.entering' : 'welcome.enter');
    if (busy) this.problem.hidden = true;
  }

  /** How one looks was chosen anew. */
  showLooks(): void {
    this.showPortrait();
  }

  private complain(words: string): void {
    this.problem.textContent = words;
    this.problem.hidden = false;
  }

  private submit(): void {
    const request = this.checked();
    if (!request) return;
    this.setBusy(true);
    this.events.emit('enter', request);
  }

  private elsewhere(): void {
    const request = this.checked();
    if (request) this.events.emit('elsewhere', request);
  }

  /** What the form says; where it says too little, the person is told. */
  private checked(): EntryRequest | undefined {
    const { locale, server, way } = this.settings;
    const displayName = this.name.value.trim();
    if (displayName === '') {
      this.complain(locale.text('welcome.nameMissing'));
      this.name.focus();
      return undefined;
    }
    if ([...displayName].length > NAME_LENGTH) {
      this.complain(locale.text('error.nameRefused'));
      this.name.focus();
      return undefined;
    }
    const accessCode = this.accessCode.value.trim();
    if (!way && server?.entry === 'code' && accessCode === '') {
      this.complain(locale.text('welcome.accessCodeMissing'));
      this.accessCode.focus();
      return undefined;
    }
    return this.request();
  }

  /** What the form says, when it says enough. */
  private request(): EntryRequest | undefined {
    const { locale, preferences, server, way } = this.settings;
    const displayName = this.name.value.trim();
    const accessCode = this.accessCode.value.trim();
    const visit = this.visit.value.trim();
    if (displayName === '' || [...displayName].length > NAME_LENGTH || (!way && server?.entry === 'code' && accessCode === '')) return undefined;
    return {
      displayName,
      role: this.role,
      ...preferences.appearance,
      language: locale.language,
      ...(visit === '' ? {} : { visit }),
      ...(accessCode === '' ? {} : { accessCode }),
      ...(way?.kind === 'enter' ? { grant: way.token } : {}),
    };
  }

  private get role(): string {
    return this.settings.way?.role ?? this.settings.preferences.role;
  }

  /** Who the code says one is. */
  private known(way: WayIn): HTMLElement {
    const { locale } = this.settings;
    return h(
      'div',
      { class: 'known card' },
      badge(roleById(way.role), 44),
      h('p', {}, h('b', {}, locale.text('welcome.known', { name: way.displayName })), h('span', { class: 'hint' }, locale.maybe(`role.${way.role}`, way.role))),
      h('button', { class: 'button', type: 'button', onclick: () => { this.events.emit('stranger', {}); } }, locale.text('welcome.stranger')),
    );
  }

  private handleChange(): void {
    if (!this.settings.way) this.settings.preferences.displayName = this.name.value.trim();
    this.problem.hidden = true;
    this.showPortrait();
    this.events.emit('preferences', this.settings.preferences);
  }

  private showPortrait(): void {
    const { locale, preferences, way } = this.settings;
    const role = roleById(this.role);
    const name = h('strong', {}, way?.displayName || preferences.displayName || locale.text('welcome.namePlaceholder').replace(/^.*[:：]\s*/, ''));
    fill(this.card, portrait(role, preferences.appearance, 150), name, h('span', { class: 'with-badge' }, badge(role, 26), locale.maybe(`role.${this.role}`, this.role)));
  }

  private languageSwitch(): HTMLElement {
    const { locale, preferences } = this.settings;
    const choose = (language: Language) => () => {
      preferences.language = language;
      this.events.emit('preferences', preferences);
    };
    return h(
      'div',
      { class: 'segment', role: 'group', 'aria-label': locale.text('welcome.language') },
      ...LANGUAGES.map((language) => h('button', { type: 'button', lang: language, 'aria-pressed': String(language === locale.language), onclick: choose(language) }, new Locale(language).text('language.name'))),
    );
  }

  private roles(): HTMLElement {
    const { locale, preferences, server } = this.settings;
    const known = server?.roles ?? ['patient', 'doctor', 'nurse', 'specialist', 'guest', 'trainee', 'staff'];
    // Machines enter through the programming interface; the page is for people.
    const offered = known.filter((role) => role !== 'agent' && role !== 'robot');
    return h(
      'fieldset',
      {},
      h('legend', { class: 'legend' }, locale.text('welcome.role')),
      h(
        'div',
        { class: 'roles' },
        ...offered.map((role) =>
          h(
            'label',
            { class: 'role' },
            h('input', { type: 'radio', name: 'role', value: role, checked: role === preferences.role, onchange: () => { preferences.role = role; this.handleChange(); } }),
            badge(roleById(role), 40),
            h('b', {}, locale.maybe(`role.${role}`, role)),
            h('small', {}, locale.maybe(`role.${role}.words`, '')),
          ),
        ),
      ),
    );
  }

  /** How one looks is chosen before the mirror. */
  private look(): HTMLElement {
    const { locale } = this.settings;
    return h('div', { class: 'look' }, h('button', { class: 'button', type: 'button', onclick: () => { this.events.emit('mirror', {}); } }, icon('view', 20), locale.text('welcome.mirror')));
  }

  /** Asked of few, so out of the way. */
  private more(): HTMLElement {
    const { locale } = this.settings;
    return h(
      'details',
      { class: 'more', open: Boolean(this.settings.visit) },
      h('summary', {}, locale.text('welcome.more')),
      h('div', {}, h('div', { class: 'field' }, h('label', { for: 'visit' }, locale.text('welcome.visit')), this.visit, h('span', { class: 'hint', id: 'visit-hint' }, locale.text('welcome.visitHint')))),
    );
  }

  private comfort(): HTMLElement {
    const { locale, preferences } = this.settings;
    const view = new SettingsView(locale, preferences, false);
    view.events.on('changed', () => {
      this.events.emit('preferences', preferences);
    });
    return h('details', { class: 'more' }, h('summary', {}, locale.text('settings.title')), view.element);
  }
}
