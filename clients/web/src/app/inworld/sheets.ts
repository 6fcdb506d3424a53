import { LANGUAGES, type Language, Locale } from '../../locale/locale';
import { Column, Field, Group, List, type ListItem, Panel, type PanelOptions, Text } from '../../panel/index';
import type { ChatLine, PersonView } from '../../state/world';
import { ROLE_LOOKS } from '../../state/looks';
import type { Question } from '../../ui/hud';
import { iconShape, isIcon } from '../../ui/icons';

/** Lines kept for reading again. */
export const MOST_LINES = 60;
const CHAT_CHARACTERS = 500;
const NOTE_CHARACTERS = 4_000;

/** How a sheet is closed. */
export function closing(locale: Locale, close: () => void): Pick<PanelOptions, 'close'> {
  return { close: { label: locale.text('hud.close'), icon: iconShape('close'), onPress: close } };
}

/** What was said in the room, and a field to say something. */
export class ChatSheet {
  readonly panel: Panel;
  private readonly log: Group;

  constructor(private readonly locale: Locale, lines: readonly ChatLine[], say: (text: string) => void, close: () => void) {
    this.log = new Group(locale.text('chat.title'), [], 'log', 10);
    const field = new Field({ label: locale.text('chat.write'), most: CHAT_CHARACTERS, onSubmit: () => { submit(); } });
    const submit = () => {
      const text = field.value.trim();
      if (text === '') return;
      field.value = '';
      say(text);
    };
    this.panel = new Panel({ title: locale.text('chat.title'), content: new Column([this.log, field]), sticky: true, primary: { label: locale.text('chat.send'), icon: iconShape('send'), onPress: submit }, ...closing(locale, close) });
    this.handleLines(lines);
  }

  handleLines(lines: readonly ChatLine[]): void {
    const { locale } = this;
    const nameOf = (line: ChatLine) => (line.self ? locale.text('chat.you') : line.name || locale.text('chat.someone'));
    this.log.clear();
    if (lines.length === 0) this.log.add(new Text(locale.text('chat.empty'), { tone: 'quiet' }));
    this.log.add(...lines.slice(-MOST_LINES).map((line) => new Text(`${nameOf(line)}: ${line.text}`)));
  }
}

/** Who is here, as far as one may know it. */
export class PeopleSheet {
  readonly panel: Panel;
  private readonly list: List;
  private readonly rest: Text;
  private shown = '';

  constructor(private readonly locale: Locale, close: () => void) {
    this.list = new List(locale.text('people.title'), []);
    this.rest = new Text('', { tone: 'quiet' });
    this.panel = new Panel({ title: locale.text('people.title'), content: new Column([this.list, this.rest]), ...closing(locale, close) });
  }

  handlePeople(people: readonly PersonView[], template: number, figures: number): void {
    const here = people.filter((person) => person.template === template).sort((a, b) => Number(b.self) - Number(a.self) || a.slot - b.slot);
    const summary = JSON.stringify([here.map((it) => [it.slot, it.name, it.role, it.away, it.voice]), figures]);
    if (summary === this.shown) return;
    this.shown = summary;
    const { locale } = this;
    this.list.set(here.map((person) => this.row(person)));
    this.rest.set(figures > 0 ? (figures === 1 ? locale.text('people.others.one') : locale.text('people.others', { count: figures })) : here.length <= 1 ? locale.text('people.alone') : '');
  }

  private row(person: PersonView): ListItem {
    const { locale } = this;
    const id = ROLE_LOOKS[person.role]?.id ?? '';
    const role = locale.maybe(`role.${id}`, '');
    const detail = [role, person.self && locale.text('people.you'), person.away && locale.text('people.away'), person.voice === 'talking' ? locale.text('people.talking') : person.voice === 'open' && locale.text('people.microphone')].filter(Boolean).join(' · ');
    return { label: person.name || role, detail, ...(isIcon(id) ? { icon: iconShape(id) } : {}) };
  }
}

/** A note: one's own, or the one that all staff in the room share. */
export class NoteSheet {
  readonly panel: Panel;
  private readonly field: Field;

  constructor(locale: Locale, staff: boolean, private kept: string, write: (text: string) => void, close: () => void) {
    this.field = new Field({ label: locale.text(staff ? 'note.staff' : 'note.own'), value: kept, most: NOTE_CHARACTERS, lines: 7, placeholder: locale.text('note.write') });
    const save = () => {
      write(this.field.value);
    };
    this.panel = new Panel({ title: locale.text(staff ? 'note.staff' : 'note.own'), wide: 30, content: new Column([this.field, new Text(locale.text(staff ? 'note.staffHint' : 'note.ownHint'), { tone: 'quiet', size: 'small' })]), primary: { label: locale.text('note.save'), icon: iconShape('note'), onPress: save }, ...closing(locale, close) });
  }

  /** What the server has. What is being written is left alone, and what was written and not yet saved too, until somebody else saves. */
  handleNote(text: string): void {
    if (text === this.kept) return;
    this.kept = text;
    if (!this.field.focused) this.field.value = text;
  }
}

/** How to get around with a headset on. */
export function helpSheet(locale: Locale, close: () => void): Panel {
  const rows = (['point', 'touch', 'wrist', 'rest'] as const).map((what) => ({ label: locale.text(`help.headset.${what}`), detail: '' }));
  return new Panel({ title: locale.text('help.title'), content: new List(locale.text('help.title'), rows), primary: { label: locale.text('help.ok'), onPress: close } });
}

/** The languages, each in its own words. */
export function languageSheet(locale: Locale, choose: (language: Language) => void, close: () => void): Panel {
  const rows = LANGUAGES.map((language) => ({ label: new Locale(language).text('language.name'), detail: language === locale.language ? locale.text('language.now') : '', onPress: () => { choose(language); } }));
  return new Panel({ title: locale.text('hud.language'), wide: 26, content: new List(locale.text('hud.language'), rows), ...closing(locale, close) });
}

/** A question with its answers; the first one is the safe one. */
export function askSheet({ title, words, answers }: Question): Panel {
  const [safe, ...others] = answers;
  return new Panel({
    title,
    urgent: true,
    content: new Text(words),
    wide: 30,
    actions: others.map(({ label, kind, run }) => ({ label, onPress: run, kind: kind === 'alert' ? ('alert' as const) : ('plain' as const) })),
    ...(safe ? { primary: { label: safe.label, onPress: safe.run } } : {}),
  });
}
