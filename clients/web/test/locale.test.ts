import { expect, test } from 'vitest';
import en from '../src/locale/en.json';
import zh from '../src/locale/zh-Hans.json';
import { languageFor, Locale } from '../src/locale/locale';

const placeholders = (text: string) => [...text.matchAll(/\{(\w+)\}/g)].map(([, name]) => name).sort();

test('both languages have the same texts, none of them empty', () => {
  expect(Object.keys(zh).sort()).toEqual(Object.keys(en).sort());
  for (const texts of [en, zh]) for (const [key, text] of Object.entries(texts)) expect(text.trim(), key).not.toBe('');
});

test('a text has the same gaps to fill in both languages', () => {
  for (const [key, text] of Object.entries(en)) expect(placeholders((zh as Record<string, string>)[key]!), key).toEqual(placeholders(text));
});

test('the Chinese texts are Chinese', () => {
  const latin = new Set(['app.title', 'link.online']);
  for (const [key, text] of Object.entries(zh)) {
    if (!latin.has(key) && !/^\{\w+\}$/.test(text)) expect(/\p{Script=Han}/u.test(text), `${key}: ${text}`).toBe(true);
  }
});

test('every reason a server may give has words', () => {
  const reasons = Object.keys(en).filter((key) => key.startsWith('refusal.'));
  expect(reasons.length).toBe(21);
});

test('gaps are filled, unknown ones left', () => {
  expect(new Locale('en').text('hint.pickUp', { item: 'Cup' })).toBe('Pick up: Cup');
  expect(new Locale('zh-Hans').text('hint.pickUp', {})).toContain('{item}');
});

test('the browser’s wishes choose the language', () => {
  expect(languageFor(['zh-TW', 'en'])).toBe('zh-Hans');
  expect(languageFor(['de', 'en-GB'])).toBe('en');
  expect(languageFor([])).toBe('en');
});
