import { expect, test } from 'vitest';
import { Button } from '../src/panel/button';
import { Column, Grid, Row } from '../src/panel/boxes';
import { THEMES } from '../src/panel/theme';
import { BUTTON, FONT_SIZES, GAP, HAN_HEIGHT, metresPerUnit, READING_DISTANCE, WRIST_DISTANCE } from '../src/panel/units';
import { distanceOf } from '../src/scene/panels/placing';
import { styleOf } from './panels';

/** Degrees in the eye of a reader at this distance, of something so many units long on a panel made to be read from there. */
const angle = (units: number, distance: number) => (2 * Math.atan((units * metresPerUnit(distance)) / 2 / distance) * 180) / Math.PI;
const distances = [READING_DISTANCE.nearest, READING_DISTANCE.usual, READING_DISTANCE.farthest, WRIST_DISTANCE];

test('panels hang between 1.0 and 1.4 metres away, whatever is asked', () => {
  for (const distance of [undefined, 0.2, 1.1, 1.3, 9]) {
    const given = distanceOf({ type: 'before', ...(distance === undefined ? {} : { distance }) });
    expect(given).toBeGreaterThanOrEqual(1);
    expect(given).toBeLessThanOrEqual(1.4);
  }
});

test('the smallest Chinese character is at least a degree tall, from wherever a panel is read', () => {
  for (const distance of distances) for (const [name, size] of Object.entries(FONT_SIZES)) expect(angle(size * HAN_HEIGHT, distance), `${name} at ${distance} m`).toBeGreaterThanOrEqual(1);
});

test('the smallest button is at least 3.5° wide and 2° high, and half a degree from the next', () => {
  const rows = [new Row([new Button({ label: '是', onPress: () => undefined }), new Button({ label: '否', onPress: () => undefined })]), new Grid(['1', '2', '3', '4'].map((label) => new Button({ label, onPress: () => undefined })))];
  for (const child of (rows[0] as Row).children) child.grow = 0;
  for (const box of rows) {
    box.layout(BUTTON.width * 3 + GAP * 2, styleOf());
    for (const child of box.children) {
      for (const distance of distances) {
        expect(angle(child.width, distance)).toBeGreaterThanOrEqual(3.5 - 0.01);
        expect(angle(child.height, distance)).toBeGreaterThanOrEqual(2 - 0.01);
      }
    }
    const [first, second] = box.children as [Button, Button];
    expect(angle(second.x - first.x - first.width, 1.2)).toBeGreaterThanOrEqual(0.5 - 0.01);
  }
  const below = new Column([new Button({ label: 'a', onPress: () => undefined }), new Button({ label: 'b', onPress: () => undefined })]);
  below.layout(300, styleOf());
  expect(angle(below.children[1]!.y - below.children[0]!.height, 1.2)).toBeGreaterThanOrEqual(0.5 - 0.01);
});

test('a reader’s larger text makes buttons grow, and never smaller', () => {
  const button = new Button({ label: 'Leave the hospital', onPress: () => undefined });
  const before = button.layout(400, styleOf());
  expect(button.layout(400, styleOf({ textScale: 2 }))).toBeGreaterThan(before);
});

function luminance(hex: string): number {
  const [r, g, b] = [1, 3, 5].map((at) => {
    const c = parseInt(hex.slice(at, at + 2), 16) / 255;
    return c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4;
  }) as [number, number, number];
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}

const contrast = (a: string, b: string) => {
  const [high, low] = [luminance(a), luminance(b)].sort((x, y) => y - x) as [number, number];
  return (high + 0.05) / (low + 0.05);
};

for (const [name, theme] of Object.entries(THEMES)) {
  const least = name === 'contrast' ? 7 : 4.5;
  test(`${name}: words can be read on everything they stand on`, () => {
    for (const ground of ['ground', 'control', 'controlHover'] as const) for (const ink of ['text', 'quiet', 'alert'] as const) expect(contrast(theme[ink], theme[ground]), `${ink} on ${ground}`).toBeGreaterThanOrEqual(ink === 'text' ? least : 4.5);
    for (const strong of ['strong', 'strongHover'] as const) expect(contrast(theme.onStrong, theme[strong]), strong).toBeGreaterThanOrEqual(least);
    expect(contrast(theme.text, theme.controlPressed)).toBeGreaterThanOrEqual(least);
  });
  test(`${name}: edges, focus and the lines of charts can be seen`, () => {
    for (const line of [theme.line, theme.focus, theme.disabled, theme.strong, ...theme.series]) expect(contrast(line, theme.ground), line).toBeGreaterThanOrEqual(3);
  });
}
