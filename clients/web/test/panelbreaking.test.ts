import { expect, test } from 'vitest';
import { breakLines, ellipsis, withoutLast } from '../src/panel/breaking';
import { measure } from './panels';

const em = (text: string) => measure(text, 1);
const zh = (text: string, width: number) => breakLines(text, width, em, 'zh-Hans');
const en = (text: string, width: number) => breakLines(text, width, em, 'en');

test('English breaks between words and drops the spaces there', () => {
  expect(en('The doctor will see you now', 6)).toEqual(['The doctor', 'will see you', 'now']);
});

test('a word too wide for a line is cut, nothing else is', () => {
  expect(en('a Donaudampfschiff b', 5)).toEqual(['a', 'Donaudampf', 'schiff b']);
});

test('Chinese breaks at any word, never wider than the line', () => {
  const text = '请您在候诊室稍等片刻，医生很快会来叫您。如果需要帮助，请按下手腕菜单上的帮助按钮。';
  for (let width = 2; width < 30; width++) {
    const lines = zh(text, width);
    expect(lines.join('')).toBe(text);
    for (const line of lines) expect(em(line), `${width}: ${line}`).toBeLessThanOrEqual(width);
  }
});

test('no line begins with a closing mark or ends with an opening one', () => {
  const text = '他说：“请把《本草纲目》（第三卷）拿来！”然后，他走了……血压１２０／８０，体温37.2℃。';
  for (let width = 3; width < 30; width++) {
    const lines = zh(text, width);
    expect(lines.join('')).toBe(text);
    for (const line of lines.slice(1)) expect(line, `${width}: ${lines.join('|')}`).not.toMatch(/^[，。！？：；、”’）》」』】…℃]/u);
    for (const line of lines.slice(0, -1)) expect(line, `${width}: ${lines.join('|')}`).not.toMatch(/[“‘（《「『【]$/u);
  }
});

test('a character outside the first plane is never cut in two', () => {
  for (const line of zh('𠮷𠮷𠮷野家的𠮷田先生𠮷𠮷', 2)) expect(line).not.toMatch(/[\ud800-\udbff]$|^[\udc00-\udfff]/);
  expect(zh('𠮷𠮷𠮷', 2).join('')).toBe('𠮷𠮷𠮷');
  expect(withoutLast('林𠮷')).toBe('林');
  expect(withoutLast('好👩‍⚕️')).toBe('好');
});

test('a newline always breaks, and an empty line stays', () => {
  expect(en('one\n\ntwo', 20)).toEqual(['one', '', 'two']);
});

test('what is shortened says so and fits', () => {
  expect(ellipsis('Short', 10, em)).toBe('Short');
  const cut = ellipsis('请您在候诊室稍等片刻', 5, em);
  expect(cut).toMatch(/…$/);
  expect(em(cut)).toBeLessThanOrEqual(5);
});
