import { expect, test } from 'vitest';
import { TextBuffer } from '../src/panel/buffer';
import { ticks } from '../src/panel/chart';
import { Button, Column, Field, List, Panel, Progress, Scroll, Slider, Tabs, Text, Toggle, type Widget } from '../src/panel/index';
import { MOST_POINTERS } from '../src/panel/panel';
import { styleOf } from './panels';

const nothing = () => undefined;

function middle(panel: Panel, widget: Widget): [number, number] {
  let x = widget.width / 2;
  let y = widget.height / 2;
  for (let at: Widget | undefined = widget; at && at !== panel; at = at.parent) {
    x += at.x;
    y += at.y;
  }
  return [x, y];
}

function panelOf(...content: Widget[]): Panel {
  const panel = new Panel({ title: 'Test', content: new Column(content) });
  panel.fit(styleOf());
  return panel;
}

const click = (panel: Panel, widget: Widget, id = 'mouse') => {
  for (const phase of ['hover', 'press', 'release'] as const) panel.handlePointer(id, phase, ...middle(panel, widget));
};

test('a button is hovered, pressed and let go', () => {
  let pressed = 0;
  const button = new Button({ label: 'Go', onPress: () => pressed++ });
  const panel = panelOf(button);
  const felt: string[] = [];
  panel.events.on('felt', ({ kind }) => felt.push(kind));
  panel.handlePointer('mouse', 'hover', ...middle(panel, button));
  expect(button.hovers).toBe(1);
  panel.handlePointer('mouse', 'press', ...middle(panel, button));
  expect([button.pressed, button.focused, pressed]).toEqual([true, true, 0]);
  panel.handlePointer('mouse', 'release', ...middle(panel, button));
  expect([button.pressed, pressed]).toEqual([false, 1]);
  panel.handlePointer('mouse', 'leave', 0, 0);
  expect(button.hovers).toBe(0);
  expect(felt).toEqual(['hover', 'press']);
});

test('letting go elsewhere, or leaving, does nothing', () => {
  let pressed = 0;
  const button = new Button({ label: 'Go', onPress: () => pressed++ });
  const panel = panelOf(button);
  panel.handlePointer('mouse', 'press', ...middle(panel, button));
  panel.handlePointer('mouse', 'release', 3, 3);
  panel.handlePointer('mouse', 'press', ...middle(panel, button));
  panel.handlePointer('mouse', 'leave', 0, 0);
  expect([pressed, button.pressed]).toEqual([0, false]);
});

test('what is disabled is neither pressed nor focused, and says so', () => {
  let pressed = 0;
  const button = new Button({ label: 'Go', onPress: () => pressed++ });
  button.enabled = false;
  const panel = panelOf(button);
  click(panel, button);
  button.activate();
  expect([pressed, button.focused]).toEqual([0, false]);
  expect(button.semantics().disabled).toBe(true);
  expect(panel.focusOrder()).toEqual([]);
});

test('the focus goes in reading order, the closing button before the content and the primary action last', () => {
  const content = new Column([new Button({ label: 'one', onPress: nothing }), new Field({ label: 'two' }), new Slider({ label: 'three', min: 0, max: 1, value: 0, onChange: nothing })]);
  const panel = new Panel({ title: 'Order', content, close: { label: 'Close', onPress: nothing }, primary: { label: 'Send', onPress: nothing }, actions: [{ label: 'Other', onPress: nothing }] });
  panel.fit(styleOf());
  expect(panel.focusOrder().map((widget) => widget.semantics()?.label)).toEqual(['Close', 'one', 'two', 'three', 'Other', 'Send']);
});

test('a panel has at most one primary action', () => {
  const panel = new Panel({ title: 'One', content: new Text('x'), primary: { label: 'Send', onPress: nothing }, actions: [{ label: 'Other', onPress: nothing }] });
  expect(panel.focusOrder().filter((widget) => widget instanceof Button && widget.primary).length).toBe(1);
});

test('what is taller than the panel scrolls, within bounds, by drag and wheel', () => {
  const panel = panelOf(...Array.from({ length: 60 }, (_, i) => new Text(`line ${i}`)));
  const { width, height } = panel.fit(styleOf());
  expect(height).toBeLessThanOrEqual(26 * 28 + 1);
  const { body } = panel;
  expect(body.range).toBeGreaterThan(0);
  expect(panel.handleScroll(width / 2, height / 2, -50)).toBe(false);
  expect(panel.handleScroll(width / 2, height / 2, 100)).toBe(true);
  expect(body.offset).toBe(100);
  panel.handleScroll(width / 2, height / 2, 1e9);
  expect(body.offset).toBe(body.range);
  panel.handlePointer('ray', 'press', width / 2, height / 2);
  for (const y of [30, 60, 90, 120]) panel.handlePointer('ray', 'hover', width / 2, height / 2 + y);
  panel.handlePointer('ray', 'release', width / 2, height / 2 + 120);
  expect(body.offset).toBeLessThan(body.range);
  expect(body.offset).toBeGreaterThanOrEqual(0);
});

test('a drag that scrolls does not press what it began on', () => {
  let pressed = 0;
  const buttons = Array.from({ length: 40 }, () => new Button({ label: 'row', onPress: () => pressed++ }));
  const panel = panelOf(...buttons);
  const [x, y] = middle(panel, buttons[3]!);
  panel.handlePointer('ray', 'press', x, y);
  for (let by = 10; by <= 120; by += 10) panel.handlePointer('ray', 'hover', x, y - by);
  panel.handlePointer('ray', 'release', x, y - 120);
  expect(pressed).toBe(0);
  expect(panel.body.offset).toBeGreaterThan(50);
});

