import { expect, test } from 'vitest';
import { judge, plainName, readBounds } from '../build/sizes.mjs';

const TABLE = '| file | bound | holds |\n|---|---|---|\n| `index.js` | 250 | all |\n| `stage.js` | 200 | the picture |';

test('bounds are read from the table', () => {
  expect([...readBounds(TABLE)]).toEqual([
    ['index.js', 250_000],
    ['stage.js', 200_000],
  ]);
});

test('a file is known without its hash', () => {
  expect(plainName('stage-Db4VlBTY.js')).toBe('stage.js');
  expect(plainName('index-D_1v-um2.css')).toBe('index.css');
});

test('what is over its bound or has none is said', () => {
  const bounds = readBounds(TABLE);
  expect(judge(new Map([['index.js', 250_000], ['stage.js', 1]]), bounds)).toEqual([]);
  expect(judge(new Map([['index.js', 250_001], ['stage.js', 1]]), bounds)[0]).toContain('index.js has 250001 bytes');
  expect(judge(new Map([['xr.js', 1]]), bounds)[0]).toContain('xr.js has no bound');
});

test('what is not named has the bound of all others', () => {
  const bounds = readBounds(`${TABLE}\n| \`other.js\` | 60 | |`);
  expect(judge(new Map([['xr.js', 60_000]]), bounds)).toEqual([]);
  expect(judge(new Map([['xr.js', 60_001]]), bounds)[0]).toContain('60000');
});
