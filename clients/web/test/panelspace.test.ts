import { Group, Matrix4, Vector3 } from 'three';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { MOST_PANELS, PanelBook } from '../src/panel/book';
import { Button, Column, Panel, Text } from '../src/panel/index';
import { ScopeKind } from '../src/protocol/gen/asclepion/v1/scope_pb';
import type { Reader } from '../src/scene/panels/placing';
import { PanelSpace } from '../src/scene/panels/space';
import { measure } from './panels';

/** A canvas that draws nothing and remembers the words it was given. */
let written: string[] = [];
let canvases: { width: number; height: number }[] = [];

beforeEach(() => {
  written = [];
  canvases = [];
  const pen = new Proxy({} as Record<string, unknown>, {
    get: (target, name) => {
      if (name === 'measureText') return (text: string) => ({ width: measure(text, Number(/(\d+)px/.exec(String(target['font']))![1])) });
      if (name === 'fillText') return (text: string) => written.push(text);
      return target[name as string] ?? (() => undefined);
    },
  });
  vi.stubGlobal('document', {
    createElement: () => {
      const canvas = { width: 0, height: 0, getContext: () => pen };
      canvases.push(canvas);
      return canvas;
    },
    fonts: { addEventListener: () => undefined, removeEventListener: () => undefined, load: () => Promise.resolve([]) },
  });
});
afterEach(() => {
  vi.unstubAllGlobals();
});

const reader = (over: Partial<Reader> = {}): Reader => ({ x: 0, y: 1.6, z: 0, yaw: 0, pitch: 0, clear: (_yaw, most) => most, ...over });

function begin(reading = reader()) {
  const parent = new Group();
  const space = new PanelSpace(parent);
  let pressed = 0;
  const button = new Button({ label: 'Go', onPress: () => pressed++ });
  const panel = new Panel({ title: 'Hello', content: new Column([new Text('Some words'), button]) });
  const frame = (at = reading, now = 0) => {
    space.update(at, 0.016, now);
  };
  return { parent, space, panel, button, frame, pressed: () => pressed };
}

/** The middle of a widget in the world. */
function aimAt(space: PanelSpace, panel: Panel, button: Button, eye: Vector3): Vector3 {
  const mesh = space.group.children[space.panels.indexOf(panel)]!;
  let x = button.width / 2;
  let y = button.height / 2;
  for (let at: Button['parent'] = button; at && at !== panel; at = at.parent) {
    x += at.x;
    y += at.y;
  }
  // Search the spot by the space's own eyes: rays over the panel.
  let best: Vector3 | undefined;
  let off = Infinity;
  for (let i = -40; i <= 40; i++) {
    for (let j = -40; j <= 40; j++) {
      const target = mesh.position.clone().add(new Vector3(i / 100, j / 100, 0));
      const direction = target.sub(eye).normalize();
      const hit = space.pick(eye, direction);
      const miss = hit ? Math.hypot(hit.u * panel.width - x, hit.v * panel.height - y) : Infinity;
      if (miss < off) [off, best] = [miss, direction];
    }
  }
  expect(off).toBeLessThan(12);
  return best!;
}

test('a panel hangs before its reader, a little below the eyes, and turned to them', () => {
  const at = reader({ x: 3, z: -2, yaw: 0.7 });
  const { space, panel, frame } = begin(at);
  space.show(panel, { type: 'before' });
  frame();
  const mesh = space.group.children[0]!;
  const eye = new Vector3(3, 1.6, -2);
  expect(mesh.position.distanceTo(eye)).toBeCloseTo(1.2, 2);
  expect(mesh.position.y).toBeLessThan(1.6);
  expect(mesh.position.y).toBeGreaterThan(1.1);
  const normal = new Vector3(0, 0, 1).applyQuaternion(mesh.quaternion);
  expect(normal.dot(eye.sub(mesh.position).normalize())).toBeCloseTo(1, 3);
});

