import { expect, test } from 'vitest';
import { ConnectionFailure } from '../src/net/errors';
import { defaultPreferences, parsePreferences } from '../src/ui/preferences';

test('what was kept comes back', () => {
  const kept = { ...defaultPreferences(), language: 'zh-Hans' as const, displayName: '小林', role: 'doctor', colour: 5, variant: 3, theme: 'dark' as const, helpSeen: true, thirdPerson: false, checked: true, listening: 'plain' as const, microphone: 'a', camera: 'b', quality: 'low' as const };
  expect(parsePreferences(JSON.stringify(kept))).toEqual(kept);
});

test.each(['', 'null', '[]', '{', '7', '{"colour":99,"variant":-1,"theme":"neon","language":"xx","displayName":7,"listening":"loud","microphone":7,"camera":"","quality":"most"}'])('nonsense (%s) counts as nothing kept', (text) => {
  expect(parsePreferences(text)).toEqual(defaultPreferences());
});

test('codes are never kept', () => {
  expect(Object.keys(defaultPreferences()).filter((key) => /code|visit|ticket|token/i.test(key))).toEqual([]);
});

test.each([
  [400, 'invalid-field displayName', 'nameRefused'],
  [403, 'access-code-wrong', 'codeRefused'],
  [429, 'too-many-attempts', 'tooMany'],
  [503, 'draining', 'draining'],
  [404, 'not-found', 'entryClosed'],
  [400, 'malformed', 'badInput'],
  [500, 'internal', 'server'],
])('problem %i %s is told as %s', (status, code, reason) => {
  expect(ConnectionFailure.problem(status, code, 0).reason).toBe(reason);
});
