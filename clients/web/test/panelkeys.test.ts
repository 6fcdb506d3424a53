import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { Locale } from '../src/locale/locale';
import { Button, Column, Field, List, Panel, Slider, Text, Toggle } from '../src/panel/index';
import { CANDIDATES_PER_PAGE, Keys } from '../src/panel/keys';
import { Keyboard } from '../src/panel/keyboard';
import { mirrorOf, type MirrorNode } from '../src/panel/mirror';
import { MOST_CANDIDATES, MOST_LETTERS, Pinyin } from '../src/panel/pinyin';
import { BUTTON } from '../src/panel/units';
import { walk } from '../src/panel/widget';
import { styleOf } from './panels';

const table = new Pinyin(readFileSync('src/panel/pinyin.txt', 'utf8'));
const words = (letters: string) => table.candidates(letters).map(({ text }) => text);

test('what a patient says is the first choice', () => {
  for (const [letters, meant] of [['nihao', '你好'], ['toutong', '头痛'], ['yisheng', '医生'], ['xuetang', '血糖'], ['gaoxueya', '高血压'], ['fashao', '发烧'], ['xiexie', '谢谢'], ['bushufu', '不舒服']]) expect(words(letters!)[0], letters).toBe(meant);
  for (const [letters, meant] of [['wo', '我'], ['shi', '是'], ['de', '的'], ['yao', '要'], ['nv', '女'], ['lv', '绿']]) expect(words(letters!).slice(0, CANDIDATES_PER_PAGE), letters).toContain(meant);
});

test('words are put together where no single one fits, and only letters that can be read are used', () => {
  expect(words('woyaokanyisheng')[0]).toBe('我要看医生');
  expect(table.candidates('woyaok')[0]?.letters).toBeLessThanOrEqual(6);
  expect(words('toutongsantian').some((text) => text === '头痛')).toBe(true);
});

test('letters that are not complete yet offer what they could become', () => {
  expect(words('niha')).toContain('你好');
  expect(words('yish')).toContain('医生');
  expect(words('w').length).toBeGreaterThan(5);
});

test('an apostrophe parts syllables', () => {
  expect(words('xian')).toContain('先');
  expect(words("xi'an")).toContain('西安');
  expect(words("xi'an")).not.toContain('先');
  expect(table.candidates("xi'an").find(({ text }) => text === '西安')?.letters).toBe(5);
});

test('rare names can be written, and what is no pinyin gives nothing', () => {
  const rare = table.candidates('ji').map(({ text }) => text);
  expect(rare).toContain('吉');
  for (const text of ["'''", '', 'iii', '123']) expect(words(text)).toEqual([]);
});

test('however much is typed, work and choices are bounded', () => {
  const long = table.candidates('zhongguo'.repeat(100));
  expect(long.length).toBeLessThanOrEqual(MOST_CANDIDATES);
  for (const { letters } of long) expect(letters).toBeLessThanOrEqual(MOST_LETTERS);
});

async function pinyinKeys(most = 20) {
  const field = new Field({ label: 'Message', most });
  const keys = new Keys(field, () => Promise.resolve(table));
  keys.setLayout('pinyin');
  await Promise.resolve();
  await Promise.resolve();
  return { field, keys, write: (letters: string) => { for (const letter of letters) keys.type(letter); } };
}

test('English is written as it is typed, one capital after shift', () => {
  const field = new Field({ label: 'Name' });
  const keys = new Keys(field, () => Promise.resolve(table));
  keys.toggleShift();
  for (const letter of 'ada') keys.type(letter);
  keys.space();
  keys.toggleNumbers();
  keys.type('7');
  keys.toggleNumbers();
  keys.backspace();
  expect([field.value, keys.layout]).toEqual(['Ada ', 'letters']);
});

test('pinyin waits at the caret, a choice takes its place, what is left waits on', async () => {
  const { field, keys, write } = await pinyinKeys();
  write('nihaoma');
  expect([field.value, field.composing]).toEqual(['', 'nihaoma']);
  keys.choose(keys.candidates.indexOf('你好'));
  expect([field.value, keys.composing]).toEqual(['你好', 'ma']);
  keys.space();
  expect([field.value, field.composing, keys.composing]).toEqual([`你好${field.value.slice(2)}`, '', '']);
  expect([...field.value].length).toBe(3);
});