test('a panel stays where it is while one looks and steps about, and comes along when one walks away', () => {
  const { space, panel, frame } = begin();
  space.show(panel, { type: 'before' });
  frame();
  const before = space.group.children[0]!.position.clone();
  frame(reader({ x: 0.5, yaw: 2 }));
  expect(space.group.children[0]!.position).toEqual(before);
  frame(reader({ x: 9 }));
  expect(space.group.children[0]!.position.x).toBeCloseTo(9, 1);
});

test('before a wall a panel comes nearer and keeps its size in the eye', () => {
  const at = reader({ clear: () => 0.9 });
  const { space, panel, frame } = begin(at);
  space.show(panel, { type: 'before' });
  frame();
  const mesh = space.group.children[0]!;
  expect(mesh.position.distanceTo(new Vector3(0, 1.6, 0))).toBeCloseTo(0.78, 2);
  const eye = new Vector3(0, 1.6, 0);
  const hit = space.pick(eye, mesh.position.clone().sub(eye).normalize())!;
  expect(hit.u).toBeCloseTo(0.5, 2);
});

test('a ray presses what it meets, and nothing from behind', () => {
  const { space, panel, button, frame, pressed } = begin();
  space.show(panel, { type: 'before' });
  frame();
  const eye = new Vector3(0, 1.6, 0);
  const direction = aimAt(space, panel, button, eye);
  const hit = space.pick(eye, direction)!;
  expect(hit.distance).toBeCloseTo(1.2, 1);
  for (const phase of ['hover', 'press', 'release'] as const) space.handlePointer('ray-right', phase, hit);
  expect(pressed()).toBe(1);
  const behind = space.group.children[0]!.position.clone().multiplyScalar(2).setY(1.4);
  expect(space.pick(behind, new Vector3(0, 0, 1))).toBeUndefined();
  expect(space.pick(eye, new Vector3(0, 0, 1))).toBeUndefined();
});

test('pressing beside all panels is told, a pointer that goes to another panel leaves the first', () => {
  const { space, panel, button, frame } = begin();
  const missed: string[] = [];
  space.events.on('missed', ({ id }) => missed.push(id));
  space.show(panel, { type: 'before' });
  frame();
  const eye = new Vector3(0, 1.6, 0);
  space.handlePointer('ray', 'hover', space.pick(eye, aimAt(space, panel, button, eye)));
  expect(button.hovers).toBe(1);
  space.handlePointer('ray', 'hover', undefined);
  expect(button.hovers).toBe(0);
  space.handlePointer('ray', 'press', undefined);
  expect(missed).toEqual(['ray']);
});

test('a fingertip presses by crossing the surface from the front, once, however it trembles', () => {
  const { space, panel, button, frame, pressed } = begin();
  space.show(panel, { type: 'before' });
  frame();
  const eye = new Vector3(0, 1.6, 0);
  const direction = aimAt(space, panel, button, eye);
  const { distance } = space.pick(eye, direction)!;
  const finger = (before: number) => space.touch(eye.clone().addScaledVector(direction, distance - before));
  expect(finger(0.3)).toBe('away');
  expect(finger(0.05)).toBe('near');
  expect(button.hovers).toBe(1);
  expect(finger(-0.004)).toBe('pressed');
  for (const tremble of [0.004, -0.003, 0.006, -0.01, 0.009]) expect(finger(tremble)).toBe('pressed');
  expect(pressed()).toBe(0);
  expect(finger(0.03)).toBe('near');
  expect(pressed()).toBe(1);
  expect(finger(0.3)).toBe('away');
  expect(button.hovers).toBe(0);
});

test('a finger that comes through from behind presses nothing', () => {
  const { space, panel, button, frame, pressed } = begin();
  space.show(panel, { type: 'before' });
  frame();
  const eye = new Vector3(0, 1.6, 0);
  const direction = aimAt(space, panel, button, eye);
  const { distance } = space.pick(eye, direction)!;
  for (const before of [-0.2, -0.05, -0.01, 0.02, 0.2]) space.touch(eye.clone().addScaledVector(direction, distance - before));
  expect(pressed()).toBe(0);
});