test('what is scrolled away is not hit, what came into sight is', () => {
  const hit: number[] = [];
  const buttons = Array.from({ length: 40 }, (_, i) => new Button({ label: `b${i}`, onPress: () => hit.push(i) }));
  const panel = panelOf(...buttons);
  panel.body.reveal(buttons[39]!);
  click(panel, buttons[39]!);
  expect(hit).toEqual([39]);
  expect(panel.at(...middle(panel, buttons[0]!))?.widget).not.toBe(buttons[0]);
});

test('a log stays at its end while the end is shown, and where one has scrolled up it stays there', () => {
  const column = new Column(Array.from({ length: 60 }, (_, i) => new Text(`line ${i}`)));
  const scroll = new Scroll(column, 300, true);
  scroll.layout(600, styleOf());
  expect(scroll.offset).toBe(scroll.range);
  column.add(new Text('more'));
  scroll.layout(600, styleOf());
  expect(scroll.offset).toBe(scroll.range);
  scroll.scroll(-200);
  const at = scroll.offset;
  column.add(new Text('more'));
  scroll.layout(600, styleOf());
  expect(scroll.offset).toBe(at);
});

test('a slider follows the pointer in steps, within its range', () => {
  const told: number[] = [];
  const slider = new Slider({ label: 'Volume', min: 0, max: 10, step: 1, value: 5, onChange: (value) => told.push(value) });
  const panel = panelOf(slider);
  const [, y] = middle(panel, slider);
  panel.handlePointer('ray', 'press', ...middle(panel, slider));
  panel.handlePointer('ray', 'hover', 5_000, y);
  panel.handlePointer('ray', 'hover', -5_000, y);
  panel.handlePointer('ray', 'release', 0, y);
  expect(told).toEqual([10, 0]);
  slider.assign('7.4');
  slider.assign('not a number');
  expect(slider.value).toBe(7);
});

test('tabs show one page at a time', () => {
  const first = new Text('first');
  const second = new Text('second');
  const tabs = new Tabs('Pages', [{ label: 'A', content: first }, { label: 'B', content: second }]);
  const panel = panelOf(tabs);
  expect([first.visible, second.visible]).toEqual([true, false]);
  panel.focusOrder()[1]!.activate();
  expect([first.visible, second.visible]).toEqual([false, true]);
  expect(panel.focusOrder().map((tab) => tab.semantics()?.selected)).toEqual([false, true]);
});

test('a toggle, a list row and a progress bar tell how they are', () => {
  const toggle = new Toggle({ label: 'Captions', on: 'on', off: 'off', value: false, onChange: nothing });
  toggle.activate();
  expect(toggle.semantics().checked).toBe(true);
  let chosen = '';
  const list = new List('People', [{ label: 'Ada', detail: 'Doctor', onPress: () => (chosen = 'Ada') }, { label: 'Bo' }]);
  const panel = panelOf(list);
  click(panel, list.children[0]!);
  expect(chosen).toBe('Ada');
  expect(list.children.map((row) => row.semantics()?.role)).toEqual(['button', 'listitem']);
  expect(panel.focusOrder().length).toBe(1);
  const progress = new Progress('Loading', 3);
  expect(progress.semantics().range?.now).toBe(100);
});

test('no more pointers are followed than there can be', () => {
  const button = new Button({ label: 'Go', onPress: nothing });
  const panel = panelOf(button);
  for (let i = 0; i < MOST_POINTERS + 20; i++) panel.handlePointer(`p${i}`, 'hover', ...middle(panel, button));
  expect(button.hovers).toBe(MOST_POINTERS);
  for (let i = 0; i < MOST_POINTERS + 20; i++) panel.handlePointer(`p${i}`, 'leave', 0, 0);
  expect(button.hovers).toBe(0);
});

test('a text being written keeps its bound and whole characters', () => {
  const buffer = new TextBuffer(5, '𠮷野');
  expect(buffer.insert('家好吗再见')).toBe(false);
  expect(buffer.text).toBe('𠮷野家好吗');
  buffer.moveTo(1);
  expect(buffer.caret).toBe(0);
  buffer.move(1);
  expect(buffer.caret).toBe(2);
  buffer.backspace();
  expect(buffer.text).toBe('野家好吗');
  buffer.move(99);
  buffer.backspace();
  expect(buffer.text).toBe('野家好');
  buffer.move(-99);
  buffer.backspace();
  expect([buffer.text, buffer.caret]).toEqual(['野家好', 0]);
});

test('a field takes characters at its caret, and tells', () => {
  const told: string[] = [];
  let sent = '';
  const field = new Field({ label: 'Name', most: 6, onChange: (value) => told.push(value), onSubmit: (value) => (sent = value) });
  const panel = panelOf(field);
  field.insert('你好');
  field.move(-1);
  field.insert('们\n');
  field.enter();
  panel.fit(styleOf());
  expect(told).toEqual(['你好', '你们 好']);
  expect(sent).toBe('你们 好');
  field.assign('a very long text');
  expect(field.value).toBe('a very');
});

test('the marks of an axis are round and not too many', () => {
  expect(ticks(0, 10, 6)).toEqual([0, 2, 4, 6, 8, 10]);
  expect(ticks(36.4, 39.1, 4)).toEqual([37, 38, 39]);
  expect(ticks(5, 5, 6)).toEqual([5]);
  for (let most = 2; most < 12; most++) expect(ticks(-3.7, 118.2, most).length).toBeLessThanOrEqual(most);
});
