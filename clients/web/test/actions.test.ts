import { beforeEach, expect, test, vi } from 'vitest';
import { type ActionMap, Actions, type Source } from '../src/input/actions';
import { Controls } from '../src/input/controls';

/** An element and a window that hear what is dispatched, and nothing else. */
class Surface extends EventTarget {
  setPointerCapture(): void {
    // A test's pointer stays where it is.
  }
}

const happened = (kind: string, fields: object): Event => Object.assign(new Event(kind), fields);

let surface: Surface;
let keys: EventTarget;
let actions: Actions;
let controls: Controls;
let seen: [keyof ActionMap, unknown][];
let now = 0;

const key = (kind: 'keydown' | 'keyup', code: string) => keys.dispatchEvent(happened(kind, { code }));
const pointer = (kind: string, x: number, y: number) => surface.dispatchEvent(happened(kind, { pointerId: 1, pointerType: 'mouse', offsetX: x, offsetY: y }));

beforeEach(() => {
  surface = new Surface();
  keys = new EventTarget();
  vi.stubGlobal('window', keys);
  vi.stubGlobal('HTMLElement', Surface);
  vi.stubGlobal('document', { activeElement: null });
  actions = new Actions();
  controls = new Controls(surface as unknown as HTMLElement, () => now, actions);
  seen = [];
  for (const name of ['use', 'release', 'point', 'draw', 'raiseHand', 'escape', 'view', 'microphone', 'map'] as const) actions.events.on(name, (it) => seen.push([name, it]));
});

test('keys become actions', () => {
  for (const code of ['KeyE', 'KeyH', 'KeyV', 'KeyM', 'KeyF', 'Escape']) key('keydown', code);
  expect(seen.map(([name]) => name)).toEqual(['use', 'raiseHand', 'view', 'microphone', 'map', 'escape']);
  expect(seen[0]![1]).toEqual({ pointing: { type: 'ahead' } });
});

test('a key held longer throws farther', () => {
  now = 1_000;
  key('keydown', 'KeyQ');
  now = 1_800;
  key('keyup', 'KeyQ');
  expect(seen).toEqual([['release', { held: 0.8 }]]);
});

test('a click uses what is under it, a drag turns and uses nothing', () => {
  pointer('pointerdown', 100, 50);
  pointer('pointerup', 101, 50);
  expect(seen).toEqual([['use', { pointing: { type: 'picture', x: 101, y: 50 } }]]);
  pointer('pointerdown', 100, 50);
  pointer('pointermove', 160, 50);
  pointer('pointerup', 160, 50);
  expect(seen.length).toBe(1);
  expect(actions.turn(0.1)).toBeGreaterThan(0.2);
});

test('with the pen chosen, a drag draws and does not turn', () => {
  actions.tool = 'draw';
  pointer('pointerdown', 10, 10);
  pointer('pointermove', 90, 10);
  expect(actions.pointing('right')).toEqual({ type: 'picture', x: 90, y: 10 });
  pointer('pointerup', 90, 10);
  expect(seen).toEqual([['draw', { hand: 'right', on: true }], ['draw', { hand: 'right', on: false }]]);
  expect(actions.turn(0.1)).toBe(0);
});

test('the laser goes out with its key, with the window, and with the tool', () => {
  key('keydown', 'KeyL');
  key('keydown', 'KeyL');
  key('keyup', 'KeyL');
  key('keydown', 'KeyL');
  keys.dispatchEvent(new Event('blur'));
  key('keydown', 'KeyB');
  actions.tool = 'point';
  const on = (is: boolean) => ({ hand: 'right', on: is });
  expect(seen).toEqual([['point', on(true)], ['point', on(false)], ['point', on(true)], ['point', on(false)], ['draw', on(true)], ['draw', on(false)]]);
});

test('the newest source moves the body, until it leaves', () => {
  const source: Source = { turn: () => 0.5, speed: () => ({ right: 1, forward: 2 }), pointing: () => ({ type: 'ahead' }) };
  const leave = actions.enter(source);
  expect(actions.turn(0.1)).toBe(0.5);
  expect(actions.speed(0.1)).toEqual({ right: 1, forward: 2 });
  leave();
  leave();
  key('keydown', 'ArrowLeft');
  expect(actions.turn(0.1)).toBeCloseTo(0.22, 6);
  controls.dispose();
  expect(actions.turn(0.1)).toBe(0);
});

test('without anything that moves, the body stands still', () => {
  expect(new Actions().speed(1)).toEqual({ right: 0, forward: 0 });
});