test('backspace takes letters first, then characters; Enter writes letters as they are', async () => {
  const { field, keys, write } = await pinyinKeys();
  write('ok');
  keys.enter();
  write('wo');
  keys.backspace();
  keys.backspace();
  expect(field.value).toBe('ok');
  keys.backspace();
  expect(field.value).toBe('o');
});

test('choices turn page by page, forth and back, and no farther', async () => {
  const { keys, write } = await pinyinKeys();
  write('shi');
  const first = [...keys.candidates];
  expect(first.length).toBe(CANDIDATES_PER_PAGE);
  keys.turnPage(-1);
  expect(keys.candidates).toEqual(first);
  keys.turnPage(1);
  expect(keys.candidates).not.toEqual(first);
  for (let i = 0; i < 50; i++) keys.turnPage(1);
  expect(keys.candidates.length).toBeGreaterThan(0);
  expect(keys.hasMore).toBe(false);
});

test('the field’s bound holds for choices, and letters are bounded too', async () => {
  const { field, keys, write } = await pinyinKeys(3);
  write('nihao'.repeat(20));
  expect(keys.composing.length).toBe(MOST_LETTERS);
  keys.space();
  expect([...field.value].length).toBe(3);
});

test('another field gets nothing of what was not chosen, closing writes it where it was begun', async () => {
  const { field, keys, write } = await pinyinKeys();
  const other = new Field({ label: 'Other' });
  write('ni');
  keys.setTarget(other);
  expect([field.composing, field.value, other.value, keys.composing]).toEqual(['', '', '', '']);
  write('hao');
  keys.close();
  expect(other.value).toBe('hao');
});

test('without its table the keyboard still writes letters, and says why', async () => {
  const field = new Field({ label: 'Name' });
  const keys = new Keys(field, () => Promise.reject(new Error('offline')));
  keys.setLayout('pinyin');
  await new Promise((resolve) => setTimeout(resolve, 0));
  keys.type('a');
  expect([field.value, keys.withoutTable]).toEqual(['a', true]);
});

test('every key is large enough to hit, in both layouts', async () => {
  const { keys, write } = await pinyinKeys();
  const icon = [] as const;
  const keyboard = new Keyboard(keys, new Locale('zh-Hans'), { backspace: icon, enter: icon, shift: icon }, () => undefined);
  for (const layout of ['pinyin', 'letters', 'numbers'] as const) {
    keys.setLayout(layout);
    if (layout === 'pinyin') write('shi');
    keyboard.panel.fit(styleOf({ language: 'zh-Hans' }));
    const buttons = [...walk(keyboard.panel)].filter((widget) => widget instanceof Button);
    expect(buttons.length).toBeGreaterThan(30);
    for (const button of buttons) {
      expect(button.width, button.semantics().label).toBeGreaterThanOrEqual(BUTTON.width - 0.5);
      expect(button.height).toBeGreaterThanOrEqual(BUTTON.height);
    }
  }
});

test('a screen reader finds the same things in the same order, with their state', () => {
  const toggle = new Toggle({ label: 'Captions', on: 'on', off: 'off', value: true, onChange: () => undefined });
  const gone = new Text('not now');
  gone.visible = false;
  const panel = new Panel({
    title: 'Settings',
    content: new Column([new Text('Choose.'), toggle, gone, new Slider({ label: 'Volume', min: 0, max: 10, step: 1, value: 4, words: (value) => `${value} of 10`, onChange: () => undefined }), new List('People', [{ label: 'Ada', detail: 'Doctor', action: new Button({ label: 'Talk', describe: 'Talk with Ada', onPress: () => undefined }) }]), new Field({ label: 'Name', value: 'Bo', most: 40 })]),
    primary: { label: 'Done', onPress: () => undefined },
  });
  const flat = (nodes: MirrorNode[]): unknown[] => nodes.map(({ told, children }) => [told.role, told.label, ...(children.length > 0 ? [flat(children)] : [])]);
  expect(flat(mirrorOf(panel))).toEqual([
    ['heading', 'Settings'],
    ['text', 'Choose.'],
    ['switch', 'Captions'],
    ['slider', 'Volume'],
    ['list', 'People', [['listitem', 'Ada, Doctor', [['button', 'Talk with Ada']]]]],
    ['textbox', 'Name'],
    ['button', 'Done'],
  ]);
  expect(toggle.semantics().checked).toBe(true);
  expect(mirrorOf(panel)[3]!.told).toMatchObject({ value: '4 of 10', range: { min: 0, max: 10, now: 4, step: 1 } });
});
