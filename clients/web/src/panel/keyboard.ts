import type { Locale } from '../locale/locale';
import { Button, type ButtonOptions } from './button';
import { Column, Row } from './boxes';
import type { IconShape } from './draw';
import { CANDIDATES_PER_PAGE, type Keys } from './keys';
import { Panel } from './panel';
import { Text } from './text';
import { GAP } from './units';
import type { Widget } from './widget';

export interface KeyIcons {
  backspace: IconShape;
  enter: IconShape;
  shift: IconShape;
}

const LETTERS = ['qwertyuiop', 'asdfghjkl', 'zxcvbnm'];
const NUMBERS = ['1234567890', '-/:;()&@"', ".,?!'%+"];
const CHINESE_NUMBERS = ['1234567890', '-/：；（）@“”', '。，、？！%+'];
/** Degrees: ten keys of the least size and what is between them. */
const WIDE = 43;

/** The keyboard on a panel, for where the system's own is not to be had. */
export class Keyboard {
  readonly panel: Panel;
  private readonly body = new Column();
  private readonly off: () => void;

  constructor(private readonly keys: Keys, private readonly locale: Locale, private readonly icons: KeyIcons, private readonly done: () => void) {
    this.panel = new Panel({ title: locale.text('keyboard.title'), showTitle: false, content: this.body, wide: WIDE });
    this.off = keys.events.on('changed', () => {
      this.show();
    });
    this.show();
  }

  dispose(): void {
    this.off();
  }

  private show(): void {
    const { keys } = this;
    const rows = keys.layout !== 'numbers' ? LETTERS : keys.isChinese ? CHINESE_NUMBERS : NUMBERS;
    this.body.clear();
    if (keys.layout === 'pinyin') this.body.add(this.candidates());
    this.body.add(row(rows[0]!, this.sign), spaced(row(rows[1]!, this.sign)), this.third(rows[2]!), this.last());
  }

  private readonly sign = (sign: string): Button => {
    const label = this.keys.shift ? sign.toUpperCase() : sign;
    return new Button({ label, onPress: () => { this.keys.type(sign); } });
  };

  private candidates(): Widget {
    const { keys, locale } = this;
    const choices = keys.candidates.map((text, i) => new Button({ label: text, light: true, onPress: () => { keys.choose(i); } }));
    const more = new Button({ label: '›', describe: locale.text('keyboard.more'), onPress: () => { keys.turnPage(1); } });
    const earlier = new Button({ label: '‹', describe: locale.text('keyboard.earlier'), onPress: () => { keys.turnPage(-1); } });
    more.enabled = keys.hasMore;
    earlier.enabled = keys.hasEarlier;
    more.grow = earlier.grow = 0;
    if (choices.length === 0) {
      const hint = keys.withoutTable ? 'keyboard.failed' : 'keyboard.pinyinHint';
      return new Row([new Text(keys.composing === '' ? locale.text(hint) : keys.composing, { tone: 'quiet', live: 'polite' }), earlier, more]);
    }
    // Empty places keep the others where they are.
    const empty = Array.from({ length: CANDIDATES_PER_PAGE - choices.length }, () => new Column());
    return new Row([...choices, ...empty, earlier, more]);
  }

  private third(signs: string): Widget {
    const { keys, icons, locale } = this;
    const shift = this.key({ label: '', icon: icons.shift, describe: locale.text('keyboard.shift'), pressed: keys.shift, onPress: () => { keys.toggleShift(); } }, 1.5);
    shift.enabled = keys.layout === 'letters';
    return new Row([shift, ...[...signs].map(this.sign), this.key({ label: '', icon: icons.backspace, describe: locale.text('keyboard.backspace'), onPress: () => { keys.backspace(); } }, 1.5)]);
  }

  private last(): Widget {
    const { keys, icons, locale } = this;
    const numbers = keys.layout === 'numbers';
    const chinese = keys.isChinese;
    const language = this.key({ label: chinese ? 'ABC' : '中文', describe: locale.text(chinese ? 'keyboard.english' : 'keyboard.chinese'), onPress: () => { keys.setLayout(chinese ? 'letters' : 'pinyin'); } }, 1.1);
    return new Row([
      this.key({ label: numbers ? (chinese ? '拼音' : 'ABC') : '123', describe: locale.text(numbers ? 'keyboard.letters' : 'keyboard.numbers'), onPress: () => { keys.toggleNumbers(); } }, 1.1),
      language,
      this.key({ label: '‹', describe: locale.text('keyboard.left'), onPress: () => { keys.move(-1); } }, 1),
      this.key({ label: chinese ? '空格' : locale.text('keyboard.space'), onPress: () => { keys.space(); } }, 1.9),
      this.key({ label: '›', describe: locale.text('keyboard.right'), onPress: () => { keys.move(1); } }, 1),
      this.sign(chinese ? '，' : ','),
      this.sign(chinese ? '。' : '.'),
      this.key({ label: '', icon: icons.enter, describe: locale.text('keyboard.enter'), onPress: () => { keys.enter(); } }, 1),
      this.key({ label: locale.text('keyboard.done'), onPress: this.done }, 1.4),
    ]);
  }

  private key(options: ButtonOptions, grow: number): Button {
    const button = new Button(options);
    button.grow = grow;
    return button;
  }
}

function row(signs: string, make: (sign: string) => Button): Row {
  return new Row([...signs].map(make), GAP);
}

/** Moved in by half a key on both sides, as on any keyboard. */
function spaced(inner: Row): Row {
  const edge = () => Object.assign(new Column(), { grow: 0.5 });
  return new Row([edge(), ...inner.children, edge()], GAP);
}
