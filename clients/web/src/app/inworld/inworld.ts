import type { Comfort } from '../../input/comfort';
import type { Language, Locale } from '../../locale/locale';
import { type Panel, PanelBook, type PanelScope } from '../../panel/index';
import { Keys } from '../../panel/keys';
import { Keyboard } from '../../panel/keyboard';
import { Mirror } from '../../panel/mirror';
import { focusedField } from '../../panel/panel';
import { loadPinyin } from '../../panel/pinyin';
import { ScopeKind } from '../../protocol/gen/asclepion/v1/scope_pb';
import type { Placement } from '../../scene/panels/placing';
import type { PanelLook, PanelSpace } from '../../scene/panels/space';
import type { ChatLine, PersonView, World } from '../../state/world';
import type { Hud, PanelName, Question } from '../../ui/hud';
import { iconShape } from '../../ui/icons';
import { CaptionsPanel } from './captions';
import { comfortSheet } from './comfort';
import { askSheet, ChatSheet, helpSheet, languageSheet, MOST_LINES, NoteSheet, PeopleSheet } from './sheets';
import { WristMenu } from './wrist';

export interface InWorldSettings {
  world: World;
  hud: Hud;
  space: PanelSpace;
  locale: Locale;
  staff: boolean;
  /** Where mirrors go, for screen readers. */
  page: HTMLElement;
  look: () => PanelLook;
  /** What is said, from now on as before. */
  lines: readonly ChatLine[];
  captions: () => boolean;
  /** A headset shows the picture: there is no page to write on. */
  immersive: boolean;
  /** Changed in place. */
  comfort: Comfort;
  chooseLanguage: (language: Language) => void;
}

const ROOM: PanelScope = { type: 'scope', kind: ScopeKind.ROOM };
const OWN: PanelScope = { type: 'scope', kind: ScopeKind.PERSON };
const STAFF: PanelScope = { type: 'scope', kind: ScopeKind.STAFF };
const SELF: PanelScope = { type: 'self' };
/** Degrees between two sheets beside each other. */
const ASIDE = 17;

/**
 * What the page says and offers, on panels in the world, for whoever has a headset on and cannot see the page. It follows the page: what is open there is
 * open here, and what is pressed here happens there. Lives as long as the headset is worn.
 */
export class InWorld {
  private readonly book: PanelBook;
  private readonly wrist: WristMenu;
  private readonly captions: CaptionsPanel;
  private readonly mirrors = new Map<Panel, Mirror>();
  private readonly offs: (() => void)[] = [];
  private readonly lines: ChatLine[];
  private menuBefore = false;
  private keyboard: { keys: Keys; view: Keyboard; owner: Panel } | undefined;
  private chat: ChatSheet | undefined;
  private people: PeopleSheet | undefined;
  private notes: { staff: boolean; sheet: NoteSheet }[] = [];

  constructor(private readonly settings: InWorldSettings) {
    const { world, hud, space, locale } = settings;
    this.lines = [...settings.lines];
    this.book = new PanelBook({
      numberOf: (kind, subject) => [...world.streams].find((stream) => stream.kind === kind && (subject === undefined || stream.subject === subject))?.scope,
      has: (number) => world.streams.get(number) !== undefined,
    });
    this.book.events.on('closed', ({ panel }) => {
      this.takeDown(panel);
    });
    space.setLook(settings.look());
    this.wrist = new WristMenu(hud.menu, locale);
    this.book.open('wrist', SELF, () => this.wrist.panel);
    this.hang(this.wrist.panel, { type: 'wrist' });
    this.captions = new CaptionsPanel(locale);
    this.offs.push(
      world.events.on('chat', (line) => {
        this.handleChat(line);
      }),
      world.events.on('roomEntered', () => {
        this.lines.length = 0;
        this.captions.handleRoom();
        this.book.handleMemberships();
      }),
      world.events.on('changed', () => {
        this.book.handleMemberships();
        for (const { staff, sheet } of this.notes) sheet.handleNote(world.note(staff)?.text ?? '');
      }),
      hud.events.on('panel', ({ name }) => {
        this.open(name);
      }),
      hud.events.on('language', () => {
        this.showLanguages();
      }),
      hud.events.on('ask', ({ question }) => {
        this.ask(question);
      }),
    );
    this.open(hud.panel);
  }

  /** The menu before the eyes, for who cannot lift a wrist; again, and it is back there. */
  toggleMenu(): void {
    this.menuBefore = !this.menuBefore;
    this.settings.space.show(this.wrist.panel, { type: this.menuBefore ? 'before' : 'wrist' });
  }

  /** Some times a second: who is here, and what has been read by now. */
  update(people: readonly PersonView[], figures: number, now: number): void {
    const { world } = this.settings;
    this.captions.update(now);
    this.showCaptions();
    this.people?.handlePeople(people, world.template, figures);
  }

