import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { ROLE_LOOKS } from '../src/state/looks';

const css = readFileSync('src/ui/theme.css', 'utf8');

function variables(selector: string): Record<string, string> {
  const block = css.slice(css.indexOf(`${selector} {`)).split('}')[0]!;
  return Object.fromEntries([...block.matchAll(/--([\w-]+):\s*(#[0-9a-f]{6})/g)].map(([, name, value]) => [name, value]));
}

/** A theme as the page shows it: what a more particular rule leaves out comes from the plainer ones. */
const THEMES = [
  ['light', [':root']],
  ['dark', [':root', ":root[data-theme='dark']"]],
  ['light with strong contrast', [':root', ":root[data-contrast='more']"]],
  ['dark with strong contrast', [':root', ":root[data-theme='dark']", ":root[data-contrast='more']", ":root[data-contrast='more'][data-theme='dark']"]],
] as const;

function luminance(hex: string): number {
  const [r, g, b] = [1, 3, 5].map((at) => {
    const c = parseInt(hex.slice(at, at + 2), 16) / 255;
    return c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4;
  }) as [number, number, number];
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}

function contrast(a: string, b: string): number {
  const [high, low] = [luminance(a), luminance(b)].sort((x, y) => y - x) as [number, number];
  return (high + 0.05) / (low + 0.05);
}

for (const [theme, selectors] of THEMES) {
  const colour: Record<string, string> = Object.assign({}, ...selectors.map(variables));
  const text = theme.includes('strong') ? 7 : 4.5;
  test(`${theme}: text and deep shades can be read on every ground`, () => {
    for (const ground of ['ground', 'panel', 'panel-2']) {
      for (const ink of ['text', 'text-2', 'sage', 'water', 'alert']) expect(contrast(colour[ink]!, colour[ground]!), `${ink} on ${ground}`).toBeGreaterThanOrEqual(text);
    }
    for (const strong of ['sage', 'water', 'alert']) expect(contrast(colour['on-strong']!, colour[strong]!), `button text on ${strong}`).toBeGreaterThanOrEqual(text);
  });
  test(`${theme}: outlines of controls and the focus can be seen`, () => {
    for (const ground of ['ground', 'panel', 'panel-2']) for (const line of ['line', 'focus']) expect(contrast(colour[line]!, colour[ground]!), `${line} on ${ground}`).toBeGreaterThanOrEqual(3);
  });
}

test('a role is told by the shape of its badge as well as by its colour', () => {
  const looks = Object.values(ROLE_LOOKS);
  expect(new Set(looks.map(({ badge }) => badge)).size).toBe(looks.length);
  expect(new Set(looks.map(({ dress }) => dress)).size).toBe(looks.length);
});

test('the sign inside a badge can be told from it', () => {
  for (const { dress, coat, id } of Object.values(ROLE_LOOKS)) expect(contrast('#1b272f', coat ?? dress), id).toBeGreaterThanOrEqual(3);
});
