import { expect, test } from 'vitest';
import { ConnectionFailure } from '../src/net/errors';
import { PLAIN } from '../src/state/appearance';
import { defaultPreferences, loadPreferences, parsePreferences } from '../src/ui/preferences';

test('what was kept comes back', () => {
  const kept = { ...defaultPreferences(), language: 'zh-Hans' as const, displayName: '小林', role: 'doctor', appearance: { ...PLAIN, colour: 5, skin: 3, hair: 8, wheelchair: 1 }, theme: 'dark' as const, textSize: 200 as const, contrast: 'more' as const, motion: 'calm' as const, hand: 'left' as const, captions: false, cues: false, helpSeen: true, thirdPerson: false, checked: true, listening: 'plain' as const, microphone: 'a', camera: 'b', quality: 'low' as const };
  expect(parsePreferences(JSON.stringify(kept))).toEqual(kept);
});

test.each(['', 'null', '[]', '{', '7', '{"colour":99,"variant":-1,"theme":"neon","language":"xx","displayName":7,"listening":"loud","textSize":300,"contrast":"x","motion":1,"hand":"third","captions":"no","cues":0,"microphone":7,"camera":"","quality":"most"}'])('nonsense (%s) counts as nothing kept', (text) => {
  expect(parsePreferences(text)).toEqual(defaultPreferences());
});

test('codes are never kept', () => {
  expect(Object.keys(defaultPreferences()).filter((key) => /code|visit|ticket|token/i.test(key))).toEqual([]);
});

test.each([
  [400, 'invalid-field displayName', 'nameRefused'],
  [403, 'access-code-wrong', 'codeRefused'],
  [403, 'code-wrong', 'codeRefused'],
  [403, 'room-code-wrong', 'roomCodeWrong'],
  [429, 'room-code-locked', 'roomCodeLocked'],
  [403, 'grant-refused', 'grantRefused'],
  [429, 'too-many-attempts', 'tooMany'],
  [503, 'draining', 'draining'],
  [404, 'not-found', 'entryClosed'],
  [400, 'malformed', 'badInput'],
  [500, 'internal', 'server'],
])('problem %i %s is told as %s', (status, code, reason) => {
  expect(ConnectionFailure.problem(status, code, 0).reason).toBe(reason);
});

test('what an earlier page kept of one’s looks still counts', () => {
  expect(parsePreferences('{"colour":5,"variant":3}').appearance).toEqual({ ...PLAIN, colour: 5, variant: 3 });
});

test('who comes first looks like somebody made up, and stays that person', () => {
  const kept = new Map<string, string>();
  const storage = { getItem: (key: string) => kept.get(key) ?? null, setItem: (key: string, value: string) => void kept.set(key, value) };
  const first = loadPreferences(storage, () => 0.6).appearance;
  expect(first.skin).toBeGreaterThan(0);
  expect(loadPreferences(storage, () => 0.1).appearance).toEqual(first);
});