  dispose(): void {
    for (const off of this.offs) off();
    this.closeKeyboard();
    this.wrist.dispose();
    this.book.closeAll();
  }

  private open(name: PanelName | undefined): void {
    const { world, hud, locale, staff } = this.settings;
    const close = () => {
      hud.toggle(undefined);
    };
    for (const id of ['chat', 'people', 'note', 'staffNote', 'help', 'comfort', 'language']) this.book.close(id);
    this.chat = this.people = undefined;
    this.notes = [];
    switch (name) {
      case 'chat':
        this.show('chat', ROOM, () => (this.chat = new ChatSheet(locale, this.lines, (text) => { hud.chat.events.emit('say', { text, talk: 0 }); }, close)).panel);
        break;
      case 'people':
        this.show('people', ROOM, () => (this.people = new PeopleSheet(locale, close)).panel);
        break;
      case 'note':
        for (const shared of staff ? [false, true] : [false]) {
          const sheet = () => {
            const made = new NoteSheet(locale, shared, world.note(shared)?.text ?? '', (text) => { hud.note.events.emit('write', { text, staff: shared }); }, close);
            this.notes.push({ staff: shared, sheet: made });
            return made.panel;
          };
          this.show(shared ? 'staffNote' : 'note', shared ? STAFF : OWN, sheet, staff ? (shared ? ASIDE : -ASIDE) : 0);
        }
        break;
      case 'help':
        this.show('help', SELF, () => helpSheet(locale, close));
        break;
      case 'comfort':
        this.show('comfort', SELF, () => comfortSheet(locale, this.settings.comfort, () => { hud.events.emit('comfort', {}); }, close));
        break;
      default:
        break;
    }
  }

  private showLanguages(): void {
    const { hud, locale, chooseLanguage } = this.settings;
    if (hud.panel) hud.toggle(undefined);
    this.show('language', SELF, () => languageSheet(locale, chooseLanguage, () => { this.book.close('language'); }));
  }

  private ask(question: Question | undefined): void {
    this.book.close('ask');
    if (question) this.show('ask', SELF, () => askSheet(question));
  }

  private show(id: string, scope: PanelScope, build: () => Panel, aside = 0): void {
    const panel = this.book.open(id, scope, build);
    if (panel) this.hang(panel, panel.urgent ? { type: 'notice' } : { type: 'before', aside });
  }

  private hang(panel: Panel, placement: Placement): void {
    const { space, page, locale, immersive } = this.settings;
    space.show(panel, placement);
    const mirror = new Mirror(panel, locale.language, !immersive);
    this.mirrors.set(panel, mirror);
    page.append(mirror.element);
    panel.events.on('focus', () => {
      this.followFocus(panel);
    });
  }

  private takeDown(panel: Panel): void {
    if (this.keyboard?.owner === panel) this.closeKeyboard();
    this.settings.space.remove(panel);
    this.mirrors.get(panel)?.dispose();
    this.mirrors.delete(panel);
  }

  /** A field that has the focus has the keyboard under it, where the system has none to offer. */
  private followFocus(panel: Panel): void {
    if (!this.settings.immersive) return;
    const field = focusedField(panel);
    if (!field) {
      if (this.keyboard?.owner === panel) this.closeKeyboard();
      return;
    }
    if (this.keyboard?.owner === panel) {
      this.keyboard.keys.setTarget(field);
      return;
    }
    this.closeKeyboard();
    const { locale, space } = this.settings;
    const keys = new Keys(field, loadPinyin);
    if (locale.language === 'zh-Hans') keys.setLayout('pinyin');
    const done = () => {
      panel.setFocus(undefined);
    };
    const view = new Keyboard(keys, locale, { backspace: iconShape('backspace'), enter: iconShape('enter'), shift: iconShape('shift') }, done);
    this.keyboard = { keys, view, owner: panel };
    space.show(view.panel, { type: 'below', panel });
  }

  private closeKeyboard(): void {
    const { keyboard } = this;
    this.keyboard = undefined;
    if (!keyboard) return;
    keyboard.keys.close();
    keyboard.view.dispose();
    this.settings.space.remove(keyboard.view.panel);
  }

  private handleChat(line: ChatLine): void {
    if (line.talk !== 0) return;
    this.lines.push(line);
    if (this.lines.length > MOST_LINES) this.lines.shift();
    this.chat?.handleLines(this.lines);
    if (!line.self) this.captions.handleLine(line, performance.now());
  }

  /** Captions hang there while there is something to read, and chat is not open anyway. */
  private showCaptions(): void {
    const wanted = this.settings.captions() && !this.captions.isEmpty && !this.chat;
    const open = this.book.get('captions') !== undefined;
    if (wanted === open) return;
    if (!wanted) {
      this.book.close('captions');
      return;
    }
    const panel = this.book.open('captions', ROOM, () => this.captions.panel);
    if (panel) this.settings.space.show(panel, { type: 'notice' });
  }
}
