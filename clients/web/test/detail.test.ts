import { expect, test } from 'vitest';
import { type Detail, everyPictures, FULL_WITHIN, MOST_FULL, share } from '../src/scene/detail';

const at = (distance: number, full = false, first = false): Detail => ({ distance, full, first });

test('the nearest few are drawn in full, oneself always', () => {
  const crowd = Array.from({ length: 50 }, (_, i) => at(0.5 + i * 0.2));
  const self = at(30, false, true);
  share([...crowd, self]);
  expect(self.full).toBe(true);
  expect(crowd.filter(({ full }) => full)).toEqual(crowd.slice(0, MOST_FULL - 1));
});

test('who is far away is not drawn in full, however empty the room', () => {
  const far = at(FULL_WITHIN + 0.1);
  share([far]);
  expect(far.full).toBe(false);
  const leaving = at(FULL_WITHIN + 0.1, true);
  share([leaving]);
  expect(leaving.full).toBe(true);
});

test('the further away, the seldomer one is posed', () => {
  let before = 1;
  for (let distance = 0; distance < 40; distance += 0.5) {
    expect(everyPictures(distance)).toBeGreaterThanOrEqual(before);
    before = everyPictures(distance);
  }
  expect(before).toBeGreaterThan(4);
});
