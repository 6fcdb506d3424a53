import { Emitter } from '../base/emitter';
import { LANGUAGES, Locale } from '../locale/locale';
import { QUALITY_CHOICES } from '../state/quality';
import { h } from './dom';
import { icon, type IconName } from './icons';
import { CONTRASTS, HANDS, MOTIONS, type Preferences, TEXT_SIZES, THEMES } from './preferences';

interface SettingsEvents {
  /** Something else than the language was chosen; the preferences hold it. */
  changed: object;
  language: object;
  /** To the check of sound and camera. */
  check: object;
  /** To a way in for another device. */
  device: object;
}

interface Choice<Value> {
  value: Value;
  words: string;
  lang?: string;
}

let groups = 0;

/** What makes the page easier for somebody: language, size, contrast, motion, hand, sound. The same before entering and inside. */
export class SettingsView {
  readonly events = new Emitter<SettingsEvents>();
  readonly element = h('div', { class: 'settings' });

  /** @param inside whether there is a visit, with its sound and its other devices */
  constructor(private readonly locale: Locale, preferences: Preferences, inside: boolean) {
    const { events } = this;
    const changed = () => {
      events.emit('changed', {});
    };
    const onOff = [true, false].map((value) => ({ value, words: locale.text(value ? 'settings.on' : 'settings.off') }));
    if (inside) {
      // Before entering, the page has it at its top.
      this.element.append(
        this.choice('welcome.language', LANGUAGES.map((value) => ({ value, words: new Locale(value).text('language.name'), lang: value })), locale.language, (value) => {
          preferences.language = value;
          events.emit('language', {});
        }),
      );
    }
    this.element.append(
      this.choice('settings.textSize', TEXT_SIZES.map((value) => ({ value, words: locale.percent(value) })), preferences.textSize, (value) => {
        preferences.textSize = value;
        changed();
      }),
      this.choice('welcome.theme', THEMES.map((value) => ({ value, words: locale.text(`theme.${value}`) })), preferences.theme, (value) => {
        preferences.theme = value;
        changed();
      }),
      this.choice('settings.contrast', CONTRASTS.map((value) => ({ value, words: locale.text(`settings.contrast.${value}`) })), preferences.contrast, (value) => {
        preferences.contrast = value;
        changed();
      }),
      this.choice('settings.motion', MOTIONS.map((value) => ({ value, words: locale.text(`settings.motion.${value}`) })), preferences.motion, (value) => {
        preferences.motion = value;
        changed();
      }),
      this.choice('settings.hand', HANDS.map((value) => ({ value, words: locale.text(`settings.hand.${value}`) })), preferences.hand, (value) => {
        preferences.hand = value;
        changed();
      }, 'settings.hand.words'),
      this.choice('settings.captions', onOff, preferences.captions, (value) => {
        preferences.captions = value;
        changed();
      }, 'settings.captions.words'),
      this.choice('settings.cues', onOff, preferences.cues, (value) => {
        preferences.cues = value;
        changed();
      }, 'settings.cues.words'),
    );
    if (!inside) {
      // Takes hold when the picture is made.
      this.element.append(
        this.choice('welcome.quality', QUALITY_CHOICES.map((value) => ({ value, words: locale.maybe(`quality.${value}`, value) })), preferences.quality, (value) => {
          preferences.quality = value;
          changed();
        }),
      );
    }
    if (inside) this.element.append(this.way('check', 'check.panel', () => { events.emit('check', {}); }), this.way('device', 'device.title', () => { events.emit('device', {}); }));
  }

  private choice<Value>(title: Parameters<Locale['text']>[0], options: readonly Choice<Value>[], current: Value, choose: (value: Value) => void, hint?: Parameters<Locale['text']>[0]): HTMLElement {
    const { locale } = this;
    const id = `choice-${++groups}`;
    const buttons = options.map(({ value, words, lang }) =>
      h('button', { type: 'button', lang, 'aria-pressed': String(value === current), onclick: (event: Event) => {
        for (const button of buttons) button.setAttribute('aria-pressed', String(button === event.currentTarget));
        choose(value);
      } }, words),
    );
    const describedBy = hint ? `${id}-hint` : undefined;
    return h(
      'div',
      { class: 'field' },
      h('span', { class: 'legend', id }, locale.text(title)),
      h('div', { class: 'segment', role: 'group', 'aria-labelledby': id, 'aria-describedby': describedBy }, ...buttons),
      hint && h('span', { class: 'hint', id: describedBy }, locale.text(hint)),
    );
  }

  private way(name: IconName, title: Parameters<Locale['text']>[0], onclick: () => void): HTMLElement {
    return h('button', { class: 'button', type: 'button', onclick }, icon(name, 20), this.locale.text(title));
  }
}