test('the picture goes to the graphics card only when something changed', () => {
  const { space, panel, button, frame } = begin();
  space.show(panel, { type: 'before' });
  for (let i = 0; i < 10; i++) frame(reader(), i * 16);
  expect(space.uploads).toBe(1);
  button.enabled = false;
  for (let i = 0; i < 10; i++) frame(reader(), i * 16);
  expect(space.uploads).toBe(2);
});

test('the wrist menu is there while it is looked at', () => {
  const { space, panel, frame } = begin();
  space.show(panel, { type: 'wrist' });
  const mesh = () => space.group.children[0]!;
  const low = new Vector3(-0.15, 1.25, -0.35);
  // Turned to the eyes.
  const raised = new Matrix4().lookAt(new Vector3(0, 1.6, 0), low, new Vector3(0, 1, 0)).setPosition(low);
  frame(reader({ pitch: -0.7, yaw: 0.35 }));
  expect(mesh().visible).toBe(false);
  space.setWrist(raised);
  frame(reader({ pitch: -0.7, yaw: 0.35 }));
  expect(mesh().visible).toBe(true);
  expect(mesh().position.distanceTo(low)).toBeLessThan(1e-6);
  frame(reader({ pitch: 0.3 }));
  expect(mesh().visible).toBe(false);
  space.setWrist(new Matrix4().makeRotationX(Math.PI / 2).setPosition(low));
  frame(reader({ pitch: -0.7, yaw: 0.35 }));
  expect(mesh().visible).toBe(false);
});

function bookWith(open: Map<number, ScopeKind>) {
  return new PanelBook({ numberOf: (kind) => [...open].find(([, other]) => other === kind)?.[0], has: (number) => open.has(number) });
}

test('a private panel is drawn for a member only, and is gone with the membership, its picture too', () => {
  const open = new Map([[7, ScopeKind.ROOM]]);
  const book = bookWith(open);
  const { space, parent } = begin();
  book.events.on('opened', ({ panel }) => {
    space.show(panel, { type: 'before' });
  });
  book.events.on('closed', ({ panel }) => {
    space.remove(panel);
  });
  const secret = () => new Panel({ title: 'Staff note', content: new Text('allergic to penicillin') });
  const staff = { type: 'scope', kind: ScopeKind.STAFF } as const;
  let built = 0;
  expect(book.open('note', staff, () => (built++, secret()))).toBeUndefined();
  expect(built).toBe(0);
  open.set(9, ScopeKind.STAFF);
  expect(book.open('note', staff, secret)).toBeDefined();
  space.update(reader(), 0.016, 0);
  expect(written.join(' ')).toContain('penicillin');
  const mesh = space.group.children[0] as unknown as { material: { map: { addEventListener(type: 'dispose', run: () => void): void } } };
  let disposed = 0;
  mesh.material.map.addEventListener('dispose', () => disposed++);
  // The staff of the next room are other people, though it is a scope of the same kind.
  open.delete(9);
  open.set(12, ScopeKind.STAFF);
  book.handleMemberships();
  expect(book.get('note')).toBeUndefined();
  expect([space.panels.length, space.group.children.length, disposed]).toEqual([0, 0, 1]);
  // The first canvas only measures; the one that was drawn on holds no pixel any more.
  expect(canvases.slice(1).every(({ width, height }) => width === 0 && height === 0)).toBe(true);
  written = [];
  space.update(reader(), 0.016, 99);
  expect(written).toEqual([]);
  expect(parent.children.length).toBe(1);
});

test('what says nothing of anybody else stays when scopes change, and no more panels open than there may be', () => {
  const book = bookWith(new Map());
  const make = () => new Panel({ title: 'Help', content: new Text('x') });
  for (let i = 0; i < MOST_PANELS; i++) expect(book.open(`p${i}`, { type: 'self' }, make)).toBeDefined();
  expect(book.open('one more', { type: 'self' }, make)).toBeUndefined();
  expect(book.open('p0', { type: 'self' }, make)).toBeDefined();
  book.handleMemberships();
  expect(book.get('p3')).toBeDefined();
});
