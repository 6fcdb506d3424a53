import { expect, test } from 'vitest';
import { CaptionsPanel } from '../src/app/inworld/captions';
import { askSheet, ChatSheet, MOST_LINES, NoteSheet, PeopleSheet } from '../src/app/inworld/sheets';
import { WristMenu } from '../src/app/inworld/wrist';
import { Locale } from '../src/locale/locale';
import { Field } from '../src/panel/index';
import { mirrorOf, type MirrorNode } from '../src/panel/mirror';
import type { Panel } from '../src/panel/panel';
import type { ChatLine, PersonView } from '../src/state/world';
import { Menu } from '../src/ui/menu';
import { styleOf } from './panels';

const locale = new Locale('en');
const nothing = () => undefined;
const flat = (nodes: MirrorNode[]): MirrorNode[] => nodes.flatMap((node) => [node, ...flat(node.children)]);
const said = (panel: Panel) => flat(mirrorOf(panel)).map(({ told }) => told.label);
const line = (text: string, over: Partial<ChatLine> = {}): ChatLine => ({ slot: 1, key: 'r1:1', name: 'Ada', self: false, text, talk: 0, ...over });
const press = (panel: Panel, label: string) => {
  panel.focusOrder().find((widget) => widget.semantics()?.label === label)!.activate();
};

test('the menu on the wrist does what the bar does, and shows the same state', () => {
  const done: string[] = [];
  const menu = new Menu([
    { name: 'microphone', label: 'call.microphone.off', icon: 'microphoneOff', on: false, run: () => done.push('microphone') },
    { name: 'chat', label: 'hud.chat', icon: 'chat', on: false, run: () => done.push('chat') },
    { name: 'leave', label: 'hud.leave', icon: 'leave', run: () => done.push('leave') },
  ]);
  const wrist = new WristMenu(menu, locale);
  for (const label of ['Mic off', 'Chat', 'Leave']) press(wrist.panel, label);
  expect(done).toEqual(['microphone', 'chat', 'leave']);
  menu.set('microphone', { on: true, label: 'call.microphone.on', icon: 'microphone' });
  menu.set('chat', { count: 12 });
  expect(said(wrist.panel)).toEqual(['Mic on', 'Chat 9+', 'Leave']);
  expect(wrist.panel.focusOrder()[0]!.semantics()).toMatchObject({ label: 'Mic on', checked: true });
  wrist.dispose();
  menu.set('chat', { count: 0 });
  expect(said(wrist.panel)).toContain('Chat 9+');
});

test('the chat keeps to its bound and sends what is written, once', () => {
  const sent: string[] = [];
  const chat = new ChatSheet(locale, [], (text) => sent.push(text), nothing);
  expect(said(chat.panel)).toContain('Nothing has been said yet.');
  chat.handleLines(Array.from({ length: 500 }, (_, i) => line(`word ${i}`, { self: i === 499 })));
  const lines = said(chat.panel).filter((words) => words.includes('word'));
  expect([lines.length, lines.at(-1)]).toEqual([MOST_LINES, 'You: word 499']);
  const field = chat.panel.focusOrder().find((widget) => widget instanceof Field)!;
  press(chat.panel, 'Send');
  field.insert('  Good morning ');
  field.enter();
  press(chat.panel, 'Send');
  expect([sent, field.value]).toEqual([['Good morning'], '']);
});

test('the people of this room are named, oneself first, and nobody of another room', () => {
  const person = (over: Partial<PersonView>) => ({ slot: 0, role: 1, name: '', self: false, away: false, voice: 'off', template: 4, ...over }) as PersonView;
  const people = new PeopleSheet(locale, nothing);
  people.handlePeople([person({ slot: 1, name: 'Ada', role: 2, voice: 'talking' }), person({ slot: 2, name: 'Kim', self: true }), person({ slot: 3, name: 'Elsewhere', template: 5 })], 4, 2);
  const rows = said(people.panel).filter((words) => words.includes(','));
  expect(rows[0]).toMatch(/^Kim, .*you/);
  expect(rows[1]).toMatch(/^Ada, .*is talking/);
  expect(said(people.panel).join()).not.toContain('Elsewhere');
  expect(said(people.panel)).toContain('2 more people, who stay private');
});

test('a note takes what the server has, but not from under somebody who writes', () => {
  const written: string[] = [];
  const note = new NoteSheet(locale, true, 'first', (text) => written.push(text), nothing);
  const field = note.panel.focusOrder().find((widget) => widget instanceof Field)!;
  note.handleNote('second');
  expect(field.value).toBe('second');
  note.panel.setFocus(field);
  field.insert('!');
  note.handleNote('third');
  note.panel.setFocus(undefined);
  note.handleNote('third');
  press(note.panel, 'Save');
  expect(written).toEqual(['second!']);
});

test('captions stay as long as one needs to read them, three at a time, and never into another room', () => {
  const captions = new CaptionsPanel(locale);
  for (const text of ['one', 'two', 'three', 'four']) captions.handleLine({ name: 'Ada', text }, 1_000);
  expect(said(captions.panel).filter((words) => words.startsWith('Ada'))).toEqual(['Ada: two', 'Ada: three', 'Ada: four']);
  captions.update(5_900);
  expect(captions.isEmpty).toBe(false);
  captions.update(6_900);
  expect(captions.isEmpty).toBe(true);
  captions.handleLine({ name: '', text: 'a name one may not know' }, 1_000);
  expect(said(captions.panel).join()).toContain('Someone:');
  captions.handleRoom();
  expect(captions.isEmpty).toBe(true);
});

test('a question has one safe answer that stands out, and the other ones beside it', () => {
  const done: string[] = [];
  const panel = askSheet({ title: 'Leave the hospital?', words: 'Your note stays behind.', answers: [{ label: 'Stay', kind: 'plain', run: () => done.push('stay') }, { label: 'Leave', kind: 'alert', run: () => done.push('leave') }] });
  panel.fit(styleOf());
  expect(panel.urgent).toBe(true);
  expect(panel.focusOrder().map((widget) => widget.semantics()?.label)).toEqual(['Leave', 'Stay']);
  press(panel, 'Stay');
  press(panel, 'Leave');
  expect(done).toEqual(['stay', 'leave']);
});
